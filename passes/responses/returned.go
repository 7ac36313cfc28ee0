package responses

import (
	"go/ast"
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Errors that handlers return and a framework answers. What becomes of them is
// decided where the app is built: with the framework's own error handler every
// error of no type that it knows is answered alike. Only where the same package
// builds the app is that known to be so, and then each returned error is an
// answer of its own.

// returnedErrors finds the errors that handlers of this package return to a
// framework which prints them.
func (p *producer) returnedErrors() {
	answered := make(map[string]*httpmodel.Carrier)
	for _, imp := range p.pass.Pkg.Imports() {
		if c := httpmodel.AnyErrorOf(imp.Path()); c != nil && p.builds(imp.Path()) && !p.overridden(imp.Path()) {
			answered[imp.Path()] = c
		}
	}
	if len(answered) == 0 {
		return
	}
	for _, fn := range p.flow.Funcs {
		if p.handlerKind(fn) != Returning {
			continue
		}
		c := answered[packageOf(fn.Signature.Params().At(0).Type())]
		if c == nil {
			continue
		}
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && p.flow.Live(b) && len(ret.Results) == 1 {
				p.returnedError(fn, ret, c)
			}
		}
	}
}

func (p *producer) returnedError(fn *ssa.Function, ret *ssa.Return, c *httpmodel.Carrier) {
	stmt := p.returnStmt(ret)
	if stmt == nil || len(stmt.Results) != 1 {
		return
	}
	p.flow.Refuel()
	var v valueflow.Value
	for _, t := range p.flow.Eval(ret.Results[0], ret) {
		if t.Err && t.Op != valueflow.Zero && p.carried(t) == nil && !p.passedOn(ret.Results[0], fn) {
			v = append(v, t)
		}
	}
	if !p.flow.Carried(c.Answer.Body, v).Tainted() {
		return // public, or kept from the client
	}
	node := stmt.Results[0]
	text := valueflow.Value{{Op: valueflow.Text, Args: []valueflow.Value{v}, Pos: node.Pos(), Fn: fn}}
	a := &answer{kind: httpmodel.Answer, index: carriedIndex, forced: c.Answer.ContentType, status: p.flow.Carried(c.Answer.Status, nil), body: text}
	s := &Site{Node: node, API: "the error handler of " + pkgName(packageOf(fn.Signature.Params().At(0).Type())), fn: fn, ans: a, Func: p.enclosing(node.Pos()), Kind: Unknown}
	s.setCodes(a)
	p.res.Carried = append(p.res.Carried, s)
}

// passedOn reports whether an error is that of another handler, which a call
// that was not read has given the context to.
func (p *producer) passedOn(v ssa.Value, fn *ssa.Function) bool {
	call, ok := v.(*ssa.Call)
	if e, isExtract := v.(*ssa.Extract); isExtract {
		call, ok = e.Tuple.(*ssa.Call)
	}
	return ok && p.hands(&call.Call, valueflow.Loc{Root: fn.Params[0]})
}

// returnStmt returns the statement that a return instruction was made of.
func (p *producer) returnStmt(ret *ssa.Return) (stmt *ast.ReturnStmt) {
	fn := p.enclosing(ret.Pos())
	if fn == nil {
		return nil
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok && r.Return == ret.Pos() {
			stmt = r
		}
		return stmt == nil
	})
	return stmt
}

// builds reports whether this package makes an app of the framework in a package.
func (p *producer) builds(path string) bool {
	return p.anyInstr(func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		row := p.flow.Row(&call.Call)
		return row != nil && row.Pkg == path && row.Recv == "" && len(row.Answers) > 0
	})
}

// overridden reports whether this package puts answers of its own in place of
// those that the library in a package gives of its own accord.
func (p *producer) overridden(path string) bool {
	replaced := func(typ, name string) bool {
		for _, o := range httpmodel.Overrides(path) {
			if o.Type == typ && o.Name == name {
				return true
			}
		}
		return false
	}
	return p.anyInstr(func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Store:
			switch addr := instr.Addr.(type) {
			case *ssa.FieldAddr:
				named, ok := types.Unalias(addr.X.Type().Underlying().(*types.Pointer).Elem()).(*types.Named)
				return ok && packageOf(named) == path && replaced(named.Obj().Name(), named.Underlying().(*types.Struct).Field(addr.Field).Name())
			case *ssa.Global:
				return addr.Object() != nil && addr.Object().Pkg().Path() == path && replaced("", addr.Name())
			}
		case *ssa.Call:
			fn := valueflow.Callee(&instr.Call)
			return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == path && replaced(httpmodel.RecvName(fn), fn.Name())
		}
		return false
	})
}

// anyInstr reports whether an instruction of the package meets a condition.
func (p *producer) anyInstr(is func(ssa.Instruction) bool) bool {
	fns := p.flow.Funcs
	if init := p.flow.Init(); init != nil {
		fns = append(fns[:len(fns):len(fns)], init)
	}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if is(instr) {
					return true
				}
			}
		}
	}
	return false
}

// packageOf returns the path of the package that a type, or what it points to,
// is declared in; "" if it has no name.
func packageOf(t types.Type) string {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil {
		return n.Obj().Pkg().Path()
	}
	return ""
}

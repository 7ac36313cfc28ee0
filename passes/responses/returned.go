package responses

import (
	"go/ast"
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Errors that handlers return and a framework answers. Those of a framework's
// own types are judged where they are built, unless a library built them. Those
// of the project's own types that a framework asks for a status are answers
// where a handler returns them. What becomes of any other is decided where the
// app is built: with the framework's own error handler all are answered alike.
// Only where the same package builds the app is that known to be so, and then
// each returned error is an answer of its own.

// returnedErrors finds the errors that handlers of this package return to a
// framework which sends something of them.
func (p *producer) returnedErrors() {
	answered := make(map[string]*httpmodel.Carrier)
	var asked []statusCarrier
	for _, imp := range p.pass.Pkg.Imports() {
		for _, c := range httpmodel.Carriers(imp.Path()) {
			if o := imp.Scope().Lookup(c.Type); o != nil && types.IsInterface(o.Type()) {
				asked = append(asked, statusCarrier{imp.Path(), o.Type().Underlying().(*types.Interface), c.Answer})
			}
		}
		if c := httpmodel.AnyErrorOf(imp.Path()); c != nil && p.builds(imp.Path()) {
			answered[imp.Path()] = c
		}
	}
	brought := make(map[*ssa.Call]bool)
	for _, fn := range p.flow.Funcs {
		if !p.returnsAnswers(fn) {
			continue
		}
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok || !p.flow.Live(b) {
				continue
			}
			p.bringers(ret.Results[len(ret.Results)-1], make(map[ssa.Value]bool), func(call *ssa.Call, err ssa.Value) {
				if s := p.broughtSite(fn, ret, call, err); s != nil && !brought[call] {
					brought[call] = true
					p.found.Carried = append(p.found.Carried, s)
				}
			})
			if s := p.returnedSite(fn, ret); s != nil {
				path := packageOf(fn.Signature.Params().At(0).Type())
				plain := answered[path]
				if plain != nil && !p.answersPlainly(path, fn) {
					plain = nil
				}
				p.returned(s, ret, asked, plain)
			}
		}
	}
}

// bringers visits the calls whose results an error may be.
func (p *producer) bringers(err ssa.Value, seen map[ssa.Value]bool, visit func(call *ssa.Call, err ssa.Value)) {
	if seen[err] {
		return
	}
	seen[err] = true
	switch v := ssautil.UnwrapInterface(err).(type) {
	case *ssa.Call:
		visit(v, err)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			visit(call, err)
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			p.bringers(e, seen, visit)
		}
	}
}

// broughtSite returns a site for a call of a handler's that brings it an answer which
// the helper fixes alone, nil if it brings none: where that was built it is judged as
// an answer, and here by what is documented for the handler. Nothing is known here of
// its body, and the helper may bring other errors.
func (p *producer) broughtSite(fn *ssa.Function, ret *ssa.Return, call *ssa.Call, err ssa.Value) *Site {
	expr := p.index.Call(call.Pos())
	if expr == nil || p.flow.Row(&call.Call) != nil {
		return nil
	}
	index := call.Call.Signature().Results().Len() - 1
	p.flow.Refuel()
	a := &answer{kind: httpmodel.Answer, index: carriedIndex}
	s := &Site{Call: expr, Node: expr, Via: syntax.Name(expr.Fun), fn: fn, call: call, ans: a, Func: p.index.Func(expr.Pos()), Kind: Unknown}
	for _, t := range p.flow.Eval(err, ret) {
		b := p.carried(t)
		if b == nil || t.Fn != nil && ssautil.Within(t.Fn, fn) {
			continue
		}
		if status, text := p.fixedHere(call, index, b); status || text {
			continue
		}
		s.API, a.status = b.api, append(a.status, b.status...)
		if made := p.builtAt(t); made != nil {
			s.Sent = made.Pos()
		}
	}
	s.setCodes(a)
	s.Exact = false
	if len(s.Codes) == 0 {
		return nil
	}
	return s
}

// builtAt returns the call or literal of this package that makes a value, or nil.
func (p *producer) builtAt(t *origin.Term) ast.Node {
	if e := p.index.Call(t.Pos); e != nil {
		return e
	}
	if lit := p.index.Literal(t.Pos); lit != nil {
		return lit
	}
	return nil
}

// A statusCarrier is an interface that a framework asks errors for their status by.
type statusCarrier struct {
	pkg    string
	typ    *types.Interface
	answer httpmodel.Response
}

// returnsAnswers reports whether a framework answers with the errors that a
// function returns: it is a handler that returns one, or is given a context and
// a request, and returns a result and an error.
func (p *producer) returnsAnswers(fn *ssa.Function) bool {
	if p.handlerKind(fn) == Returning {
		return true
	}
	params, results := fn.Signature.Params(), fn.Signature.Results()
	return params.Len() == 2 && typeutil.IsNamed(params.At(0).Type(), "context", "Context") &&
		results.Len() == 2 && typeutil.IsError(results.At(1).Type())
}

// returnedSite returns a site for what a handler returns as its error, nil if
// that is no expression: the result of a call, or one of its results.
func (p *producer) returnedSite(fn *ssa.Function, ret *ssa.Return) *Site {
	stmt := p.index.Return(ret.Pos())
	if stmt == nil || len(stmt.Results) == 0 {
		return nil
	}
	node := stmt.Results[len(stmt.Results)-1]
	s := &Site{Node: node, fn: fn, Func: p.index.Func(node.Pos()), Kind: Unknown}
	v := ssautil.UnwrapInterface(ssautil.Returned(ret)[len(ret.Results)-1])
	if e, ok := v.(*ssa.Extract); ok && len(stmt.Results) == 1 {
		v = e.Tuple // return f(), of a function with several results
	}
	if call, ok := v.(*ssa.Call); ok && call.Parent() == fn {
		if s.Call = p.index.Call(call.Pos()); s.Call != nil && s.Call == ast.Unparen(node) {
			s.call, s.Via = call, syntax.Name(s.Call.Fun)
		} else {
			s.Call = nil
		}
	}
	return s
}

// returned adds the site of a returned error for what a framework sends of it;
// plain is what it sends of an error that it does not know.
func (p *producer) returned(s *Site, ret *ssa.Return, asked []statusCarrier, plain *httpmodel.Carrier) {
	p.flow.Refuel()
	errs := p.flow.Eval(ret.Results[len(ret.Results)-1], ret)
	var own, bound, others origin.Value
	var a *answer
	for _, t := range errs {
		if !t.Err || t.Op == origin.Zero {
			continue
		}
		switch b := p.carried(t); {
		case b != nil && p.registered(s.fn) && p.libraryMade(t, b, s.fn):
			bound, a = append(bound, t), b
		case b != nil:
		case p.askedAnswer(t, asked) != nil:
			own = append(own, t)
		default:
			others = append(others, t)
		}
	}
	switch {
	case len(own) > 0:
		for _, t := range own {
			b := p.askedAnswer(t, asked)
			if a == nil {
				a = b
			} else {
				a.status, a.body = append(a.status, b.status...), append(a.body, b.body...)
			}
		}
		s.API, s.Here = a.api, true
	case len(bound) > 0:
		a.body = s.text(bound)
		s.API = a.api
	case plain != nil && len(others) > 0 && !p.passedOn(ssautil.Returned(ret)[0], s.fn):
		if !p.flow.Carried(plain.Answer.Body, others).Tainted() {
			return // public, or kept from the client
		}
		a = &answer{kind: httpmodel.Answer, index: carriedIndex, pkg: p.pass.Pkg.Path(), forced: plain.Answer.ContentType,
			status: p.flow.Carried(plain.Answer.Status, nil), body: s.text(others)}
		s.API = "the error handler of " + pkgName(packageOf(s.fn.Signature.Params().At(0).Type()))
	default:
		return
	}
	s.ans = a
	s.setCodes(a)
	if s.Here && s.call != nil {
		s.StatusArg = p.statusArg(s)
	}
	p.found.Carried = append(p.found.Carried, s)
}

// registered reports whether a function that returns an error is a handler, and
// can be registered as one. What is only called may look like one.
func (p *producer) registered(fn *ssa.Function) bool {
	return p.handlerKind(fn) == Returning && p.open(fn)
}

// text returns the text of errors as it arises where they are returned.
func (s *Site) text(errs origin.Value) origin.Value {
	return origin.Value{{Op: origin.Text, Args: []origin.Value{errs}, Pos: s.pos(), Fn: s.fn}}
}

// askedAnswer returns what is sent for an error that a framework asks for its
// status, nil if none does.
func (p *producer) askedAnswer(t *origin.Term, asked []statusCarrier) *answer {
	typ := p.flow.TypeOf(t)
	if t.Op != origin.Object || typ == nil {
		return nil
	}
	for _, c := range asked {
		if types.Implements(typ, c.typ) {
			v := origin.Value{t}
			return &answer{kind: httpmodel.Answer, index: carriedIndex, pkg: p.pass.Pkg.Path(), forced: c.answer.ContentType,
				status: p.flow.Carried(c.answer.Status, v), body: p.flow.Carried(c.answer.Body, v), api: p.shortName(t.TypeName)}
		}
	}
	return nil
}

// libraryMade reports whether a value that carries an answer is the error of a
// library's function that failed, and sends the text of what it failed by: there
// is nobody to tell where it was made. What another handler returns is judged in it.
func (p *producer) libraryMade(t *origin.Term, a *answer, fn *ssa.Function) bool {
	return t.Name != "" && a.body.Tainted() && (t.Fn == nil || t.Fn == fn || !p.registered(t.Fn))
}

// passedOn reports whether an error is that of another handler, which a call
// that was not read has given the context to.
func (p *producer) passedOn(v ssa.Value, fn *ssa.Function) bool {
	call, ok := v.(*ssa.Call)
	if e, isExtract := v.(*ssa.Extract); isExtract {
		call, ok = e.Tuple.(*ssa.Call)
	}
	return ok && p.hands(&call.Call, valueflow.Loc{Root: fn.Params[len(fn.Params)-fn.Signature.Params().Len()]})
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

package errvalue

import (
	"go/ast"
	"slices"
	"strconv"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Find finds the places where answers are built that are sent later.
func (p *Errors) Find() {
	p.Known = p.knownTypes()
	fns := p.Flow.Funcs
	if init := p.Flow.Init(); init != nil {
		fns = append([]*ssa.Function{init}, fns...)
	}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			if !p.Flow.Live(b) {
				continue
			}
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					p.findCall(fn, instr)
				case *ssa.Alloc:
					p.findLiteral(fn, instr)
				case *ssa.Return:
					p.findSentinel(fn, instr)
					p.findSet(fn, instr)
				}
			}
		}
	}
	p.Found.ErrorResponses = slices.DeleteFunc(p.Found.ErrorResponses, func(s *summary.Response) bool {
		return p.numbered[s.Code.Write.Status.Chosen] || s.Code.Func != nil && p.redirected(s.Code.Func, make(map[*ssa.Function]bool))
	})
	slices.SortStableFunc(p.Found.ErrorResponses, func(a, b *summary.Response) int {
		switch {
		case p.Index.Before(a.At.Node.Pos(), b.At.Node.Pos()):
			return -1
		case p.Index.Before(b.At.Node.Pos(), a.At.Node.Pos()):
			return 1
		}
		return 0
	})
	for _, s := range p.Found.ErrorResponses {
		s.Reason.Condition = p.handlers.Tested(s)
	}
}

// findCall adds a site for a call that builds a response: a constructor of a
// framework, or a function whose result depends on what it is given here. What
// a function of this module fixes by itself is judged in it.
func (p *Errors) findCall(fn *ssa.Function, call *ssa.Call) {
	if row := p.Flow.Row(&call.Call); row != nil && row.MakesError.Op != 0 {
		p.findMade(fn, call, row)
		return
	}
	results := call.Call.Signature().Results()
	for i := range results.Len() {
		if !p.mayHaveStatus(results.At(i).Type()) {
			continue
		}
		row := p.Flow.Row(&call.Call)
		if row != nil && (i >= len(row.Results) || row.Results[i].Op != httpmodel.OpMake || row.Reads) {
			continue
		}
		var v ssa.Value = call
		if results.Len() > 1 {
			if v = ssautil.Result(call, i); v == nil {
				continue
			}
		}
		v = p.chained(v)
		end := call.Block().Instrs[len(call.Block().Instrs)-1]
		var a *summary.Write // of all alternatives together
		here := row != nil
		for _, t := range p.Flow.Eval(v, end) { // with what is set on it here
			b := p.WriteOf(t)
			if b == nil || !p.mayChoose(fn, b) {
				continue
			}
			if row == nil {
				status, text := p.fixedHere(call, i, b)
				if !status && !text && !p.bodyHanded(call, i, b) {
					continue
				}
				here = here || status || !p.runsOwn(call)
			}
			if t.Gated {
				b.Body.Value = nil // made in one mode only
			}
			if a == nil {
				a = b
				continue
			}
			a.Status.Value, a.Body.Value = slices.Concat(a.Status.Value, b.Status.Value), slices.Concat(a.Body.Value, b.Body.Value)
		}
		if a == nil {
			continue
		}
		expr := p.Index.Call(call.Pos())
		if expr == nil {
			return
		}
		s := &summary.Response{
			At:     summary.Place{Call: expr, Node: expr, Func: p.Index.Func(expr.Pos())},
			By:     summary.Sender{API: a.API},
			Code:   summary.Code{Func: fn, Call: call, Write: a},
			Body:   summary.Body{Kind: summary.Unknown},
			Status: summary.Status{Here: here},
		}
		if row != nil {
			s.By.API = p.summaries.APIName(row)
			if p.overrides.Remade(row.Pkg) {
				a.Body.Value = nil // what the library's own function would make of it
			}
		} else {
			s.By.Via = syntax.Name(expr.Fun)
		}
		s.SetCodes(a)
		if p.sentAtOnce(v, s.Status.Codes) || !p.control.MayBeSent(v, make(map[ssa.Value]bool)) {
			continue
		}
		if s.Status.Here {
			s.Status.Expr = p.handlers.StatusArg(s)
			s.Status.Source = p.handlers.SourceOf(s)
		}
		p.Found.ErrorResponses = append(p.Found.ErrorResponses, s)
	}
}

// findMade adds a site for a call that makes an error and sends it.
func (p *Errors) findMade(fn *ssa.Function, call *ssa.Call, row *httpmodel.Row) {
	expr := p.Index.Call(call.Pos())
	if expr == nil {
		return
	}
	for _, t := range p.Flow.EvalCall(row.MakesError, call) {
		s := &summary.Response{
			At:   summary.Place{Call: expr, Node: expr, Func: p.Index.Func(expr.Pos())},
			By:   summary.Sender{API: p.summaries.APIName(row)},
			Code: summary.Code{Func: fn, Call: call},
			Body: summary.Body{Kind: summary.Unknown},
		}
		a := p.WriteOf(t)
		switch {
		case a != nil && row.MakesError.Op != httpmodel.OpMake:
			continue // judged where it is made
		case a == nil:
			if a = p.plainWrite(s, p.Flow.Model().ReturnsTo(row.Pkg), t); a == nil {
				continue
			}
		case p.overrides.Overridden(p.Flow.Model().ReturnsTo(row.Pkg), nil):
			continue
		}
		s.Code.Write = a
		s.SetCodes(a)
		p.Found.ErrorResponses = append(p.Found.ErrorResponses, s)
	}
}

// plainWrite returns what is sent for an error that a library does not know, nil if that is
// not known or is not the library's own.
func (p *Errors) plainWrite(s *summary.Response, lib string, t *origin.Term) *summary.Write {
	plain := p.Flow.Model().AnyErrorOf(lib)
	if plain == nil || !t.Err || t.Op == origin.Zero || !p.overrides.Builds(lib) || p.overrides.Overridden(lib, nil) {
		return nil
	}
	a := summary.ErrorWrite("", p.Flow.EvalModel(plain.Response.Status, nil), s.ErrorText(origin.Value{t}))
	a.Pkg, a.Body.Forced = p.Pass.Pkg.Path(), plain.Response.ContentType
	return a
}

// chained returns what a chain of calls makes of a value, of which each returns the one before
// with more in it: err.WithMeta("order", id).
func (p *Errors) chained(v ssa.Value) ssa.Value {
	for range summary.MaxDepth {
		var next *ssa.Call
		for _, ref := range *v.Referrers() {
			call, ok := ref.(*ssa.Call)
			if !ok || next != nil {
				return v
			}
			next = call
		}
		if next == nil || next.Block() != v.(ssa.Instruction).Block() {
			return v
		}
		row := p.Flow.Row(&next.Call)
		if row == nil || len(row.Results) != 1 || row.Results[0].Op != httpmodel.OpWith {
			return v
		}
		x := row.Results[0].X()
		if x.Op != httpmodel.OpArg || ssautil.Args(&next.Call)[x.Arg] != v {
			return v
		}
		v = next
	}
	return v
}

// sentAtOnce reports whether a value is given to a call that sends what it
// carries: that is judged there.
func (p *Errors) sentAtOnce(v ssa.Value, codes []int) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			if p.sentAtOnce(ref, codes) {
				return true
			}
		case *ssa.Call:
			for _, s := range p.Found.Responses {
				if s.Code.Call == ref && s.Status.Here && summary.EqualInts(s.Status.Codes, codes) {
					return true
				}
			}
		}
	}
	return false
}

// fixedHere reports whether a function builds a response whose status, or whose text,
// depends on what this call gives it.
func (p *Errors) fixedHere(call *ssa.Call, i int, a *summary.Write) (status, text bool) {
	for _, target := range p.Flow.Targets(call) {
		for _, r := range target.Rows() {
			if i >= len(r.Results) {
				continue
			}
			for _, t := range r.Results[i] {
				b := p.inRow(t)
				if b == nil {
					continue
				}
				if _, exact := b.Status.Value.Ints(); !exact && p.handed(b.Status.Value, target.Args) && target.Subst(b.Status.Value).Key() == a.Status.Value.Key() {
					status = true
				}
				if a.Body.Value.Tainted() && a.Body.Value.Key() != b.Body.Value.Key() && p.handedText(b.Body.Value, target) {
					text = true
				}
			}
		}
	}
	return status, text
}

// mayChoose reports whether a function may give an error the status that it is sent with: any,
// but where only the arguments of its constructor tell that the number is a status it has to
// be a handler that returns its errors.
func (p *Errors) mayChoose(fn *ssa.Function, a *summary.Write) bool {
	return a.Status.Chosen == "" || p.writers.HandlerKind(fn) == writer.Returning
}

// inRow is [Errors.WriteOf] of an origin in a summary, which every call of the function
// asks for.
func (p *Errors) inRow(t *origin.Term) *summary.Write {
	w, ok := p.rows[t]
	if !ok {
		w = p.writeOf(t)
		p.rows[t] = w
	}
	return w
}

// runsOwn reports whether all that a call may run is of this module, where it is
// judged what that fixes.
func (p *Errors) runsOwn(call *ssa.Call) bool {
	return !slices.ContainsFunc(p.Flow.Targets(call), func(t valueflow.Target) bool {
		return t.Fn == nil && (t.Obj == nil || t.Obj.Pkg() == nil || !p.summaries.OwnModule(t.Obj.Pkg()))
	})
}

// handed reports whether a value depends on what a function is called with. An
// error that the function meets on its own way does not, whatever it says of
// the arguments; nor does what an argument that carries a response has in it
// already, which is judged where that was built.
func (p *Errors) handed(v origin.Value, args []ssa.Value) bool {
	in := func(v origin.Value) bool { return p.handed(v, args) }
	for _, t := range v {
		switch {
		case t.Op == origin.Param && t.Index < len(args) && p.hasStatus(args[t.Index].Type()), t.Op == origin.Opaque && t.Err && t.Name != "":
			continue
		case t.Op == origin.Param, t.Op == origin.Opaque && t.Err, // of a function that it is given
			slices.ContainsFunc(t.Args, in),
			slices.ContainsFunc(t.Fields, func(f origin.Field) bool { return in(f.Value) }):
			return true
		}
	}
	return false
}

// bodyHanded reports whether a function makes a value that is returned as a response, with a
// body of what this call gives it.
func (p *Errors) bodyHanded(call *ssa.Call, i int, a *summary.Write) bool {
	if c := p.Flow.Model().StatusErrorOf(call.Call.Signature().Results().At(i).Type()); c == nil || !c.Returned {
		return false
	}
	return slices.ContainsFunc(p.Flow.Targets(call), func(t valueflow.Target) bool {
		return slices.ContainsFunc(t.Rows(), func(r origin.Row) bool {
			return i < len(r.Results) && slices.ContainsFunc(r.Results[i], func(made *origin.Term) bool {
				b := p.inRow(made)
				return b != nil && b.Body.Value.Key() != a.Body.Value.Key() && p.handed(b.Body.Value, t.Args) && t.Subst(b.Body.Value).Key() == a.Body.Value.Key()
			})
		})
	})
}

// handedText reports whether text of an error in what a function makes comes from what it is
// called with: that an argument stands beside such text does not count.
func (p *Errors) handedText(v origin.Value, target valueflow.Target) bool {
	in := func(v origin.Value) bool { return p.handedText(v, target) }
	return slices.ContainsFunc(v, func(t *origin.Term) bool {
		one := origin.Value{t}
		switch {
		case t.Op == origin.Text:
			return p.handed(one, target.Args)
		case len(t.Args) > 0 || len(t.Fields) > 0:
			return slices.ContainsFunc(t.Args, in) || slices.ContainsFunc(t.Fields, func(f origin.Field) bool { return in(f.Value) })
		}
		return p.handed(one, target.Args) && target.Subst(one).Tainted()
	})
}

// built returns the response that an error is which is put together at a node.
func (p *Errors) built(node ast.Node, fn *ssa.Function, a *summary.Write) *summary.Response {
	s := &summary.Response{
		At:     summary.Place{Node: node, Func: p.Index.Func(node.Pos())},
		Code:   summary.Code{Func: fn, Write: a},
		By:     summary.Sender{API: a.API},
		Body:   summary.Body{Kind: summary.Unknown},
		Status: summary.Status{Here: true},
	}
	s.SetCodes(a)
	return s
}

// findLiteral adds a site for a composite literal of a type that carries answers.
func (p *Errors) findLiteral(fn *ssa.Function, alloc *ssa.Alloc) {
	if alloc.Comment != "complit" || !p.mayHaveStatus(alloc.Type()) {
		return
	}
	lit := p.Index.Literal(alloc.Pos())
	if lit == nil {
		return
	}
	for _, t := range p.Flow.Eval(alloc, alloc.Block().Instrs[len(alloc.Block().Instrs)-1]) {
		here := *t
		here.Pos, here.Fn = alloc.Pos(), fn // where an error in it becomes text
		a := p.WriteOf(&here)
		if a == nil || !p.mayChoose(fn, a) {
			continue
		}
		s := p.built(lit, fn, a)
		s.Code.Lit = lit
		s.Status.Source = p.handlers.TypeSource(&here, a.Status.Method, s.Status.Codes)
		for _, e := range lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			if v := p.Pass.TypesInfo.Types[e].Value; v != nil && len(s.Status.Codes) == 1 && v.ExactString() == strconv.Itoa(s.Status.Codes[0]) {
				s.Status.Expr = e
			}
		}
		p.Found.ErrorResponses = append(p.Found.ErrorResponses, s)
		return
	}
}

package object

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Find adds a response for each object that a function returns.
func (p *Objects) Find() {
	for _, s := range p.Found.Responses {
		recv := s.Code.Func.Signature.Recv()
		s.By.Object = recv != nil && p.writes(recv.Type()) == s.Code.Func.Object()
	}
	p.findAdapted()
	p.returnedToLibraries()
	for _, fn := range p.Flow.Funcs {
		if !p.returnsObject(fn) {
			continue
		}
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok || !p.Flow.Live(b) {
				continue
			}
			for i, r := range ssautil.Returned(ret) {
				p.returned(fn, ret, i, r)
			}
		}
	}
}

// returnsObject reports whether a result of a function may be such an object: it has a
// method that is given a writer, and is no handler.
func (p *Objects) returnsObject(fn *ssa.Function) bool {
	for v := range fn.Signature.Results().Variables() {
		if p.writes(v.Type()) != nil {
			return true
		}
	}
	return false
}

// writes returns the method by which a value of a type writes itself, nil if there is none
// or more than one. Handlers and middleware get a request as well, and a renderer what it
// is to render: they are no responses.
func (p *Objects) writes(t types.Type) *types.Func {
	if p.Flow.Model().ContextOf(t) != nil || p.Flow.HoldsWriter(t) {
		return nil
	}
	var found *types.Func
	ms := p.methods.MethodSet(t)
	for i := range ms.Len() {
		m, ok := ms.At(i).Obj().(*types.Func)
		if !ok || !p.takesWriterAlone(m.Signature()) {
			continue
		}
		if found != nil {
			return nil
		}
		found = m
	}
	if found != nil && p.Flow.Model().HandlerParam(found.Signature(), p.Flow.IsWriter) >= 0 && !p.calls(found.Name()) {
		return nil // registered somewhere: the handler of a server
	}
	return found
}

// calls reports whether the package calls methods of a name.
func (p *Objects) calls(name string) bool {
	if p.called == nil {
		p.called = make(map[string]bool)
		for _, fn := range p.Flow.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(ssa.CallInstruction); ok {
						if m := ssautil.Callee(call.Common()); m != nil && m.Signature().Recv() != nil {
							p.called[m.Name()] = true
						}
					}
				}
			}
		}
	}
	return p.called[name]
}

// takesWriterAlone reports whether the parameters of a method are a writer and nothing
// that says what is to be written.
func (p *Objects) takesWriterAlone(sig *types.Signature) bool {
	writers := 0
	for v := range sig.Params().Variables() {
		switch {
		case p.Flow.IsWriter(v.Type()):
			writers++
		case valueflow.IsContext(v.Type()):
		default:
			return false
		}
	}
	return writers == 1 && (sig.Results().Len() == 0 || sig.Results().Len() == 1 && typeutil.IsError(sig.Results().At(0).Type()))
}

// returned adds the response that result i of a return is, if it is made in the function.
func (p *Objects) returned(fn *ssa.Function, ret *ssa.Return, i int, v ssa.Value) {
	made, ok := v.(*ssa.MakeInterface)
	if ok {
		v = made.X
	}
	if types.IsInterface(v.Type()) {
		return // what a call gives, or a variable holds, is judged where it is made
	}
	m := p.writes(v.Type())
	if m == nil || !isMade(v) && !isListMade(v, make(map[ssa.Value]bool)) {
		return
	}
	node := p.node(ret, i, v)
	if node == nil {
		return
	}
	t, ok := p.Flow.MethodOf(m, v, ret)
	if !ok {
		return
	}
	for _, a := range p.summaries.SummaryOf(t) {
		if a.To.Index == 0 || summary.SetsHeader(a) || a.When.Failing || a.When.Unencoded {
			continue
		}
		c := *a
		c.Via.Inner, c.At.Call, c.Via.Helper, c.Via.Within = nil, node.Pos(), m, true
		c.Status.Value, c.Body.Value, c.Body.Type = t.Subst(a.Status.Value), t.Subst(a.Body.Value), t.Subst(a.Body.Type)
		s := &summary.Response{
			At:   summary.Place{Node: node, Func: p.Index.Func(node.Pos())},
			By:   summary.Sender{API: p.summaries.ShortName(typeutil.Name(v.Type()))},
			Code: summary.Code{Func: fn, Return: ret, Write: &c},
		}
		if lit, ok := node.(*ast.CompositeLit); ok {
			s.Code.Lit = lit
		}
		s.Status.Here = true
		s.SetCodes(&c)
		if s.Body.Sent = summary.HasBody(&c); s.Body.Sent {
			s.Body.Here, s.Body.Kind = true, summary.KindOfBody(&c)
			s.Body.ContentType, _ = summary.ContentType(c.Body.Type)
		}
		p.shapes.Shape(s)
		p.lists.FillFrom(s, t, a.Body.Value)
		p.Found.Returned = append(p.Found.Returned, s)
	}
}

// isMade reports whether a value is made where it stands, and does not come from a
// parameter, a variable or a call.
func isMade(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value != nil
	case *ssa.ChangeType, *ssa.Convert:
		return true
	case *ssa.Alloc:
		return true
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.Alloc)
		return ok
	}
	return false
}

// isListMade reports whether a list is put together here: it is nil, or made, and added to.
func isListMade(v ssa.Value, seen map[ssa.Value]bool) bool {
	if _, ok := v.Type().Underlying().(*types.Slice); !ok || seen[v] {
		return ok
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const, *ssa.MakeSlice, *ssa.Slice:
		return true
	case *ssa.ChangeType:
		return isListMade(v.X, seen)
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !isListMade(e, seen) })
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "append" && isListMade(v.Call.Args[0], seen)
	}
	return false
}

// node returns the expression of an object: the literal that makes it, or else what is
// returned.
func (p *Objects) node(ret *ssa.Return, i int, v ssa.Value) ast.Node {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	if alloc, ok := v.(*ssa.Alloc); ok {
		if lit := p.Index.Literal(alloc.Pos()); lit != nil {
			return lit
		}
	}
	stmt := p.Index.Return(ret.Pos())
	if stmt == nil || i >= len(stmt.Results) {
		return nil
	}
	return stmt.Results[i]
}

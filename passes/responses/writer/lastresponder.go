package writer

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// A LastResponder is a function after which nobody answers: a handler, or the part of
// one that it hands to a helper as the last thing it does.
//
//	func (s *Server) delete(c *gin.Context) {
//		withID(c, "id", func(id uint64) { … })
//	}
//
// What the helper does has to be known: where it has run the part, and that has
// returned no error, it adds no response of its own.
type LastResponder struct {
	Kind    HandlerKind
	Context bool // it responds through a framework's context
	Alone   bool // whoever runs it responds to its error, and to nothing else
	// Followed says that somebody in this package runs it who may respond afterwards.
	Followed bool
	Aliases  *Aliases // what it responds through
}

// LastResponderOf returns what is known of a function as a last responder, nil if it is none.
func (p *Writers) LastResponderOf(fn *ssa.Function) *LastResponder {
	s, known := p.lastResponders[fn]
	if !known {
		p.lastResponders[fn] = nil // a recursion is no last call
		s = p.findLastResponder(fn)
		p.lastResponders[fn] = s
	}
	return s
}

func (p *Writers) findLastResponder(fn *ssa.Function) *LastResponder {
	if kind := p.HandlerKind(fn); kind != NoHandler {
		w := p.WriterOf(fn)
		_, last := p.adapters(fn)
		return &LastResponder{Kind: kind, Context: p.Flow.Model().IsContext(w.Type()), Alone: last && p.escaping()[fn], Followed: !last, Aliases: p.AliasesIn(fn, append(p.writersIn(fn), w)...)}
	}
	if s := p.ownHandler(fn); s != nil {
		return s
	}
	if s := p.tail(fn); s != nil {
		return s
	}
	results := fn.Signature.Results()
	if fn.Parent() == nil || results.Len() > 1 || results.Len() == 1 && !typeutil.IsError(results.At(0).Type()) {
		return nil
	}
	outer := p.LastResponderOf(fn.Parent())
	if outer == nil || results.Len() == 1 && outer.Kind != Returning {
		return nil
	}
	made, call := p.handedOver(fn)
	if call == nil || !p.isLast(call, outer) || !p.runsLast(call, made, outer) {
		return nil
	}
	part := &LastResponder{Kind: Plain, Context: outer.Context}
	if results.Len() == 1 {
		part.Kind = Returning
	}
	given := outer.Aliases.Captured(made)
	if len(given) == 0 {
		return nil
	}
	part.Aliases = p.AliasesIn(fn, append(p.writersIn(fn), given...)...)
	return part
}

// handedOver returns the only use of a literal if that is to be an argument of a call.
func (p *Writers) handedOver(fn *ssa.Function) (made *ssa.MakeClosure, call *ssa.Call) {
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == fn {
				if made != nil {
					return nil, nil
				}
				made = mc
			}
		}
	}
	if made == nil {
		return nil, nil
	}
	var v ssa.Value = made
	for range 2 { // it may become a value of a named function type
		refs := *v.Referrers()
		if len(refs) != 1 {
			return nil, nil
		}
		switch ref := refs[0].(type) {
		case *ssa.ChangeType:
			v = ref
			continue
		case *ssa.Call:
			if slices.Contains(ref.Call.Args, v) {
				return made, ref
			}
		}
		break
	}
	return nil, nil
}

// isLast reports whether a function adds no response to what a call has left, nor
// an error for others to answer.
func (p *Writers) isLast(call *ssa.Call, s *LastResponder) bool {
	last := true
	p.Paths.Forward(call, nil, func(instr ssa.Instruction) bool {
		if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) == 1 {
			r := ssautil.Returned(ret)[0]
			last = last && (ssautil.IsNil(r) || ssautil.Derives(r, call))
		}
		last = last && !s.Aliases.MayWrite(instr)
		return !last
	})
	return last
}

// runsLast reports whether the function that a call runs adds nothing to what
// the literal that it is given has responded: it was read, or all that it answers
// are errors.
func (p *Writers) runsLast(call *ssa.Call, made *ssa.MakeClosure, s *LastResponder) bool {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return false
	}
	if len(fn.Blocks) == 0 {
		evs := p.summaries.Events(call)
		return len(evs) > 0 && !slices.ContainsFunc(evs, func(a *summary.Write) bool {
			codes, exact := a.Status.Value.Ints()
			return a.Kind != httpmodel.SetHeader && a.Kind != httpmodel.AddHeader &&
				(!exact || len(codes) == 0 || slices.ContainsFunc(codes, func(code int) bool { return code < 400 }))
		})
	}
	var run *ssa.Parameter
	var given []ssa.Value
	for i, a := range call.Call.Args {
		if ct, ok := a.(*ssa.ChangeType); ok {
			a = ct.X
		}
		switch {
		case a == ssa.Value(made):
			run = fn.Params[i]
		case s.Aliases.Vals[a]:
			given = append(given, fn.Params[i])
		}
	}
	if run == nil {
		return false
	}
	in := p.AliasesIn(fn, given...)
	for _, ref := range *run.Referrers() {
		c, ok := ref.(*ssa.Call)
		if _, debug := ref.(*ssa.DebugRef); debug {
			continue
		}
		if !ok || c.Call.Value != ssa.Value(run) {
			return false
		}
		silent := true
		p.Paths.Forward(c, map[ssa.Value]bool{c: false}, func(instr ssa.Instruction) bool {
			ret, ok := instr.(*ssa.Return)
			if ok && len(ret.Results) > 0 {
				r := ssautil.Returned(ret)[len(ret.Results)-1]
				silent = silent && (ssautil.IsNil(r) || ssautil.Derives(r, c))
			}
			silent = silent && !in.MayWrite(instr)
			return !silent
		})
		if !silent {
			return false
		}
	}
	return true
}

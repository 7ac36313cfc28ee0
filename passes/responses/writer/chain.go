package writer

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Handlers in a chain: a middleware and those that come after it.

// CallsNext reports whether a call leaves the request to another handler that has
// not been read, though the site has refused it. A status that was only chosen
// is where the next handler begins, and where a framework was told to stop,
// running the next one does nothing.
func (p *Writers) CallsNext(call *ssa.Call, s *summary.Response, env paths.Env) bool {
	if s.Code.Write.Kind == httpmodel.SetStatus || !p.IsNext(call) || !p.passes(call, s.Code.Write.To.Writer) {
		return false
	}
	return !p.Flow.Model().RunsNext(ssautil.Callee(&call.Call)) || !p.stopped(call, env)
}

// passes reports whether a call is given the writer.
func (p *Writers) passes(call *ssa.Call, w valueflow.Loc) bool {
	return slices.ContainsFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool {
		return slices.ContainsFunc(p.Flow.Roots(a), func(l valueflow.Loc) bool {
			return summary.SameWriter(l, w) || l.Root != w.Root && p.summaries.Belongs(l, w)
		})
	})
}

// IsNext reports whether a call runs a handler that cannot be read: the request
// is among its arguments, or a framework's context is all that it gets. A method
// of an interface that gets a context may do anything with it.
func (p *Writers) IsNext(call *ssa.Call) bool {
	c := &call.Call
	switch {
	case p.Flow.Model().RunsNext(ssautil.Callee(c)):
		return true
	case c.StaticCallee() != nil || p.Flow.Row(c) != nil || len(p.summaries.Events(call)) > 0:
		return false
	case slices.ContainsFunc(c.Args, func(a ssa.Value) bool { return httpmodel.IsRequest(a.Type()) }):
		return true
	case c.IsInvoke() || !p.takesWriter(c.Signature()):
		return false
	}
	switch c.Value.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return true
	}
	return typeutil.PackagePath(c.Value.Type()) != "" // a framework's HandlerFunc, in a field or a variable
}

// takesWriter reports whether functions of a signature are a framework's handlers.
func (p *Writers) takesWriter(sig *types.Signature) bool {
	i := p.Flow.Model().HandlerParam(sig, p.Flow.IsWriter)
	return i >= 0 && (sig.Params().Len() > 1 || p.Flow.Model().IsContext(sig.Params().At(i).Type()))
}

// Chained reports whether a call hands the request on in a framework that does so
// as well where a handler returns.
func (p *Writers) Chained(call *ssa.Call) bool {
	return p.Flow.Model().RunsNext(ssautil.Callee(&call.Call)) && p.Flow.Model().GoesOn(ssautil.Args(&call.Call)[0].Type())
}

// stopped reports whether the chain may have been stopped when a call is
// reached from the branches of own.
func (p *Writers) stopped(at *ssa.Call, env paths.Env) bool {
	for _, b := range at.Parent().Blocks {
		if !env.InOwn(b) && !b.Dominates(at.Block()) {
			continue
		}
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call != at && p.Stops(call) {
				return true
			}
		}
	}
	return false
}

// Stops reports whether a call may stop the chain.
func (p *Writers) Stops(call *ssa.Call) bool { return p.mayCall(call, p.Flow.Model().StopsChain, 0) }

// mayCall reports whether a call runs a method that is asked for, or may: itself, or
// by a function that it runs with the context. What is not read here may.
func (p *Writers) mayCall(call *ssa.Call, is func(*types.Func) bool, depth int) bool {
	if is(ssautil.Callee(&call.Call)) {
		return true
	}
	if p.Flow.Row(&call.Call) != nil {
		return false
	}
	given := slices.ContainsFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool { return p.sharesContext(a.Type()) })
	var fns []*ssa.Function
	for _, t := range p.Flow.Targets(call) {
		if t.Fn == nil || len(t.Fn.Blocks) == 0 {
			return given
		}
		if given || slices.ContainsFunc(t.Fn.FreeVars, func(v *ssa.FreeVar) bool { return p.sharesContext(v.Type()) }) {
			fns = append(fns, t.Fn)
		}
	}
	if len(fns) == 0 || depth > summary.MaxWrapped {
		return given || len(fns) > 0
	}
	return slices.ContainsFunc(fns, func(fn *ssa.Function) bool {
		return ssautil.AnyCall(fn, func(c *ssa.Call) bool { return p.mayCall(c, is, depth+1) })
	})
}

// sharesContext reports whether a value of a type is a framework's context, holds one, or is
// a variable of the function around a closure that does.
func (p *Writers) sharesContext(t types.Type) bool {
	if p.Flow.Model().IsContext(t) || p.Flow.HoldsWriter(t) {
		return true
	}
	ptr, ok := t.Underlying().(*types.Pointer)
	return ok && (p.Flow.Model().IsContext(ptr.Elem()) || p.Flow.HoldsWriter(ptr.Elem()))
}

// RunsNext reports whether a call runs the handlers that come after its own.
func (p *Writers) RunsNext(call *ssa.Call) bool {
	return p.Flow.Model().RunsNext(ssautil.Callee(&call.Call))
}

// Last reports whether a handler certainly leaves nothing to the handlers that come
// after it: it always answers, or, where a framework leaves that to it, all that it
// calls with the context is read. Of another package's only the responses are known.
func (p *Writers) Last(handler *ssa.Function) bool {
	var t valueflow.Target
	if t.Obj, _ = handler.Object().(*types.Func); len(handler.Blocks) > 0 {
		t.Fn = handler
	}
	if ssautil.AnyCall(handler, p.RunsNext) {
		return false
	}
	if slices.ContainsFunc(p.summaries.SummaryOf(t), func(a *summary.Write) bool { return a.When.Always && a.Kind == httpmodel.Complete }) {
		return true
	}
	w := p.WriterOf(handler)
	return t.Fn != nil && w != nil && p.Flow.Model().IsContext(w.Type()) && !p.Flow.Model().GoesOn(w.Type()) &&
		!ssautil.AnyCall(handler, func(call *ssa.Call) bool { return p.mayCall(call, p.Flow.Model().RunsNext, 0) })
}

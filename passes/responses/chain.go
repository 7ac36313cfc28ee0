package responses

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Handlers in a chain: a middleware and those that come after it.

// handsOn reports whether a call leaves the request to another handler that has
// not been read, though the site has refused it. A status that was only chosen
// is where the next handler begins, and where a framework was told to stop,
// running the next one does nothing.
func (p *producer) handsOn(call *ssa.Call, s *Site, env pathEnv) bool {
	if s.ans.kind == httpmodel.SetStatus || !p.isNext(call) || !p.gives(call, s.ans.writer) {
		return false
	}
	return !httpmodel.RunsNext(ssautil.Callee(&call.Call)) || !p.stopped(call, env)
}

// gives reports whether a call is given the writer.
func (p *producer) gives(call *ssa.Call, w valueflow.Loc) bool {
	return slices.ContainsFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool {
		return slices.ContainsFunc(p.flow.Roots(a), func(l valueflow.Loc) bool { return sameWriter(l, w) })
	})
}

// isNext reports whether a call runs a handler that cannot be read: the request
// is among its arguments, or a framework's context is all that it gets. A method
// of an interface that gets a context may do anything with it.
func (p *producer) isNext(call *ssa.Call) bool {
	c := &call.Call
	switch {
	case httpmodel.RunsNext(ssautil.Callee(c)):
		return true
	case c.StaticCallee() != nil || p.flow.Row(c) != nil || len(p.events(call)) > 0:
		return false
	case slices.ContainsFunc(c.Args, func(a ssa.Value) bool { return httpmodel.IsRequest(a.Type()) }):
		return true
	case c.IsInvoke() || len(c.Args) != 1 || !isContextOf(c.Args[0].Type()):
		return false
	}
	switch c.Value.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return true
	}
	return packageOf(c.Value.Type()) != "" // a framework's HandlerFunc, in a field or a variable
}

// chained reports whether a call hands the request on in a framework that does so
// as well where a handler returns.
func (p *producer) chained(call *ssa.Call) bool {
	return httpmodel.RunsNext(ssautil.Callee(&call.Call)) && httpmodel.GoesOn(ssautil.Args(&call.Call)[0].Type())
}

// isContextOf reports whether a framework's handlers answer through values of a type.
func isContextOf(t types.Type) bool {
	return httpmodel.ContextOf(t) != nil && !typeutil.IsNamed(t, "net/http", "ResponseWriter")
}

// stopped reports whether the chain may have been stopped when a call is
// reached from the branches of own.
func (p *producer) stopped(at *ssa.Call, env pathEnv) bool {
	for _, b := range at.Parent().Blocks {
		if !env.inOwn(b) && !b.Dominates(at.Block()) {
			continue
		}
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call != at && p.stops(call) {
				return true
			}
		}
	}
	return false
}

// stops reports whether a call may stop the chain.
func (p *producer) stops(call *ssa.Call) bool { return p.mayCall(call, httpmodel.StopsChain, 0) }

// mayCall reports whether a call runs a method that is asked for, or may: itself, or
// by a function that it runs with the context. What is not read here may.
func (p *producer) mayCall(call *ssa.Call, is func(*types.Func) bool, depth int) bool {
	if is(ssautil.Callee(&call.Call)) {
		return true
	}
	given := slices.ContainsFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool { return isContextOf(a.Type()) })
	if mc, ok := call.Call.Value.(*ssa.MakeClosure); ok {
		given = given || slices.ContainsFunc(mc.Bindings, func(b ssa.Value) bool { return isContextOf(b.Type()) })
	}
	if !given || p.flow.Row(&call.Call) != nil {
		return false
	}
	fn := call.Call.StaticCallee()
	if fn == nil || len(fn.Blocks) == 0 || depth > maxWrapped {
		return true
	}
	return ssautil.AnyCall(fn, func(c *ssa.Call) bool { return p.mayCall(c, is, depth+1) })
}

// runsNext reports whether a call runs the handlers that come after its own.
func runsNext(call *ssa.Call) bool { return httpmodel.RunsNext(ssautil.Callee(&call.Call)) }

// last reports whether a handler certainly leaves nothing to the handlers that come
// after it: it always answers, or, where a framework leaves that to it, all that it
// calls with the context is read. Of another package's only the answers are known.
func (p *producer) last(handler *ssa.Function) bool {
	var t valueflow.Target
	if t.Obj, _ = handler.Object().(*types.Func); len(handler.Blocks) > 0 {
		t.Fn = handler
	}
	if ssautil.AnyCall(handler, runsNext) {
		return false
	}
	if slices.ContainsFunc(p.summaryOf(t), func(a *answer) bool { return a.always && a.kind == httpmodel.Answer }) {
		return true
	}
	params := handler.Signature.Params()
	return t.Fn != nil && params.Len() == 1 && !httpmodel.GoesOn(params.At(0).Type()) &&
		!ssautil.AnyCall(handler, func(call *ssa.Call) bool { return p.mayCall(call, httpmodel.RunsNext, 0) })
}

// catchesEvery reports whether a call gives a router a handler for every request,
// of whatever path, that leaves none to others: the router itself then refuses none.
func (p *producer) catchesEvery(call *ssa.Call) bool {
	if !httpmodel.ForEvery(ssautil.Callee(&call.Call)) || p.isGroup(ssautil.Args(&call.Call)[0]) {
		return false
	}
	handled := false
	for _, arg := range ssautil.Args(&call.Call)[1:] {
		for _, v := range append(ssautil.Elements(arg), arg) {
			v = ssautil.UnwrapInterface(v)
			path, known := stringConst(v)
			if types.Identical(v.Type().Underlying(), types.Typ[types.String]) && (!known || strings.Trim(path, "/*") != "") {
				return false // for some paths
			}
			h := p.handlerOf(v)
			handled = handled || h != nil && p.last(h)
		}
	}
	return handled
}

// isGroup reports whether a router is one that another was asked for: it has the
// paths below its own.
func (p *producer) isGroup(router ssa.Value) bool {
	return slices.ContainsFunc(p.flow.Roots(router), func(l valueflow.Loc) bool {
		call, ok := l.Root.(*ssa.Call)
		return ok && p.flow.Row(&call.Call) != nil && !p.isMade(call)
	})
}

package responses

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
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
	return !httpmodel.RunsNext(valueflow.Callee(&call.Call)) || !p.stopped(call, env)
}

// gives reports whether a call is given the writer.
func (p *producer) gives(call *ssa.Call, w valueflow.Loc) bool {
	return slices.ContainsFunc(valueflow.Args(&call.Call), func(a ssa.Value) bool {
		return slices.ContainsFunc(p.flow.Roots(a), func(l valueflow.Loc) bool { return sameWriter(l, w) })
	})
}

// isNext reports whether a call runs a handler that cannot be read: the request
// is among its arguments, or a framework's context is all that it gets. A method
// of an interface that gets a context may do anything with it.
func (p *producer) isNext(call *ssa.Call) bool {
	c := &call.Call
	switch {
	case httpmodel.RunsNext(valueflow.Callee(c)):
		return true
	case c.StaticCallee() != nil || p.flow.Row(c) != nil || len(p.events(call)) > 0:
		return false
	case slices.ContainsFunc(c.Args, func(a ssa.Value) bool { return isRequest(a.Type()) }):
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
	return httpmodel.RunsNext(valueflow.Callee(&call.Call)) && httpmodel.GoesOn(valueflow.Args(&call.Call)[0].Type())
}

// isContextOf reports whether a framework's handlers answer through values of a type.
func isContextOf(t types.Type) bool {
	return httpmodel.ContextOf(t) != nil && !isNamed(t, "net/http", "ResponseWriter")
}

// stopped reports whether the chain may have been stopped when a call is
// reached from the branches of own.
func (p *producer) stopped(at *ssa.Call, env pathEnv) bool {
	for _, b := range at.Parent().Blocks {
		if !env.inOwn(b) && !b.Dominates(at.Block()) {
			continue
		}
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call != at && p.stops(call, 0) {
				return true
			}
		}
	}
	return false
}

// stops reports whether a call may stop the chain: itself, or by a function that
// it runs with the context. What is not read here may.
func (p *producer) stops(call *ssa.Call, depth int) bool {
	if fn := valueflow.Callee(&call.Call); httpmodel.StopsChain(fn) {
		return true
	}
	given := slices.ContainsFunc(valueflow.Args(&call.Call), func(a ssa.Value) bool { return isContextOf(a.Type()) })
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
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if c, ok := instr.(*ssa.Call); ok && p.stops(c, depth+1) {
				return true
			}
		}
	}
	return false
}

package route

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Where routers get to a server, and the middleware on the way there.

// use notes middleware of a router.
func (r *registrar) use(router string, refs []ssa.Value, around []Around) {
	if len(refs)+len(around) > 0 && router != "" {
		r.out.Used = append(r.out.Used, Using{Router: router, Around: around, refs: refs})
	}
}

// covers reports whether it comes before what is at a path below the router. Of a path that
// is not known it may.
func (u Using) covers(path string) bool {
	known := func(s string) string { s, _, _ = strings.Cut(s, Unread); return strings.Trim(s, "/") }
	prefix, below := known(u.Prefix), known(path)
	if len(below) < len(prefix) && strings.Contains(path, Unread) {
		prefix = prefix[:len(below)]
	}
	return strings.HasPrefix(below, prefix)
}

// uses notes the middleware that a call adds to a router.
func (r *registrar) uses(call *ssa.Call) {
	callee := ssautil.Callee(&call.Call)
	if httpmodel.MiddlewareFrom(callee) == 0 {
		return
	}
	if rt := r.Flow.Model().RouteOf(callee); rt != nil && callee.Name() != "Use" {
		return // of what its result registers, or of one route
	}
	refs := middlewareArgs(call)
	if len(refs) == 0 {
		return
	}
	for _, at := range r.places(ssautil.Args(&call.Call)[0], nil) {
		for _, prefix := range prefixes(at.prefix) {
			r.out.Used = append(r.out.Used, Using{Router: at.name, Prefix: prefix, refs: refs})
		}
	}
}

// middlewareArgs returns the arguments of a call that are middleware.
func middlewareArgs(call *ssa.Call) []ssa.Value {
	from, args := httpmodel.MiddlewareFrom(ssautil.Callee(&call.Call)), ssautil.Args(&call.Call)
	if from == 0 || from >= len(args) || ssautil.IsNil(args[from]) {
		return nil
	}
	if list := ssautil.Variadic(args[from]); len(list) > 0 {
		return list
	}
	return args[from : from+1] // a list that was made elsewhere
}

// aroundRoute returns what runs before the handler that a call registers, by the call itself:
// its arguments, and what the library does.
func (r *registrar) aroundRoute(call *ssa.Call, rt *httpmodel.Route) (library string, refs []ssa.Value, own []Around) {
	callee := ssautil.Callee(&call.Call)
	library = callee.Pkg().Path()
	if !httpmodel.KnowsMiddleware(library) {
		own = append(own, notRead("the middleware of "+callee.Pkg().Name()))
	}
	if codes := httpmodel.OwnAnswers(library); len(codes) > 0 {
		own = append(own, Around{Codes: codes})
	}
	if member, ok := httpmodel.MiddlewareMember(callee); ok && !isNone(r.Flow.EvalCall(member, call)) {
		own = append(own, notRead("the middleware of the operation"))
	}
	if !rt.Group {
		refs = middlewareArgs(call)
	}
	return library, refs, own
}

// ownResponses notes what a router does by itself, but where no route fits.
func (r *registrar) ownResponses(name string, v ssa.Value) {
	call, ok := v.(*ssa.Call)
	if !ok {
		return
	}
	row := r.Flow.Row(&call.Call)
	if row == nil {
		return
	}
	a := r.answersOf(row, call, "the router")
	a.Codes = slices.DeleteFunc(a.Codes, func(code int) bool { return code == 404 || code == 405 })
	if len(a.Codes) > 0 || a.Unread != "" {
		r.use(name, nil, []Around{a})
	}
}

// serves notes the router that a call serves: one of net/http's functions that listen, or a
// method of the router's own.
func (r *registrar) serves(call *ssa.Call) {
	fn := ssautil.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Signature().Results().Len() != 1 || !typeutil.IsError(fn.Signature().Results().At(0).Type()) {
		return
	}
	args := ssautil.Args(&call.Call)
	if fn.Pkg().Path() == "net/http" && fn.Signature().Recv() == nil {
		for _, a := range args {
			if !typeutil.IsNamed(a.Type(), "net/http", "Handler") {
				continue
			}
			if ssautil.IsNil(a) {
				r.out.Served = append(r.out.Served, Serving{"new net/http.DefaultServeMux", r.out.Pkg})
				continue
			}
			r.serve(a)
		}
		return
	}
	if fn.Signature().Recv() == nil || len(args) < 2 || !r.Flow.Model().IsRouter(args[0].Type()) {
		return
	}
	t := args[1].Type().Underlying() // the address
	if s, ok := t.(*types.Slice); ok {
		t = s.Elem()
	}
	if types.Identical(t, types.Typ[types.String]) {
		r.serve(args[0])
	}
}

// serve notes that a handler gets to a server.
func (r *registrar) serve(v ssa.Value) {
	for _, t := range r.targets(v, nil, make(map[ssa.Value]bool)) {
		name := t.result
		if t.router != nil {
			name = t.router.name
		}
		if name != "" && name != "?" {
			r.use(name, t.refs, nil)
			r.out.Served = append(r.out.Served, Serving{name, r.out.Pkg})
		}
	}
}

// isNone reports whether a member is certainly not set.
func isNone(v origin.Value) bool {
	return !slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op != origin.Zero })
}

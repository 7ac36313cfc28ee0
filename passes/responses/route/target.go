package route

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// targets returns what a value passed as a handler may be. A call that is given
// handlers and returns one is middleware around them; one that is given none has
// made a handler by itself.
func (r *registrar) targets(v ssa.Value, row *row, seen map[ssa.Value]bool) (out []target) {
	if t := r.concrete(v); t != nil {
		if r.Flow.Model().IsRouter(t) {
			return r.routerTargets(v, t)
		}
		if m := typeutil.Method(t, "ServeHTTP"); m != nil && !typeutil.IsFunc(t) {
			if inner := r.wrappedIn(v, row, seen); len(inner) > 0 {
				return inner
			}
			return []target{r.named(m)}
		}
	}
	for _, o := range r.origins(v, row, make(map[ssa.Value]bool)) {
		if seen[o] {
			continue
		}
		seen[o] = true
		switch o := o.(type) {
		case *ssa.Function, *ssa.MakeClosure:
			if recv := r.servedBy(o); recv != nil {
				out = append(out, r.targets(recv, row, seen)...)
			} else if fn := r.writers.HandlerOf(o); fn != nil {
				out = append(out, target{name: funcName(fn), fn: fn})
			} else if m := valueflow.BoundMethod(o); m != nil {
				out = append(out, r.methodOf(o.(*ssa.MakeClosure).Bindings[0], m, o.(*ssa.MakeClosure))...)
			} else if obj := ssautil.BoundMethod(o); obj != nil {
				out = append(out, r.named(obj))
			}
		case *ssa.Parameter:
			if r.Flow.Model().IsRouter(o.Type()) {
				out = append(out, r.routerTargets(o, o.Type())...)
				continue
			}
			out = append(out, target{param: o})
		case *ssa.Call:
			out = append(out, r.callTargets(o, row, seen)...)
		default:
			if r.Flow.Model().IsRouter(o.Type()) {
				out = append(out, r.routerTargets(o, o.Type())...)
				continue
			}
			var at ssa.Instruction
			if instr, ok := o.(ssa.Instruction); ok {
				at = instr
			}
			out = append(out, r.valueTargets(r.Flow.Eval(o, at))...)
		}
	}
	if len(out) == 0 {
		return []target{{}}
	}
	return out
}

// concrete returns the type that a value has behind an interface, nil if that is
// not seen here.
func (r *registrar) concrete(v ssa.Value) types.Type {
	for {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			return x.X.Type()
		default:
			if types.IsInterface(v.Type()) && !r.Flow.Model().IsRouter(v.Type()) {
				return nil
			}
			return v.Type()
		}
	}
}

// wrappedIn returns the handlers that a value holds which a library made of them.
func (r *registrar) wrappedIn(v ssa.Value, row *row, seen map[ssa.Value]bool) (out []target) {
	for _, o := range r.origins(v, row, make(map[ssa.Value]bool)) {
		if call, ok := o.(*ssa.Call); ok && !seen[o] {
			seen[o] = true
			out = append(out, wrapped(call, r.inner(call, row, seen))...)
		}
	}
	return out
}

func (r *registrar) routerTargets(v ssa.Value, t types.Type) (out []target) {
	for _, at := range r.places(v, nil) {
		refs := at.refs
		at.prefix, at.refs = nil, nil
		out = append(out, target{router: &at, typ: t, refs: refs})
	}
	return out
}

// inner returns the handlers that a call is given.
func (r *registrar) inner(call *ssa.Call, row *row, seen map[ssa.Value]bool) (out []target) {
	var list []ssa.Value
	for _, a := range ssautil.Args(&call.Call) {
		if more := ssautil.Variadic(a); more != nil {
			list = append(list, more...)
		} else {
			list = append(list, a)
		}
	}
	for _, a := range list {
		if r.isHandlerType(a.Type()) || r.concrete(a) != nil && r.isHandlerType(r.concrete(a)) {
			out = append(out, r.targets(a, row, seen)...)
		}
	}
	return out
}

// wrapped returns handlers with the middleware that a call wraps them in.
func wrapped(call *ssa.Call, inner []target) []target {
	for i := range inner {
		inner[i].refs = append([]ssa.Value{call}, inner[i].refs...)
	}
	return inner
}

// isHandlerType reports whether values of a type answer requests.
func (r *registrar) isHandlerType(t types.Type) bool {
	if r.Flow.Model().IsRouter(t) || typeutil.IsNamed(t, "net/http", "Handler") {
		return true
	}
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() > 0 && sig.Params().Len() <= 4 && r.Flow.IsWriter(sig.Params().At(0).Type()) && sig.Results().Len() <= 2
}

func (r *registrar) callTargets(call *ssa.Call, row *row, seen map[ssa.Value]bool) []target {
	if r.Flow.Model().IsRouter(call.Type()) {
		return r.routerTargets(call, call.Type())
	}
	callee := ssautil.Callee(&call.Call)
	inner := r.inner(call, row, seen)
	if rt := r.Flow.Model().RouteOf(callee); rt != nil && rt.Strips {
		for i := range inner {
			inner[i].strips = slices.Concat(r.texts(rt.Path, call, row), inner[i].strips)
		}
		return inner
	}
	if len(inner) > 0 {
		return wrapped(call, inner)
	}
	// The literal that a function returns, if it does nothing else.
	if fn := call.Call.StaticCallee(); fn != nil && len(fn.Blocks) > 0 && fn.Signature.Results().Len() == 1 {
		var made []target
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) == 1 {
				made = append(made, r.targets(ret.Results[0], nil, seen)...)
			}
		}
		if len(made) > 0 && !slices.ContainsFunc(made, func(t target) bool { return t.name == "" && t.router == nil || t.param != nil }) {
			return made
		}
	}
	if callee == nil {
		return []target{{}}
	}
	if call.Call.IsInvoke() && !r.Flow.Model().KnowsFunc(callee) {
		return r.methodOf(call.Call.Value, callee, call)
	}
	t := r.named(callee)
	if row := r.Flow.Model().Lookup(callee); row != nil {
		t.own = libraryHandler(callee, ownStatuses(row))
	}
	t.result = "result " + callee.Origin().FullName() + " 0"
	return []target{t}
}

// libraryHandler returns the handler that a function of a library makes or registers,
// which chooses among some statuses by itself; nil if there are none.
func libraryHandler(fn *types.Func, codes []int) *Handler {
	if len(codes) == 0 {
		return nil
	}
	h := &Handler{Name: fn.Origin().FullName()}
	byPointer := false
	if recv := fn.Signature().Recv(); recv != nil {
		_, byPointer = recv.Type().(*types.Pointer)
	}
	api := summary.APIName(fn.Pkg().Name(), httpmodel.RecvName(fn), fn.Name(), byPointer)
	for _, code := range codes {
		h.Replies = append(h.Replies, Reply{Code: code, API: api, Implied: true})
	}
	return h
}

// ownStatuses returns the statuses of the handler that a library's function makes,
// nil if one of them is not known.
func ownStatuses(row *httpmodel.Row) (codes []int) {
	for _, a := range row.OwnResponses {
		switch {
		case a.Kind == httpmodel.Serve && len(a.Implied) > 0:
			codes = append(codes, a.Implied...)
		case a.Status.Int != 0:
			codes = append(codes, a.Status.Int)
		default:
			return nil
		}
	}
	return codes
}

// named returns the target for a function that code names.
func (r *registrar) named(obj *types.Func) target {
	obj = obj.Origin()
	t := target{name: obj.FullName()}
	if obj.Pkg() == r.Pass.Pkg {
		t.fn = r.Flow.Pkg.Prog.FuncValue(obj)
	}
	return t
}

// servedBy returns the http.Handler whose ServeHTTP a function is, or nil.
func (r *registrar) servedBy(v ssa.Value) ssa.Value {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok || len(mc.Bindings) != 1 || mc.Fn.(*ssa.Function).Synthetic == "" {
		return nil
	}
	if obj := mc.Fn.(*ssa.Function).Object(); obj == nil || obj.Name() != "ServeHTTP" || !types.IsInterface(mc.Bindings[0].Type()) && !r.Flow.Model().IsRouter(mc.Bindings[0].Type()) {
		return nil
	}
	return mc.Bindings[0]
}

// methodOf returns the targets that a method of an interface may be, or that it may make, and
// notes who implements it.
func (r *registrar) methodOf(recv ssa.Value, m *types.Func, at ssa.Instruction) []target {
	if fns := r.Flow.Implementing(recv.Type(), m.Name()); len(fns) > 0 {
		r.implemented[m] = fns
	}
	return r.boundTargets(r.Flow.MethodValue(recv, m.Name(), at), m.FullName())
}

// boundTargets returns what is known of a method of an interface. Where callers say more, or nobody does, it is the method of that name.
func (r *registrar) boundTargets(v origin.Value, name string) (out []target) {
	for _, t := range v {
		switch {
		case t.Op == origin.Func:
			to := target{name: t.Name}
			if fn := r.Funcs[t.Name]; fn != nil && r.isHandlerType(types.NewSignatureType(nil, nil, nil, fn.Signature.Params(), fn.Signature.Results(), false)) {
				to.fn = fn // else it makes the handler
			}
			out = append(out, to)
		case t.Op == origin.Param:
			out = append(out, target{name: name, value: origin.Value{t}, abstract: true})
		default:
			out = append(out, target{name: name, abstract: true})
		}
	}
	if len(out) == 0 { // it is nil
		return []target{{name: name, abstract: true}}
	}
	return out
}

// valueTargets returns what is known of a handler that was kept somewhere.
func (r *registrar) valueTargets(v origin.Value) (out []target) {
	for _, t := range v {
		switch {
		case t.Op == origin.Func && t.Fn != nil:
			fn := t.Fn
			if obj, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" {
				out = append(out, r.named(obj))
				continue
			}
			out = append(out, target{name: funcName(fn), fn: fn})
		case t.Op == origin.Func:
			out = append(out, target{name: t.Name})
		case t.Op == origin.Param:
			out = append(out, target{value: origin.Value{t}})
		}
	}
	if len(out) == 0 {
		return []target{{}}
	}
	return out
}

package route

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// places returns the routers that a value may be.
func (r *registrar) places(v ssa.Value, seen map[ssa.Value]bool) (out []routerAt) {
	if seen == nil {
		seen = make(map[ssa.Value]bool)
	}
	for _, o := range r.origins(v, nil, make(map[ssa.Value]bool)) {
		if seen[o] {
			continue
		}
		seen[o] = true
		out = append(out, r.place(o, seen)...)
	}
	return out
}

func (r *registrar) place(o ssa.Value, seen map[ssa.Value]bool) []routerAt {
	named := func(name string) []routerAt { return []routerAt{{name: name}} }
	switch o := o.(type) {
	case *ssa.Parameter:
		return []routerAt{{name: paramName(o), param: o}}
	case *ssa.Call:
		return r.resultPlaces(o, 0, seen)
	case *ssa.Extract:
		if call, ok := o.Tuple.(*ssa.Call); ok {
			return r.resultPlaces(call, o.Index, seen)
		}
	case *ssa.UnOp:
		switch x := o.X.(type) {
		case *ssa.FieldAddr:
			return r.fieldPlaces(x.X, x.Field, seen)
		case *ssa.Global:
			return named(globalName(x))
		}
	case *ssa.FieldAddr:
		return r.fieldPlaces(o.X, o.Field, seen)
	case *ssa.Field:
		return r.fieldPlaces(o.X, o.Field, seen)
	case *ssa.Global:
		return named(globalName(o))
	case *ssa.Alloc:
		if r.Flow.Model().IsRouter(o.Type()) {
			return named(r.newName(o))
		}
	}
	return named("?")
}

func (r *registrar) fieldPlaces(x ssa.Value, field int, seen map[ssa.Value]bool) []routerAt {
	if r.Flow.Model().IsRouter(x.Type()) {
		return r.places(x, seen) // an Engine is its RouterGroup
	}
	if name := routerField(x.Type(), field); name != "" {
		return []routerAt{{name: name}}
	}
	return []routerAt{{name: "?"}}
}

func (r *registrar) resultPlaces(call *ssa.Call, index int, seen map[ssa.Value]bool) []routerAt {
	callee := ssautil.Callee(&call.Call)
	args := ssautil.Args(&call.Call)
	if rt := r.Flow.Model().RouteOf(callee); rt != nil {
		if !rt.Group || rt.Router < 0 || rt.Router >= len(args) {
			if rt.Router >= 0 && rt.Router < len(args) && r.Flow.Model().IsRouter(call.Type()) {
				return r.places(args[rt.Router], seen) // a chain
			}
			return []routerAt{{name: "?"}}
		}
		out := r.places(args[rt.Router], seen)
		path, method := r.pathOf(rt, call, nil), r.texts(rt.Method, call, nil)
		for i := range out {
			out[i].prefix = slices.Concat(out[i].prefix, path)
			out[i].method = slices.Concat(out[i].method, method)
			out[i].refs = slices.Concat(out[i].refs, middlewareArgs(call))
		}
		return out
	}
	switch {
	case r.Flow.Model().KnowsFunc(callee):
		if callee.Signature().Recv() == nil && r.Flow.Model().IsRouter(resultTypeOf(call, index)) {
			return []routerAt{{name: r.newName(call)}}
		}
		return []routerAt{{name: "?"}}
	case callee != nil:
		return []routerAt{{name: "result " + callee.Origin().FullName() + " " + strconv.Itoa(index)}}
	case call.Call.StaticCallee() != nil:
		return []routerAt{{name: "result " + funcName(call.Call.StaticCallee()) + " " + strconv.Itoa(index)}}
	}
	return []routerAt{{name: "?"}}
}

func resultTypeOf(call *ssa.Call, i int) types.Type {
	if rs := call.Call.Signature().Results(); i < rs.Len() {
		return rs.At(i).Type()
	}
	return types.Typ[types.Invalid]
}

// newName names a router that is made here.
func (r *registrar) newName(v ssa.Value) string {
	if name, ok := r.names[v]; ok {
		return name
	}
	fn := v.Parent()
	name := "new " + funcName(fn) + " " + strconv.Itoa(r.made[fn])
	r.made[fn]++
	r.names[v] = name
	r.ownResponses(name, v)
	return name
}

// funcName names a function as Handler.Name does.
func funcName(fn *ssa.Function) string {
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return obj.Origin().FullName()
	}
	if outer := fn.Parent(); outer != nil {
		_, n, _ := strings.Cut(fn.Name(), "$")
		if i := strings.LastIndexByte(n, '$'); i >= 0 {
			n = n[i+1:]
		}
		return funcName(outer) + "$" + n
	}
	return fn.String()
}

func paramName(p *ssa.Parameter) string {
	return "param " + funcName(p.Parent()) + " " + strconv.Itoa(slices.Index(p.Parent().Params, p))
}

func globalName(g *ssa.Global) string {
	if g.Pkg.Pkg.Path() == "net/http" && g.Name() == "DefaultServeMux" {
		return "new net/http.DefaultServeMux"
	}
	return "var " + g.Pkg.Pkg.Path() + "." + g.Name()
}

// routerField names a field of a struct type, "" if the type has no name.
func routerField(t types.Type, i int) string {
	name := typeutil.Name(t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if name == "" || !ok || i >= s.NumFields() {
		return ""
	}
	return "field " + name + "." + s.Field(i).Name()
}

// flows says which names mean one router, and which stands for what another one is
// given: arguments, results, fields, variables, and functions that a library runs.
func (r *registrar) flows(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if addr, ok := instr.Addr.(*ssa.FieldAddr); ok && typeutil.IsNamed(addr.X.Type(), "net/http", "Server") && typeutil.FieldName(addr.X.Type(), addr.Field) == "Handler" {
					r.serve(instr.Val)
				}
				if !r.holdsRouter(instr.Val) {
					continue
				}
				switch addr := instr.Addr.(type) {
				case *ssa.FieldAddr:
					r.bind(routerField(addr.X.Type(), addr.Field), instr.Val, instr.Pos())
				case *ssa.Global:
					r.bind(globalName(addr), instr.Val, instr.Pos())
				}
			case *ssa.Return:
				for i, v := range instr.Results {
					if r.holdsRouter(v) {
						r.bind("result "+funcName(fn)+" "+strconv.Itoa(i), v, instr.Pos())
					}
				}
			case *ssa.MakeInterface:
				r.implement(instr)
			case *ssa.Call:
				r.passed(instr)
				r.uses(instr)
				r.serves(instr)
			}
		}
	}
}

// holdsRouter reports whether a value is a router or a handler around one.
func (r *registrar) holdsRouter(v ssa.Value) bool {
	t := r.concrete(v)
	return t != nil && r.Flow.Model().IsRouter(t) || typeutil.IsNamed(v.Type(), "net/http", "Handler")
}

// bind says that name is what a value is.
func (r *registrar) bind(name string, v ssa.Value, pos token.Pos) {
	if name == "" {
		return
	}
	for _, t := range r.targets(v, nil, make(map[ssa.Value]bool)) {
		switch {
		case t.router != nil && len(t.strips) == 0:
			r.use(t.router.name, t.refs, nil)
			r.passRouter(name, v, *t.router, pos)
		case t.result != "" && t.result != name:
			r.use(t.result, t.refs, nil)
			r.out.Mounts = append(r.out.Mounts, Mounting{Child: name, Parent: t.result, Same: true})
		}
	}
}

// passRouter says that name is the router at a place, which for a router that is made
// here is one and the same wherever it goes.
func (r *registrar) passRouter(name string, v ssa.Value, at routerAt, pos token.Pos) {
	if at.name == "?" || at.name == name {
		return
	}
	for _, p := range r.places(v, nil) { // with their prefixes, that of a target has none
		if p.name == at.name {
			at = p
		}
	}
	r.use(name, at.refs, nil)
	m := Mounting{Child: name, Parent: at.name, Same: len(at.prefix) == 0 && at.param == nil, Pos: pos}
	for _, prefix := range prefixes(at.prefix) {
		m.Prefix = prefix
		r.out.Mounts = append(r.out.Mounts, m)
	}
}

// passed says what the functions are given that a call runs, or that it has run.
func (r *registrar) passed(call *ssa.Call) {
	args := ssautil.Args(&call.Call)
	callee := ssautil.Callee(&call.Call)
	if rt := r.Flow.Model().RouteOf(callee); rt != nil {
		if rt.Scope > 0 && rt.Scope < len(args) {
			r.scope(call, rt, args)
		}
		return
	}
	if r.Flow.Model().KnowsFunc(callee) {
		return
	}
	for i, a := range args {
		if !r.Flow.Model().IsRouter(a.Type()) {
			continue
		}
		var names []string
		if callee != nil {
			names = append(names, callee.Origin().FullName())
		} else {
			for _, t := range r.Flow.Targets(call) {
				if t.Fn != nil {
					names = append(names, funcName(t.Fn))
				}
			}
		}
		for _, name := range names {
			r.assign("param "+name+" "+strconv.Itoa(i), r.places(a, nil), nil, call.Pos())
		}
	}
}

// scope says which router a function is given that a library runs: that of
// chi's r.Route("/orders", func(r chi.Router) { … }).
func (r *registrar) scope(call *ssa.Call, rt *httpmodel.Route, args []ssa.Value) {
	places := r.places(args[rt.Router], nil)
	path := r.pathOf(rt, call, nil)
	if t := r.concrete(args[rt.Scope]); rt.Calls != "" && t != nil {
		for sel := range types.NewMethodSet(t).Methods() {
			if m, ok := sel.Obj().(*types.Func); ok && m.Exported() && strings.HasPrefix(m.Name(), rt.Calls) && m.Name() != rt.Calls {
				r.assign("param "+m.Origin().FullName()+" 1", places, path, call.Pos())
			}
		}
		return
	}
	for _, o := range r.origins(args[rt.Scope], nil, make(map[ssa.Value]bool)) {
		name := ""
		switch o.(type) {
		case *ssa.Function, *ssa.MakeClosure:
			if fn := r.writers.HandlerOf(o); fn != nil {
				name = "param " + funcName(fn) + " " + strconv.Itoa(len(fn.Params)-1)
				if len(fn.Blocks) == 0 && fn.Signature.Recv() != nil {
					name = "param " + funcName(fn) + " 1"
				} else if len(fn.Blocks) == 0 {
					name = "param " + funcName(fn) + " 0"
				}
			} else if obj := ssautil.BoundMethod(o); obj != nil {
				name = "param " + obj.Origin().FullName() + " 1"
			}
		case *ssa.Call: // api.Routes(store), which returns the function
			continue
		}
		if name != "" {
			r.assign(name, places, path, call.Pos())
		}
	}
}

// assign says that name is below a path of one of the places.
func (r *registrar) assign(name string, places []routerAt, path []origin.Value, pos token.Pos) {
	for _, at := range places {
		if at.name == "?" || at.name == name {
			continue
		}
		r.use(name, at.refs, nil)
		for _, prefix := range prefixes(slices.Concat(at.prefix, path)) {
			r.out.Mounts = append(r.out.Mounts, Mounting{Child: name, Parent: at.name, Prefix: prefix, Pos: pos})
		}
	}
}

// implement says that methods of a type are called as those of an interface are
// that it is put into.
func (r *registrar) implement(v *ssa.MakeInterface) {
	n, ok := types.Unalias(v.Type()).(*types.Named)
	iface, ok2 := v.Type().Underlying().(*types.Interface)
	if !ok || !ok2 || n.Obj().Pkg() == nil || httpmodel.Known(n.Obj().Pkg().Path()) {
		return
	}
	for m := range iface.Methods() {
		params := m.Signature().Params()
		for i := range params.Len() {
			if !r.Flow.Model().IsRouter(params.At(i).Type()) {
				continue
			}
			if impl := typeutil.Method(v.X.Type(), m.Name()); impl != nil {
				index := " " + strconv.Itoa(i+1)
				r.out.Mounts = append(r.out.Mounts, Mounting{Child: "param " + impl.Origin().FullName() + index, Parent: "param " + m.FullName() + index, Pos: v.Pos()})
			}
		}
	}
}

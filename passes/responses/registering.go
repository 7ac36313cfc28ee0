package responses

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// A registrar finds out what a package registers.
type registrar struct {
	*producer
	out      *Routing
	memo     map[*ssa.Function][]registering
	busy     map[*ssa.Function]bool
	handlers map[string]*ssa.Function // of this package, that something is registered with
	imported map[string][]open        // by function
	made     map[*ssa.Function]int    // routers that a function makes, so far
	names    map[ssa.Value]string     // of those
}

// A registering is a registration or a mounting in terms of one function, the
// one that a call stands in.
type registering struct {
	call   *ssa.Call
	place  routerAt
	path   []valueflow.Value // below the place
	method []valueflow.Value // the alternatives' parts
	what   target
	mount  bool
}

// A routerAt is a router, or what is below a path of one.
type routerAt struct {
	name   string
	param  *ssa.Parameter // that the name says, if it is one of the function's
	prefix []valueflow.Value
	method []valueflow.Value // gorilla's routers take some methods only
}

// A target is what requests are given to.
type target struct {
	name   string            // of a handler, or of a function that makes one
	fn     *ssa.Function     // of this package, if it is the handler
	param  *ssa.Parameter    // the function's, which its caller has to say
	value  valueflow.Value   // a member of one, likewise
	router *routerAt         // a router
	typ    types.Type        // the router's
	result string            // of a function that makes a handler: its name as a router
	strips []valueflow.Value // what is taken off the path on the way there
}

func (p *producer) newRegistrar(imports []*Routing) *registrar {
	r := &registrar{
		producer: p, out: &Routing{Pkg: p.pass.Pkg.Path()},
		memo: make(map[*ssa.Function][]registering), busy: make(map[*ssa.Function]bool),
		handlers: make(map[string]*ssa.Function), imported: make(map[string][]open),
		made: make(map[*ssa.Function]int), names: make(map[ssa.Value]string),
	}
	for _, part := range imports {
		for _, o := range part.open {
			r.imported[o.fn] = append(r.imported[o.fn], o)
		}
	}
	return r
}

// read goes through the package's functions.
func (r *registrar) read() {
	fns := r.flow.Funcs
	if init := r.flow.Init(); init != nil {
		fns = append(slices.Clip(fns), init)
	}
	for _, fn := range fns {
		if r.inTest(fn) {
			continue
		}
		for _, g := range r.registers(fn) {
			if r.isOpen(g, fn) {
				r.leave(g, fn)
			} else {
				r.add(g)
			}
		}
		r.flows(fn)
	}
}

// registers returns what a function registers by itself and through helpers that
// leave something to it.
func (r *registrar) registers(fn *ssa.Function) []registering {
	if gs, ok := r.memo[fn]; ok || r.busy[fn] {
		return gs
	}
	r.busy[fn] = true
	defer delete(r.busy, fn)
	var gs []registering
	for _, b := range fn.Blocks {
		if !r.flow.Live(b) {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if rt := httpmodel.RouteOf(valueflow.Callee(&call.Call)); rt != nil {
				gs = append(gs, r.direct(call, rt)...)
				continue
			}
			gs = append(gs, r.through(call)...)
		}
	}
	r.memo[fn] = gs
	return gs
}

// direct returns what a call of a library registers.
func (r *registrar) direct(call *ssa.Call, rt *httpmodel.Route) (gs []registering) {
	args := valueflow.Args(&call.Call)
	if rt.Handler == 0 && (rt.Router != httpmodel.DefaultRouter || rt.Handler < 0) || rt.Strips || rt.Handler >= len(args) {
		return nil
	}
	handler := args[rt.Handler]
	if rt.Last {
		list := args[rt.Handler:]
		last := list[len(list)-1]
		list = append(slices.Clone(list[:len(list)-1]), valueflow.Variadic(last)...)
		if len(list) == 0 {
			list = []ssa.Value{last} // a list that was made elsewhere, or none
		}
		handler = list[len(list)-1]
	}
	places := []routerAt{{name: "new net/http.DefaultServeMux"}}
	if rt.Router != httpmodel.DefaultRouter {
		places = r.places(args[rt.Router], nil)
	}
	r.flow.Refuel()
	for _, row := range r.rows(args) {
		path := r.texts(rt.Path, call, row)
		method := r.texts(rt.Method, call, row)
		if rt.Group {
			method = append(method, r.narrowed(call)...)
		}
		for _, to := range r.targets(handler, row, make(map[ssa.Value]bool)) {
			for _, at := range places {
				gs = append(gs, registering{
					call: call, place: at, what: to, mount: rt.Mount,
					path: below(at.prefix, path), method: slices.Concat(method, at.method),
				})
			}
		}
	}
	return gs
}

// narrowed returns the methods that a route is limited to when it has its
// handler already: r.HandleFunc("/", h).Methods("GET").
func (r *registrar) narrowed(call *ssa.Call) (methods []valueflow.Value) {
	for _, ref := range *call.Referrers() {
		next, ok := ref.(*ssa.Call)
		if !ok || len(valueflow.Args(&next.Call)) == 0 || valueflow.Args(&next.Call)[0] != call {
			continue
		}
		if rt := httpmodel.RouteOf(valueflow.Callee(&next.Call)); rt != nil && rt.Group && rt.Handler == 0 {
			methods = append(methods, r.texts(rt.Method, next, nil)...)
			methods = append(methods, r.narrowed(next)...)
		}
	}
	return methods
}

// through returns what a helper registers that this call decides on.
func (r *registrar) through(call *ssa.Call) (gs []registering) {
	fn := call.Call.StaticCallee()
	obj := valueflow.Callee(&call.Call)
	if fn == nil && obj == nil && call.Call.IsInvoke() {
		return nil
	}
	var opens []open
	var local []registering
	for _, t := range r.flow.Targets(call) {
		switch {
		case t.Fn != nil:
			for _, g := range r.registers(t.Fn) {
				if r.isOpen(g, t.Fn) {
					local = append(local, g)
				}
			}
			gs = append(gs, r.filled(call, t, local)...)
			local = nil
		case t.Obj != nil:
			opens = r.imported[t.Obj.FullName()]
			gs = append(gs, r.filledOpen(call, t, opens)...)
		}
	}
	return gs
}

// filled returns registrations of a helper in terms of the function that calls it.
func (r *registrar) filled(call *ssa.Call, t valueflow.Target, helper []registering) (gs []registering) {
	if len(helper) == 0 {
		return nil
	}
	for _, row := range r.rows(t.Args) {
		for _, g := range helper {
			param, handler := -1, -1
			if g.place.param != nil {
				param = slices.Index(t.Fn.Params, g.place.param)
			}
			if g.what.param != nil {
				handler = slices.Index(t.Fn.Params, g.what.param)
			}
			o := open{router: g.place.name, param: param, path: g.path, method: g.method, handler: handler, name: g.what.name, value: g.what.value, mount: g.mount}
			for _, f := range r.fill(call, t, o, row) {
				if handler < 0 && len(g.what.value) == 0 {
					f.what = g.what
				}
				gs = append(gs, f)
			}
		}
	}
	return gs
}

// filledOpen does the same for a helper of another package.
func (r *registrar) filledOpen(call *ssa.Call, t valueflow.Target, opens []open) (gs []registering) {
	if len(opens) == 0 {
		return nil
	}
	for _, row := range r.rows(t.Args) {
		for _, o := range opens {
			gs = append(gs, r.fill(call, t, o, row)...)
		}
	}
	return gs
}

func (r *registrar) fill(call *ssa.Call, t valueflow.Target, o open, row *row) (gs []registering) {
	if o.param >= len(t.Args) || o.handler >= len(t.Args) {
		return nil
	}
	places := []routerAt{{name: o.router}}
	if o.param >= 0 {
		places = r.places(t.Args[o.param], nil)
	}
	subst := func(parts []valueflow.Value) (out []valueflow.Value) {
		for _, v := range parts {
			if i, ok := paramOf(v); ok && i < len(t.Args) {
				out = append(out, r.text(t.Args[i], call, row)...) // which knows the row
				continue
			}
			out = append(out, t.Subst(v))
		}
		return out
	}
	path, method := subst(o.path), subst(o.method)
	targets := []target{{name: o.name}}
	switch {
	case o.handler >= 0:
		targets = r.targets(t.Args[o.handler], row, make(map[ssa.Value]bool))
	case len(o.value) > 0:
		targets = r.valueTargets(t.Subst(o.value))
	}
	for _, to := range targets {
		for _, at := range places {
			gs = append(gs, registering{call: call, place: at, what: to, mount: o.mount,
				path: below(at.prefix, path), method: slices.Concat(method, at.method)})
		}
	}
	return gs
}

// paramOf returns the parameter that a value is, all of it.
func paramOf(v valueflow.Value) (int, bool) {
	if len(v) == 1 && v[0].Op == valueflow.Param && v[0].Path == "" {
		return v[0].Index, true
	}
	return 0, false
}

// isOpen reports whether a caller of fn has a say in a registration. Who the
// router is, by itself, Join finds out.
func (r *registrar) isOpen(g registering, fn *ssa.Function) bool {
	if fn.Signature.Params().Len() == 0 && fn.Signature.Recv() == nil {
		return false
	}
	return g.what.param != nil && g.what.param.Parent() == fn ||
		hasParam(g.what.value) || slices.ContainsFunc(g.path, hasParam) || slices.ContainsFunc(g.method, hasParam)
}

func hasParam(v valueflow.Value) bool {
	return slices.ContainsFunc(v, func(t *valueflow.Term) bool {
		return t.Op == valueflow.Param || slices.ContainsFunc(t.Args, hasParam)
	})
}

// leave hands an open registration on to callers in other packages. Where there
// are callers here, they have said what they could.
func (r *registrar) leave(g registering, fn *ssa.Function) {
	obj, ok := fn.Object().(*types.Func)
	if !ok || fn.Parent() != nil {
		return
	}
	if !obj.Exported() {
		if g.what.param == nil && len(g.what.value) == 0 && g.what.router == nil {
			r.add(g) // with what is known of the path, unless a caller says more
		}
		return
	}
	o := open{fn: obj.Origin().FullName(), router: g.place.name, param: -1, path: g.path, method: g.method, handler: -1, name: g.what.name, value: g.what.value, mount: g.mount}
	if g.place.param != nil {
		o.param = slices.Index(fn.Params, g.place.param)
	}
	if g.what.param != nil {
		o.handler = slices.Index(fn.Params, g.what.param)
	}
	r.out.open = append(r.out.open, o)
}

// add turns a registration into what a Routing says.
func (r *registrar) add(g registering) {
	child := g.what.result
	if g.what.router != nil {
		child = g.what.router.name
	}
	if child != "" {
		below := g.what.strips
		if g.mount && (g.what.typ == nil || !httpmodel.TakesOwnPath(g.what.typ)) {
			below = g.path
		}
		for _, prefix := range spell(below) {
			r.out.Mounts = append(r.out.Mounts, Mounting{Child: child, Parent: g.place.name, Prefix: strings.TrimSuffix(prefix, "*"), Pos: g.call.Pos()})
		}
	}
	if g.what.router != nil {
		return
	}
	if g.what.fn != nil {
		r.handlers[g.what.name] = g.what.fn
	}
	var methods []string
	for _, v := range g.method {
		for _, t := range flat(v) {
			s, exact := valueflow.Value{t}.Strings()
			if !exact {
				s = []string{Unread}
			}
			methods = append(methods, s...)
		}
	}
	if len(methods) == 0 {
		methods = []string{""}
	}
	for _, path := range spell(g.path) {
		for _, method := range methods {
			if word, rest, found := strings.Cut(path, " "); found && method == "" && !strings.Contains(word, "/") {
				method, path = word, strings.TrimLeft(rest, " ")
			}
			if i := strings.IndexByte(path, '/'); i < 0 || path[:i] == Unread || !strings.Contains(path[:i], ".") && i > 0 {
				path = "/" + strings.TrimPrefix(path, "/")
			}
			if path == "/" && g.pathless() {
				path = ""
			}
			r.out.Routes = append(r.out.Routes, Registration{
				Router: g.place.name, Method: strings.ToUpper(method), Path: path, Handler: g.what.name, Mounts: g.what.result, Pos: g.call.Pos(),
			})
		}
	}
}

// pathless reports whether a registration adds nothing to the path of its router.
func (g registering) pathless() bool { return strings.Join(spell(g.path), "") == "" }

// flat returns the elements of a list, or what is none.
func flat(v valueflow.Value) (out valueflow.Value) {
	for _, t := range v {
		if t.Op == valueflow.Object {
			for _, f := range t.Fields {
				out = append(out, f.Value...)
			}
			continue
		}
		out = append(out, t)
	}
	return out
}

// below puts the parts of a path below those of another one. Between them stands
// a joint, for which a slash that both have there counts once.
func below(prefix, path []valueflow.Value) []valueflow.Value {
	if len(prefix) == 0 || len(path) == 0 {
		return slices.Concat(prefix, path)
	}
	return slices.Concat(prefix, []valueflow.Value{{{Op: valueflow.Const, Const: constant.MakeString(joint)}}}, path)
}

const joint = "\x00"

// spell returns the paths that a list of parts may give.
func spell(parts []valueflow.Value) []string {
	all := alternatives(parts)
	for i, s := range all {
		path := ""
		for part := range strings.SplitSeq(s, joint) {
			path = joinPath(path, part)
		}
		all[i] = path
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// alternatives returns the texts that a list of parts may give.
func alternatives(parts []valueflow.Value) []string {
	const most = 16
	all := []string{""}
	for _, v := range parts {
		ss := []string{}
		for _, t := range v {
			ss = append(ss, spellTerm(t)...)
		}
		if len(ss) == 0 {
			ss = []string{Unread}
		}
		var next []string
		for _, a := range all {
			for _, s := range ss {
				if len(next) < most {
					next = append(next, a+s)
				}
			}
		}
		all = next
	}
	return all
}

func spellTerm(t *valueflow.Term) []string {
	if ss, exact := (valueflow.Value{t}).Strings(); exact {
		return ss
	}
	if t.Op == valueflow.Concat {
		return alternatives(t.Args)
	}
	return []string{Unread}
}

// texts returns the parts of what a row of the model says.
func (r *registrar) texts(e httpmodel.Expr, call *ssa.Call, row *row) []valueflow.Value {
	switch args := valueflow.Args(&call.Call); {
	case e.Op == 0:
		return nil
	case e.Op == httpmodel.OpArg && e.Arg < len(args):
		return r.text(args[e.Arg], call, row)
	}
	return []valueflow.Value{r.flow.RowValue(e, call)}
}

// text returns the parts of a text, in the row of a table if that is what is read.
func (r *registrar) text(v ssa.Value, at ssa.Instruction, row *row) []valueflow.Value {
	if x := row.member(v, r); x != nil {
		return r.text(x, nil, nil)
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		if v.Op == token.ADD {
			return slices.Concat(r.text(v.X, at, row), r.text(v.Y, at, row))
		}
	case *ssa.ChangeType:
		return r.text(v.X, at, row)
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String {
			return []valueflow.Value{{{Op: valueflow.Const, Const: v.Value}}}
		}
	}
	return []valueflow.Value{r.flow.Eval(v, at)}
}

// origins returns the values that a value is a copy of: through conversions,
// local variables and branches.
func (r *registrar) origins(v ssa.Value, row *row, seen map[ssa.Value]bool) (out []ssa.Value) {
	if v == nil || seen[v] {
		return nil
	}
	seen[v] = true
	if x := row.member(v, r); x != nil {
		return r.origins(x, nil, seen)
	}
	each := func(vs ...ssa.Value) {
		for _, x := range vs {
			out = append(out, r.origins(x, row, seen)...)
		}
	}
	switch v := v.(type) {
	case *ssa.ChangeInterface:
		each(v.X)
	case *ssa.ChangeType:
		each(v.X)
	case *ssa.TypeAssert:
		each(v.X)
	case *ssa.MakeInterface:
		each(v.X)
	case *ssa.Phi:
		each(v.Edges...)
	case *ssa.FreeVar:
		if vs := r.flow.Bindings(v); len(vs) > 0 {
			each(vs...)
			return out
		}
		return []ssa.Value{v}
	case *ssa.UnOp:
		if stored := r.stores(v); v.Op == token.MUL && len(stored) > 0 {
			each(stored...)
			return out
		}
		return []ssa.Value{v}
	default:
		return []ssa.Value{v}
	}
	return out
}

// stores returns what the local variable that a load reads is set to.
func (r *registrar) stores(load *ssa.UnOp) (vs []ssa.Value) {
	addrs := []ssa.Value{load.X}
	if fv, ok := load.X.(*ssa.FreeVar); ok {
		addrs = r.flow.Bindings(fv)
	}
	for _, a := range addrs {
		alloc, ok := a.(*ssa.Alloc)
		if !ok {
			return nil
		}
		for _, ref := range *alloc.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc {
				vs = append(vs, st.Val)
			}
		}
	}
	return vs
}

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
		if httpmodel.IsRouter(o.Type()) {
			return named(r.newName(o))
		}
	}
	return named("?")
}

func (r *registrar) fieldPlaces(x ssa.Value, field int, seen map[ssa.Value]bool) []routerAt {
	if httpmodel.IsRouter(x.Type()) {
		return r.places(x, seen) // an Engine is its RouterGroup
	}
	if name := routerField(x.Type(), field); name != "" {
		return []routerAt{{name: name}}
	}
	return []routerAt{{name: "?"}}
}

func (r *registrar) resultPlaces(call *ssa.Call, index int, seen map[ssa.Value]bool) []routerAt {
	callee := valueflow.Callee(&call.Call)
	args := valueflow.Args(&call.Call)
	if rt := httpmodel.RouteOf(callee); rt != nil {
		if !rt.Group || rt.Router < 0 || rt.Router >= len(args) {
			if rt.Router >= 0 && rt.Router < len(args) && httpmodel.IsRouter(call.Type()) {
				return r.places(args[rt.Router], seen) // a chain
			}
			return []routerAt{{name: "?"}}
		}
		out := r.places(args[rt.Router], seen)
		path, method := r.texts(rt.Path, call, nil), r.texts(rt.Method, call, nil)
		for i := range out {
			out[i].prefix = below(out[i].prefix, path)
			out[i].method = slices.Concat(out[i].method, method)
		}
		return out
	}
	switch {
	case callee != nil && callee.Pkg() != nil && httpmodel.Known(callee.Pkg().Path()):
		if callee.Signature().Recv() == nil && httpmodel.IsRouter(resultTypeOf(call, index)) {
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
	name := valueflow.TypeName(t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if name == "" || !ok || i >= s.NumFields() {
		return ""
	}
	return "field " + name + "." + s.Field(i).Name()
}

// targets returns what a value passed as a handler may be. A call that is given
// handlers and returns one is middleware around them; one that is given none has
// made a handler by itself.
func (r *registrar) targets(v ssa.Value, row *row, seen map[ssa.Value]bool) (out []target) {
	if t := concrete(v); t != nil {
		if httpmodel.IsRouter(t) {
			return r.routerTargets(v, t)
		}
		if m := method(t, "ServeHTTP"); m != nil && !isFunc(t) {
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
			if recv := servedBy(o); recv != nil {
				out = append(out, r.targets(recv, row, seen)...)
			} else if fn := r.handlerOf(o); fn != nil {
				out = append(out, target{name: funcName(fn), fn: fn})
			} else if obj := boundMethod(o); obj != nil {
				out = append(out, r.named(obj))
			}
		case *ssa.Parameter:
			if httpmodel.IsRouter(o.Type()) {
				out = append(out, r.routerTargets(o, o.Type())...)
				continue
			}
			out = append(out, target{param: o})
		case *ssa.Call:
			out = append(out, r.callTargets(o, row, seen)...)
		default:
			if httpmodel.IsRouter(o.Type()) {
				out = append(out, r.routerTargets(o, o.Type())...)
				continue
			}
			var at ssa.Instruction
			if instr, ok := o.(ssa.Instruction); ok {
				at = instr
			}
			out = append(out, r.valueTargets(r.flow.Eval(o, at))...)
		}
	}
	if len(out) == 0 {
		return []target{{}}
	}
	return out
}

// concrete returns the type that a value has behind an interface, nil if that is
// not seen here.
func concrete(v ssa.Value) types.Type {
	for {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			return x.X.Type()
		default:
			if types.IsInterface(v.Type()) && !httpmodel.IsRouter(v.Type()) {
				return nil
			}
			return v.Type()
		}
	}
}

func method(t types.Type, name string) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	fn, _ := obj.(*types.Func)
	return fn
}

// wrappedIn returns the handlers that a value holds which a library made of them.
func (r *registrar) wrappedIn(v ssa.Value, row *row, seen map[ssa.Value]bool) (out []target) {
	for _, o := range r.origins(v, row, make(map[ssa.Value]bool)) {
		if call, ok := o.(*ssa.Call); ok && !seen[o] {
			seen[o] = true
			out = append(out, r.inner(call, row, seen)...)
		}
	}
	return out
}

func (r *registrar) routerTargets(v ssa.Value, t types.Type) (out []target) {
	for _, at := range r.places(v, nil) {
		at.prefix = nil
		out = append(out, target{router: &at, typ: t})
	}
	return out
}

// inner returns the handlers that a call is given.
func (r *registrar) inner(call *ssa.Call, row *row, seen map[ssa.Value]bool) (out []target) {
	var list []ssa.Value
	for _, a := range valueflow.Args(&call.Call) {
		if more := valueflow.Variadic(a); more != nil {
			list = append(list, more...)
		} else {
			list = append(list, a)
		}
	}
	for _, a := range list {
		if r.isHandlerType(a.Type()) || concrete(a) != nil && r.isHandlerType(concrete(a)) {
			out = append(out, r.targets(a, row, seen)...)
		}
	}
	return out
}

// isHandlerType reports whether values of a type answer requests.
func (r *registrar) isHandlerType(t types.Type) bool {
	if httpmodel.IsRouter(t) || isNamed(t, "net/http", "Handler") {
		return true
	}
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() > 0 && sig.Params().Len() <= 4 && r.flow.IsWriter(sig.Params().At(0).Type()) && sig.Results().Len() <= 2
}

func (r *registrar) callTargets(call *ssa.Call, row *row, seen map[ssa.Value]bool) []target {
	if httpmodel.IsRouter(call.Type()) {
		return r.routerTargets(call, call.Type())
	}
	callee := valueflow.Callee(&call.Call)
	inner := r.inner(call, row, seen)
	if rt := httpmodel.RouteOf(callee); rt != nil && rt.Strips {
		for i := range inner {
			inner[i].strips = slices.Concat(r.texts(rt.Path, call, row), inner[i].strips)
		}
	}
	if len(inner) > 0 {
		return inner
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
	t := r.named(callee)
	t.result = "result " + callee.Origin().FullName() + " 0"
	return []target{t}
}

// named returns the target for a function that code names.
func (r *registrar) named(obj *types.Func) target {
	obj = obj.Origin()
	t := target{name: obj.FullName()}
	if obj.Pkg() == r.pass.Pkg {
		t.fn = r.flow.Pkg.Prog.FuncValue(obj)
	}
	return t
}

// servedBy returns the http.Handler whose ServeHTTP a function is, or nil.
func servedBy(v ssa.Value) ssa.Value {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok || len(mc.Bindings) != 1 || mc.Fn.(*ssa.Function).Synthetic == "" {
		return nil
	}
	if obj := mc.Fn.(*ssa.Function).Object(); obj == nil || obj.Name() != "ServeHTTP" || !types.IsInterface(mc.Bindings[0].Type()) && !httpmodel.IsRouter(mc.Bindings[0].Type()) {
		return nil
	}
	return mc.Bindings[0]
}

// boundMethod returns the method of a value like h.get of another package.
func boundMethod(v ssa.Value) *types.Func {
	if mc, ok := v.(*ssa.MakeClosure); ok {
		obj, _ := mc.Fn.(*ssa.Function).Object().(*types.Func)
		return obj
	}
	return nil
}

// valueTargets returns what is known of a handler that was kept somewhere.
func (r *registrar) valueTargets(v valueflow.Value) (out []target) {
	for _, t := range v {
		switch {
		case t.Op == valueflow.Func && t.Fn != nil:
			fn := t.Fn
			if obj, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" {
				out = append(out, r.named(obj))
				continue
			}
			out = append(out, target{name: funcName(fn), fn: fn})
		case t.Op == valueflow.Func:
			out = append(out, target{name: t.Name})
		case t.Op == valueflow.Param:
			out = append(out, target{value: valueflow.Value{t}})
		}
	}
	if len(out) == 0 {
		return []target{{}}
	}
	return out
}

// flows says which names mean one router, and which stands for what another one is
// given: arguments, results, fields, variables, and functions that a library runs.
func (r *registrar) flows(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
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
			}
		}
	}
}

// holdsRouter reports whether a value is a router or a handler around one.
func (r *registrar) holdsRouter(v ssa.Value) bool {
	t := concrete(v)
	return t != nil && httpmodel.IsRouter(t) || isNamed(v.Type(), "net/http", "Handler")
}

// bind says that name is what a value is.
func (r *registrar) bind(name string, v ssa.Value, pos token.Pos) {
	if name == "" {
		return
	}
	for _, t := range r.targets(v, nil, make(map[ssa.Value]bool)) {
		switch {
		case t.router != nil && len(t.strips) == 0:
			r.give(name, v, *t.router, pos)
		case t.result != "" && t.result != name:
			r.out.Mounts = append(r.out.Mounts, Mounting{Child: name, Parent: t.result, Same: true})
		}
	}
}

// give says that name is the router at a place, which for a router that is made
// here is one and the same wherever it goes.
func (r *registrar) give(name string, v ssa.Value, at routerAt, pos token.Pos) {
	if at.name == "?" || at.name == name {
		return
	}
	for _, p := range r.places(v, nil) { // with their prefixes, that of a target has none
		if p.name == at.name {
			at = p
		}
	}
	m := Mounting{Child: name, Parent: at.name, Same: len(at.prefix) == 0 && at.param == nil, Pos: pos}
	for _, prefix := range spell(at.prefix) {
		m.Prefix = prefix
		r.out.Mounts = append(r.out.Mounts, m)
	}
}

// passed says what the functions are given that a call runs, or that it has run.
func (r *registrar) passed(call *ssa.Call) {
	args := valueflow.Args(&call.Call)
	callee := valueflow.Callee(&call.Call)
	if rt := httpmodel.RouteOf(callee); rt != nil {
		if rt.Scope > 0 && rt.Scope < len(args) {
			r.scope(call, rt, args)
		}
		return
	}
	if callee != nil && callee.Pkg() != nil && httpmodel.Known(callee.Pkg().Path()) {
		return
	}
	for i, a := range args {
		if !httpmodel.IsRouter(a.Type()) {
			continue
		}
		var names []string
		if callee != nil {
			names = append(names, callee.Origin().FullName())
		} else {
			for _, t := range r.flow.Targets(call) {
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
	path := r.texts(rt.Path, call, nil)
	for _, o := range r.origins(args[rt.Scope], nil, make(map[ssa.Value]bool)) {
		name := ""
		switch o.(type) {
		case *ssa.Function, *ssa.MakeClosure:
			if fn := r.handlerOf(o); fn != nil {
				name = "param " + funcName(fn) + " " + strconv.Itoa(len(fn.Params)-1)
				if len(fn.Blocks) == 0 && fn.Signature.Recv() != nil {
					name = "param " + funcName(fn) + " 1"
				} else if len(fn.Blocks) == 0 {
					name = "param " + funcName(fn) + " 0"
				}
			} else if obj := boundMethod(o); obj != nil {
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
func (r *registrar) assign(name string, places []routerAt, path []valueflow.Value, pos token.Pos) {
	for _, at := range places {
		if at.name == "?" || at.name == name {
			continue
		}
		for _, prefix := range spell(below(at.prefix, path)) {
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
			if !httpmodel.IsRouter(params.At(i).Type()) {
				continue
			}
			if impl := method(v.X.Type(), m.Name()); impl != nil {
				index := " " + strconv.Itoa(i+1)
				r.out.Mounts = append(r.out.Mounts, Mounting{Child: "param " + impl.Origin().FullName() + index, Parent: "param " + m.FullName() + index, Pos: v.Pos()})
			}
		}
	}
}

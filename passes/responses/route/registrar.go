package route

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A registrar finds out what a package registers.
type registrar struct {
	*Routes
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
	path   []origin.Value // below the place
	method []origin.Value // the alternatives' parts
	what   target
	mount  bool

	library string
	around  []Around // of helpers in other packages
	refs    []ssa.Value
}

// A routerAt is a router, or what is below a path of one.
type routerAt struct {
	name   string
	param  *ssa.Parameter // that the name says, if it is one of the function's
	prefix []origin.Value
	method []origin.Value // gorilla's routers take some methods only
	refs   []ssa.Value    // middleware of what is registered here, see around
}

// A target is what requests are given to.
type target struct {
	name  string         // of a handler, or of a function that makes one
	fn    *ssa.Function  // of this package, if it is the handler
	param *ssa.Parameter // the function's, which its caller has to say
	value origin.Value   // a member of one, likewise
	// abstract says that name is that of an interface's method, which callers may know better.
	abstract bool
	router   *routerAt      // a router
	typ      types.Type     // the router's
	result   string         // of a function that makes a handler: its name as a router
	strips   []origin.Value // what is taken off the path on the way there
	own      *Handler       // a library's, of which no package says what it answers
	refs     []ssa.Value    // middleware around it, see around
}

func (p *Routes) newRegistrar(imports []*Routing) *registrar {
	r := &registrar{
		Routes: p, out: &Routing{Pkg: p.Pass.Pkg.Path()},
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
	fns := r.Flow.Funcs
	if init := r.Flow.Init(); init != nil {
		fns = append(slices.Clip(fns), init)
	}
	for _, fn := range fns {
		if r.Index.InTest(fn.Pos()) {
			continue
		}
		for _, g := range r.registers(fn) {
			if r.isOpen(g, fn) {
				r.leave(g, fn)
				if g.what.abstract && !slices.ContainsFunc(slices.Concat(g.path, g.method), hasParam) {
					r.add(g) // unless a caller says more
				}
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
		if !r.Flow.Live(b) {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if rt := r.Flow.Model().RouteOf(ssautil.Callee(&call.Call)); rt != nil {
				gs = append(gs, r.direct(call, rt)...)
				continue
			}
			gs = append(gs, r.through(call)...)
		}
	}
	for _, inner := range fn.AnonFuncs {
		for _, g := range r.registers(inner) {
			if r.isOpen(g, inner) && !g.saidBy(inner) {
				gs = append(gs, g) // a scope of a router: callers of this function have a say
			}
		}
	}
	r.memo[fn] = gs
	return gs
}

// saidBy reports whether a caller of fn itself has a say in a registration.
func (g registering) saidBy(fn *ssa.Function) bool {
	own := func(t *origin.Term) bool { return t.Op == origin.Param && (t.Fn == fn || t.Fn == nil) }
	return g.what.param != nil && g.what.param.Parent() == fn ||
		slices.ContainsFunc(slices.Concat(g.path, g.method, []origin.Value{g.what.value}), func(v origin.Value) bool { return v.Any(own) })
}

// direct returns what a call of a library registers.
func (r *registrar) direct(call *ssa.Call, rt *httpmodel.Route) (gs []registering) {
	args := ssautil.Args(&call.Call)
	if rt.Handler == 0 && len(rt.Serves) == 0 || rt.Strips || rt.Handler >= len(args) {
		return nil
	}
	handler := args[rt.Handler]
	library, before, own := r.aroundRoute(call, rt)
	if rt.Last {
		list := args[rt.Handler:]
		last := list[len(list)-1]
		list = append(slices.Clone(list[:len(list)-1]), ssautil.Variadic(last)...)
		if len(list) == 0 {
			list = []ssa.Value{last} // a list that was made elsewhere, or none
		}
		handler, before = list[len(list)-1], append(before, list[:len(list)-1]...)
	}
	places := []routerAt{{name: "new net/http.DefaultServeMux"}}
	if rt.Router != httpmodel.DefaultRouter {
		places = r.places(args[rt.Router], nil)
	}
	for _, row := range r.rows(args) {
		path := r.pathOf(rt, call, row)
		method := r.texts(rt.Method, call, row)
		if rt.Group {
			method = append(method, r.narrowed(call)...)
		}
		var to []target
		switch {
		case len(rt.Serves) > 0:
			own := libraryHandler(ssautil.Callee(&call.Call), rt.Serves)
			to = []target{{name: own.Name, own: own}}
		case rt.Answerer.Op != 0:
			to = r.valueTargets(r.Flow.EvalCall(rt.Answerer, call))
		default:
			to = r.targets(handler, row, make(map[ssa.Value]bool))
		}
		for _, to := range to {
			for _, at := range places {
				gs = append(gs, registering{
					call: call, place: at, what: to, mount: rt.Mount,
					library: library, around: own, refs: slices.Concat(at.refs, before, to.refs),
					path: slices.Concat(at.prefix, path), method: slices.Concat(method, at.method),
				})
			}
		}
	}
	return gs
}

// narrowed returns the methods that a route is limited to when it has its
// handler already: r.HandleFunc("/", h).Methods("GET").
func (r *registrar) narrowed(call *ssa.Call) (methods []origin.Value) {
	for _, ref := range *call.Referrers() {
		next, ok := ref.(*ssa.Call)
		if !ok || len(ssautil.Args(&next.Call)) == 0 || ssautil.Args(&next.Call)[0] != call {
			continue
		}
		if rt := r.Flow.Model().RouteOf(ssautil.Callee(&next.Call)); rt != nil && rt.Group && rt.Handler == 0 {
			methods = append(methods, r.texts(rt.Method, next, nil)...)
			methods = append(methods, r.narrowed(next)...)
		}
	}
	return methods
}

// through returns what a helper registers that this call decides on.
func (r *registrar) through(call *ssa.Call) (gs []registering) {
	fn := call.Call.StaticCallee()
	obj := ssautil.Callee(&call.Call)
	if fn == nil && obj == nil && call.Call.IsInvoke() {
		return nil
	}
	var opens []open
	var local []registering
	for _, t := range r.Flow.Targets(call) {
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
			o := open{router: g.place.name, param: param, path: g.path, method: g.method, handler: handler, name: g.what.name, value: g.what.value, mount: g.mount,
				library: g.library, around: g.around, refs: g.refs}
			for _, f := range r.fill(call, t, o, row) {
				switch {
				case g.what.abstract:
					f.call = g.call // which says all but whose method it is
				case handler < 0 && len(g.what.value) == 0:
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
	subst := func(parts []origin.Value) (out []origin.Value) {
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
	case len(o.value) > 0 && o.name != "":
		targets = r.boundTargets(t.Subst(o.value), o.name)
	case len(o.value) > 0:
		targets = r.valueTargets(t.Subst(o.value))
	}
	for _, to := range targets {
		for _, at := range places {
			gs = append(gs, registering{call: call, place: at, what: to, mount: o.mount,
				library: o.library, around: o.around, refs: slices.Concat(o.refs, at.refs, to.refs),
				path: slices.Concat(at.prefix, path), method: slices.Concat(method, at.method)})
		}
	}
	return gs
}

// paramOf returns the parameter that a value is, all of it.
func paramOf(v origin.Value) (int, bool) {
	if len(v) == 1 && v[0].Op == origin.Param && v[0].Path == "" {
		return v[0].Index, true
	}
	return 0, false
}

// isOpen reports whether a caller of fn has a say in a registration. Who the
// router is, by itself, Join finds out.
func (r *registrar) isOpen(g registering, fn *ssa.Function) bool {
	if fn.Signature.Params().Len() == 0 && fn.Signature.Recv() == nil && fn.Parent() == nil {
		return false
	}
	return g.what.param != nil && (g.what.param.Parent() == fn || fn.Parent() != nil) ||
		hasParam(g.what.value) || slices.ContainsFunc(g.path, hasParam) || slices.ContainsFunc(g.method, hasParam)
}

func hasParam(v origin.Value) bool {
	return slices.ContainsFunc(v, func(t *origin.Term) bool {
		return t.Op == origin.Param || slices.ContainsFunc(t.Args, hasParam)
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
		if g.what.param == nil && len(g.what.value) == 0 && g.what.router == nil && !r.writers.Called(fn) {
			r.add(g) // with what is known of the path, unless a caller says more
		}
		return
	}
	o := open{fn: obj.Origin().FullName(), router: g.place.name, param: -1, path: g.path, method: g.method, handler: -1, name: g.what.name, value: g.what.value, mount: g.mount,
		library: g.library, around: g.around, refs: g.refs}
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
		r.use(child, g.refs, g.around)
		below := g.what.strips
		if g.mount && (g.what.typ == nil || !httpmodel.TakesOwnPath(g.what.typ)) {
			below = g.path
		}
		for _, prefix := range prefixes(below) {
			r.out.Mounts = append(r.out.Mounts, Mounting{Child: child, Parent: g.place.name, Prefix: strings.TrimSuffix(prefix, "*"), Pos: g.call.Pos()})
		}
	}
	if g.what.router != nil {
		return
	}
	if g.what.fn != nil {
		r.handlers[g.what.name] = g.what.fn
	}
	if own := g.what.own; own != nil && !slices.ContainsFunc(r.out.Handlers, func(h *Handler) bool { return h.Name == own.Name }) {
		r.out.Handlers = append(r.out.Handlers, own)
	}
	var methods []string
	for _, v := range g.method {
		for _, t := range flat(v) {
			s, exact := origin.Value{t}.Strings()
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
			if jointed(g.path) {
				path = rooted(path)
			}
			r.out.Routes = append(r.out.Routes, Registration{
				Router: g.place.name, Method: strings.ToUpper(method), Path: path, Handler: g.what.name, Mounts: g.what.result, Pos: g.call.Pos(),
				Library: g.library, Around: g.around, refs: g.refs, Abstract: g.what.abstract,
			})
		}
	}
}

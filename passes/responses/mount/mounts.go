package mount

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/override"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// A Mount is a router or a middleware of a library which is served by this
// package and sends responses by itself.
type Mount struct {
	Node      ast.Node // the call or literal that makes it, or the name of a middleware
	API       string
	Via       string // the function of another package that calls API, "" if it is called here
	Responses []override.MountResponse
}

// Made names what responds, for messages.
func (m *Mount) Made() string {
	if m.Via != "" {
		return m.API + " in " + m.Via
	}
	return m.API
}

// Find finds the routers and middleware that respond by themselves.
//
// Only what is seen to be served counts: a router that a function hands to
// another package may get its responses from there, or be wrapped. So it is a fact of
// that function, and judged where it is served. A package that
// sets one of the library's overrides has put answers of its own in their place,
// and one that has a writer which looks at the status may replace any.
func (p *Mounts) Find() []*Mount {
	if p.intercepts() {
		return nil
	}
	for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					if expr := p.Index.Call(instr.Pos()); expr != nil {
						p.mount(expr, p.Flow.Row(&instr.Call), instr)
						p.mountMade(expr, instr)
					}
				case *ssa.Alloc:
					if lit := p.Index.Literal(instr.Pos()); lit != nil {
						p.mount(lit, p.Flow.Model().MakerOf(instr.Type()), instr)
					}
				}
			}
		}
	}
	p.passedMiddleware()
	p.exportRouters()
	sort.SliceStable(p.mounted, func(i, j int) bool {
		return p.Index.Before(p.mounted[i].Node.Pos(), p.mounted[j].Node.Pos())
	})
	return p.mounted
}

// passedMiddleware finds middleware that is given to others by its name.
func (p *Mounts) passedMiddleware() {
	for _, file := range p.Pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, arg := range call.Args {
				if sel, ok := ast.Unparen(arg).(*ast.SelectorExpr); ok {
					if fn, ok := p.Pass.TypesInfo.Uses[sel.Sel].(*types.Func); ok && isMiddleware(fn.Signature()) {
						p.mount(sel, p.Flow.Model().Lookup(fn), nil)
					}
				}
			}
			return true
		})
	}
}

// isMiddleware reports whether a function makes a handler of another one.
func isMiddleware(sig *types.Signature) bool {
	return sig.Recv() == nil && sig.Params().Len() == 1 && sig.Results().Len() == 1 &&
		typeutil.IsNamed(sig.Params().At(0).Type(), "net/http", "Handler") && typeutil.IsNamed(sig.Results().At(0).Type(), "net/http", "Handler")
}

// mount adds what is made by the call or literal v, or by a function that is
// passed to somebody who calls it, if it is served and answers.
func (p *Mounts) mount(node ast.Node, row *httpmodel.Row, v ssa.Value) {
	if row == nil || len(row.OwnResponses) == 0 || p.overrides.Overridden(row.Pkg, v) {
		return
	}
	if app := p.Flow.Model().ReturnsTo(row.Pkg); app != "" && (!p.overrides.Builds(app) || p.overrides.Overridden(app, nil)) {
		return // what the app's error handler makes of it, who builds the app knows
	}
	m := &Mount{Node: node, API: p.summaries.APIName(row)}
	var call *ssa.Call
	paths, methods := false, false
	to := &fate{seen: make(map[ssa.Value]bool)}
	mounted := v == nil || typeutil.IsFunc(v.Type()) || p.served(v, to)
	if !mounted && len(to.exits) == 0 {
		return
	}
	if v != nil {
		names := p.names(v)
		paths, methods = p.catchesAll(names)
		methods = methods || p.takesAnyMethod(v)
		if call, _ = v.(*ssa.Call); call == nil {
			m.API = p.summaries.ShortName(typeutil.Name(v.Type())) + "{}"
		}
		paths = paths || p.underMux(v)
		if p.forOperators(names) {
			return
		}
	}
	for _, r := range row.OwnResponses {
		a := &summary.Write{Kind: r.Kind, Body: summary.WriteBody{Forced: r.ContentType}}
		codes := []int{r.Status.Int}
		if call != nil {
			a.Body.Value = p.Flow.EvalCall(r.Body, call)
			codes, _ = p.Flow.EvalCall(r.Status, call).Ints()
		}
		if len(codes) != 1 || codes[0] == 0 || codes[0] == 404 && paths || codes[0] == 405 && methods || p.overrides.Replaced(row.Pkg, codes[0], v) {
			continue
		}
		kind := summary.NoBody
		if r.Kind == httpmodel.Complete {
			kind = summary.KindOfBody(a)
		}
		m.Responses = append(m.Responses, override.MountResponse{Code: codes[0], Kind: kind})
	}
	p.place(m, mounted, row.Pkg, to)
}

// place enters a router: as served here, or as made by the functions that hand it
// to other packages.
func (p *Mounts) place(m *Mount, served bool, pkg string, to *fate) {
	switch {
	case len(m.Responses) == 0:
	case served:
		p.mounted = append(p.mounted, m)
	default:
		for _, e := range to.exits {
			p.makesRouters[e.fn] = append(p.makesRouters[e.fn], override.Router{Result: e.result, Pkg: pkg, API: m.API, Responses: m.Responses})
		}
	}
}

// intercepts reports whether a writer of this package compares the status that
// it is given: it may send something else.
func (p *Mounts) intercepts() bool {
	for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
		recv := fn.Signature.Recv()
		if recv == nil || !p.Flow.IsWriter(recv.Type()) || len(fn.Params) != 2 || !types.Identical(fn.Params[1].Type(), types.Typ[types.Int]) {
			continue
		}
		for _, ref := range *fn.Params[1].Referrers() {
			if _, ok := ref.(*ssa.BinOp); ok {
				return true
			}
		}
	}
	return false
}

// A fate is what becomes of a router.
type fate struct {
	seen  map[ssa.Value]bool
	exits []exit
}

// An exit is a result of a function that others may call.
type exit struct {
	fn     *ssa.Function
	result int
}

// served reports whether a value gets to a server in this package: a function of
// net/http that serves, the field of an http.Server, or a method of its own that
// listens; itself, or in a handler that a function of this package wraps it in. If
// not, to has the functions that hand it to other packages.
func (p *Mounts) served(v ssa.Value, to *fate) bool {
	if v == nil || to.seen[v] || v.Referrers() == nil {
		return false
	}
	to.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Phi:
			if p.served(ref.(ssa.Value), to) {
				return true
			}
		case *ssa.Store:
			addr, ok := ref.Addr.(*ssa.FieldAddr)
			if ref.Val == v && ok && typeutil.IsNamed(addr.X.Type(), "net/http", "Server") {
				return true
			}
		case *ssa.Return:
			i := slices.Index(ref.Results, v)
			if p.servedBehind(ref.Parent(), i, to) {
				return true
			}
			if ssautil.Exported(ref.Parent()) {
				to.exits = append(to.exits, exit{ref.Parent(), i})
			}
		case *ssa.Call:
			if p.serves(ref, v) || p.handsBack(ref, v) && p.served(ref, to) || p.wraps(ref) && p.served(ref, to) || p.registers(ref) && p.served(ref.Call.Args[0], to) {
				return true
			}
		}
	}
	return false
}

// servedBehind reports whether a result of a function is served where this
// package calls it.
func (p *Mounts) servedBehind(fn *ssa.Function, index int, to *fate) bool {
	for _, caller := range p.Flow.Funcs {
		for _, b := range caller.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok && call.Call.StaticCallee() == fn && p.served(ssautil.Result(call, index), to) {
					return true
				}
			}
		}
	}
	return false
}

// serves reports whether a call serves a handler until it fails.
func (p *Mounts) serves(call *ssa.Call, v ssa.Value) bool {
	fn := ssautil.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Signature().Results().Len() != 1 || !typeutil.IsError(fn.Signature().Results().At(0).Type()) {
		return false
	}
	if fn.Pkg().Path() == "net/http" {
		return true
	}
	args := ssautil.Args(&call.Call)
	if fn.Signature().Recv() == nil || args[0] != v || len(args) < 2 {
		return false
	}
	t := args[1].Type().Underlying() // the address
	if s, ok := t.(*types.Slice); ok {
		t = s.Elem()
	}
	return types.Identical(t, types.Typ[types.String])
}

// underMux reports whether a handler around another one gets only the paths that a
// mux has for it, as http.StripPrefix does.
func (p *Mounts) underMux(v ssa.Value) bool {
	return types.IsInterface(v.Type()) && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(*ssa.Call)
		return ok && p.registers(call)
	})
}

// registers reports whether a call gives a handler to a mux of net/http. Other
// routers may respond in the place of one that is mounted on them.
func (p *Mounts) registers(call *ssa.Call) bool {
	row := p.Flow.Row(&call.Call)
	return row != nil && row.Pkg == "net/http" && row.Recv == "ServeMux" && row.Name == "Handle"
}

// wraps reports whether a call makes a handler of another one by a function with a name:
// middleware, which hands on what it does not refuse. What a value does is not known.
func (p *Mounts) wraps(call *ssa.Call) bool {
	return ssautil.Callee(&call.Call) != nil && typeutil.IsNamed(call.Type(), "net/http", "Handler")
}

// handsBack reports whether a call of the model returns the router that it is given:
// mux.NewRouter().StrictSlash(true).
func (p *Mounts) handsBack(call *ssa.Call, v ssa.Value) bool {
	row := p.Flow.Row(&call.Call)
	if row == nil || len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpArg {
		return false
	}
	args := ssautil.Args(&call.Call)
	return row.Results[0].Arg < len(args) && args[row.Results[0].Arg] == v
}

// names returns the values that a router is known by: itself, and what calls hand back.
func (p *Mounts) names(router ssa.Value) []ssa.Value {
	list := []ssa.Value{router}
	for i := 0; i < len(list); i++ {
		for _, ref := range *list[i].Referrers() {
			if call, ok := ref.(*ssa.Call); ok && p.handsBack(call, list[i]) && !slices.Contains(list, ssa.Value(call)) {
				list = append(list, call)
			}
		}
	}
	return list
}

// forOperators reports whether a router has routes, and all are of paths where
// those who run a service look into it.
func (p *Mounts) forOperators(names []ssa.Value) bool {
	rs := p.registrations(names...)
	return len(rs) > 0 && !slices.ContainsFunc(rs, func(r registration) bool {
		return r.path != "metrics" && !strings.HasPrefix(r.path, "debug/")
	})
}

// catchesAll reports whether a router has a route for every path, and whether that
// serves every method.
func (p *Mounts) catchesAll(names []ssa.Value) (paths, methods bool) {
	for _, r := range p.registrations(names...) {
		if r.path == "" || r.path == "*" {
			paths = true
			methods = methods || r.method == ""
		}
	}
	return paths, methods
}

// takesAnyMethod reports whether all routes of a mux of net/http are known, and none
// is for one method: then it refuses none.
func (p *Mounts) takesAnyMethod(router ssa.Value) bool {
	if !typeutil.IsNamed(router.Type(), "net/http", "ServeMux") {
		return false
	}
	rs := p.registrations(router)
	calls := 0
	for _, ref := range *router.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.DebugRef:
		case *ssa.Call:
			if fn := ssautil.Callee(&ref.Call); fn == nil || p.Flow.Model().Lookup(fn) == nil {
				return false
			}
			calls++
		default:
			return false
		}
	}
	return calls == len(rs) && !slices.ContainsFunc(rs, func(r registration) bool { return r.method != "" })
}

// A registration is a constant path, without the slash before it, that a router is
// given.
type registration struct {
	method string // "" if it is any or not known
	path   string
}

// registrations returns those of a router, by each of the values that it is known by.
func (p *Mounts) registrations(names ...ssa.Value) (rs []registration) {
	for _, router := range names {
		for _, ref := range *router.Referrers() {
			if call, ok := ref.(*ssa.Call); ok && len(ssautil.Args(&call.Call)) > 0 && ssautil.Args(&call.Call)[0] == router {
				rs = append(rs, p.registered(call)...)
			}
		}
	}
	return rs
}

// registered returns the constant paths that a call of a router's method is given.
func (p *Mounts) registered(call *ssa.Call) (rs []registration) {
	only := ""
	if fn := ssautil.Callee(&call.Call); fn != nil {
		only = p.Flow.Model().MethodOf(fn)
	}
	for i, a := range ssautil.Args(&call.Call) {
		if s, ok := ssautil.StringConst(a); ok {
			if i == 1 && s == "*" {
				s = "/*" // as some routers spell it
			}
			if method, path, found := strings.Cut(s, "/"); found {
				rs = append(rs, registration{method + only, path})
			}
		}
	}
	return rs
}

// Start returns where the router or middleware is made.
func (m *Mount) Start() token.Pos { return m.Node.Pos() }

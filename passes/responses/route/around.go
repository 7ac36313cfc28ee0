package route

import (
	"go/types"
	"slices"
	"strconv"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Middleware runs before a handler, or around it: what a router uses, what wraps a handler
// or a whole router on its way to the server. What it answers by itself is read as a
// handler's responses are, but that it may leave the request to the next. One that cannot be
// read may answer anything.

// An Around is middleware of some routes.
type Around struct {
	Codes  []int    // the statuses that it answers by itself, sorted
	Unread string   // why it may answer others, "" if it does not
	Funcs  []string // the functions of the module that answer, by the names of handlers, sorted
	// Takes says that it also runs the middleware that it is given, as a chain of such does.
	Takes bool
}

// A Using is middleware of all that is registered with a router below a path.
type Using struct {
	Router string
	Prefix string
	Around []Around

	refs []ssa.Value
}

// A Serving gives a router to a server.
type Serving struct {
	Router string
	Pkg    string
}

// Middleware is the fact of a function that makes middleware or is such.
type Middleware struct{ Around Around }

// AFact marks Middleware as a fact.
func (*Middleware) AFact() {}

// String shows the fact as fixtures assert it: "middleware(401 403)", "middleware(401 …)".
func (m *Middleware) String() string {
	s := "middleware("
	for i, code := range m.Around.Codes {
		if i > 0 {
			s += " "
		}
		s += strconv.Itoa(code)
	}
	if m.Around.Unread != "" {
		s += " …"
	}
	return s + ")"
}

// GobEncode implements gob.GobEncoder.
func (m *Middleware) GobEncode() ([]byte, error) {
	var e summary.Encoder
	encodeAround(&e, []Around{m.Around})
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (m *Middleware) GobDecode(data []byte) error {
	d := summary.NewDecoder(data)
	for _, a := range decodeAround(d) {
		m.Around = a
	}
	return d.Err()
}

func encodeAround(e *summary.Encoder, list []Around) {
	e.Int(len(list))
	for _, a := range list {
		e.String(a.Unread)
		e.Bool(a.Takes)
		e.Int(len(a.Codes))
		for _, code := range a.Codes {
			e.Int(code)
		}
		e.Int(len(a.Funcs))
		for _, name := range a.Funcs {
			e.String(name)
		}
	}
}

func decodeAround(d *summary.Decoder) (list []Around) {
	for range d.Count() {
		a := Around{Unread: d.String(), Takes: d.Bool()}
		for range d.Count() {
			a.Codes = append(a.Codes, d.Int())
		}
		for range d.Count() {
			a.Funcs = append(a.Funcs, d.String())
		}
		list = append(list, a)
	}
	return list
}

// with adds what another middleware may answer.
func (a Around) with(b Around) Around {
	codes := slices.Concat(a.Codes, b.Codes)
	slices.Sort(codes)
	a.Codes = slices.Compact(codes)
	funcs := slices.Concat(a.Funcs, b.Funcs)
	slices.Sort(funcs)
	a.Funcs = slices.Compact(funcs)
	a.Takes = a.Takes || b.Takes
	if a.Unread == "" {
		a.Unread = b.Unread
	}
	return a
}

// notRead is middleware of which nothing is known.
func notRead(name string) Around {
	if name == "" {
		name = "a middleware"
	}
	return Around{Unread: name + " was not read"}
}

// arounds reads middleware, each once.
func (p *Routes) arounds(refs []ssa.Value, more []Around) (out []Around) {
	for _, v := range refs {
		more = append(slices.Clip(more), p.around(v))
	}
	for _, a := range more {
		if (len(a.Codes) > 0 || a.Unread != "") && !slices.ContainsFunc(out, func(b Around) bool {
			return slices.Equal(a.Codes, b.Codes) && a.Unread == b.Unread && slices.Equal(a.Funcs, b.Funcs)
		}) {
			out = append(out, a)
		}
	}
	return out
}

// around reads a value that is middleware, or the call that wraps a handler in one.
func (p *Routes) around(v ssa.Value) Around {
	switch v := v.(type) {
	case *ssa.ChangeType:
		return p.around(v.X)
	case *ssa.MakeInterface:
		return p.around(v.X)
	case *ssa.Function, *ssa.MakeClosure:
		if m := valueflow.BoundMethod(v); m != nil {
			return p.aroundMethod(v.(*ssa.MakeClosure), m)
		}
		if obj := ssautil.BoundMethod(v); obj != nil {
			return p.aroundOf(obj, p.Flow.Pkg.Prog.FuncValue(obj), nil)
		}
		fn := p.writers.HandlerOf(v)
		obj, _ := fn.Object().(*types.Func)
		return p.aroundOf(obj, fn, nil)
	case *ssa.Call:
		return p.aroundCall(v)
	case *ssa.Phi:
		var a Around
		for _, e := range v.Edges {
			if e != ssa.Value(v) && !ssautil.IsNil(e) {
				a = a.with(p.around(e))
			}
		}
		return a
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok {
			if first := p.Flow.InitialValue(g); first != nil {
				return p.around(first)
			}
		}
	case *ssa.Const:
		return Around{} // nil: there is none
	}
	at, _ := v.(ssa.Instruction)
	var a Around
	values := p.Flow.Eval(v, at)
	for _, t := range values {
		if t.Op != origin.Func || t.Fn == nil {
			return notRead("")
		}
		obj, _ := t.Fn.Object().(*types.Func)
		a = a.with(p.aroundOf(obj, t.Fn, nil))
	}
	if len(values) == 0 {
		return notRead("")
	}
	return a
}

// aroundMethod reads the methods that a method value of an interface may be.
func (p *Routes) aroundMethod(mc *ssa.MakeClosure, m *types.Func) (a Around) {
	values := p.Flow.MethodValue(mc.Bindings[0], m.Name(), mc)
	for _, t := range values {
		if t.Op != origin.Func {
			return notRead(m.Name())
		}
		obj := Object(p.Pass.Pkg, t.Name)
		if obj == nil {
			return notRead(m.Name())
		}
		a = a.with(p.aroundOf(obj, p.Funcs[t.Name], nil))
	}
	if len(values) == 0 {
		return notRead(m.Name())
	}
	return a
}

// aroundCall reads what a call makes, or wraps a handler in.
func (p *Routes) aroundCall(call *ssa.Call) Around {
	if callee := ssautil.Callee(&call.Call); callee != nil {
		return p.aroundOf(callee, call.Call.StaticCallee(), call)
	}
	switch call.Call.Value.(type) {
	case *ssa.Call, *ssa.Function, *ssa.MakeClosure: // middleware.Timeout(time.Second)(h)
		return p.around(call.Call.Value)
	}
	if p.element(call.Call.Value) {
		return Around{Takes: true}
	}
	targets := p.Flow.Targets(call)
	var a Around
	for _, t := range targets {
		a = a.with(p.aroundOf(t.Obj, t.Fn, nil))
	}
	if len(targets) == 0 {
		return notRead("")
	}
	return a
}

// element reports whether a value is middleware that the function around it was given, alone
// or in a list.
func (p *Routes) element(v ssa.Value) bool {
	if !p.isMiddleware(v.Type()) {
		return false
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if at, ok := load.X.(*ssa.IndexAddr); ok {
			v = at.X
		}
	}
	return p.passedIn(v, make(map[ssa.Value]bool))
}

// aroundOf reads a function that makes middleware, or is such: of a library's call its row
// knows what that depends on.
func (p *Routes) aroundOf(obj *types.Func, fn *ssa.Function, call *ssa.Call) Around {
	if fn != nil && len(fn.Blocks) > 0 {
		return p.withArguments(p.read(fn), call)
	}
	if obj == nil {
		return notRead("")
	}
	if httpmodel.PassesOn(obj) {
		return Around{}
	}
	name := summary.ShortName(obj.Origin().FullName(), func(path string) string { return summary.PackageName(p.Pass.Pkg, path) })
	if row := p.Flow.Model().Lookup(obj); row != nil && len(row.OwnResponses) > 0 {
		return p.answersOf(row, call, name)
	}
	var fact Middleware
	if p.Pass.ImportObjectFact(obj.Origin(), &fact) {
		return p.withArguments(fact.Around, call)
	}
	return notRead(name)
}

// withArguments adds to what a function makes the middleware that a call gives it to run.
func (p *Routes) withArguments(a Around, call *ssa.Call) Around {
	if !a.Takes {
		return a
	}
	a.Takes = false
	if call == nil {
		return a.with(notRead(""))
	}
	for _, arg := range ssautil.Args(&call.Call) {
		switch list := ssautil.Variadic(arg); {
		case p.isMiddleware(arg.Type()):
			a = a.with(p.around(arg))
		case len(list) > 0 && p.isMiddleware(list[0].Type()):
			for _, v := range list {
				a = a.with(p.around(v))
			}
		case ssautil.IsNil(arg):
		default:
			if s, ok := arg.Type().Underlying().(*types.Slice); ok && p.isMiddleware(s.Elem()) {
				a = a.with(notRead(""))
			}
		}
	}
	return a
}

// isMiddleware reports whether values of a type make a handler of another one.
func (p *Routes) isMiddleware(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 1 && sig.Results().Len() == 1 && p.handlerType(sig.Params().At(0).Type()) && p.handlerType(sig.Results().At(0).Type())
}

// answersOf returns what the middleware that a library's call makes answers.
func (p *Routes) answersOf(row *httpmodel.Row, call *ssa.Call, name string) Around {
	var a Around
	for _, r := range row.OwnResponses {
		codes, exact := []int{r.Status.Int}, r.Status.Int != 0
		if !exact && call != nil {
			codes, exact = p.Flow.EvalCall(r.Status, call).Ints()
		}
		if len(r.Implied) > 0 {
			codes, exact = r.Implied, true
		}
		if !exact {
			return a.with(notRead(name))
		}
		a = a.with(Around{Codes: codes})
	}
	return a
}

// read reads middleware of this package: a handler that leaves requests to the next one, or a
// function that makes such, with all literals in it.
func (p *Routes) read(fn *ssa.Function) Around {
	if a, ok := p.middleware[fn]; ok {
		return a
	}
	p.middleware[fn] = notRead(fn.Name()) // in a recursion
	a := p.readHandlers(fn)
	if !p.handles(fn) && a.Unread == "" {
		a = a.with(p.readMaker(fn))
	}
	p.middleware[fn] = a
	return a
}

// handles reports whether a function is a handler, of whichever kind.
func (p *Routes) handles(fn *ssa.Function) bool {
	return p.writers.IsHandler(fn) || p.objects.AdapterOf(fn) != nil || p.Flow.Model().HandlerParam(fn.Signature, p.Flow.IsWriter) >= 0 && fn.Signature.Results().Len() == 0
}

// readHandlers reads a handler, or those among the literals of a function.
func (p *Routes) readHandlers(fn *ssa.Function) (a Around) {
	if !p.handles(fn) {
		for _, inner := range fn.AnonFuncs {
			a = a.with(p.readHandlers(inner))
			if !p.handles(inner) {
				a = a.with(p.readMaker(inner))
			}
		}
		return a
	}
	sites := p.sitesOf(fn)
	known := sendingCalls(sites)
	visit(fn, func(call *ssa.Call) {
		if !p.leavesToNext(call) {
			return
		}
		known[call] = true
		if !p.keepsStatus(call) {
			a = a.with(Around{Unread: "the next handler gets a writer that may change what it sends"})
		}
	})
	h := new(Handler)
	for _, s := range sites {
		h.add(p, s)
	}
	for _, r := range slices.Concat(p.whereFailed(fn), p.repliesToErrors(fn, known)) {
		h.reply(r)
	}
	for _, r := range h.Replies {
		a = a.with(Around{Codes: []int{r.Code}, Funcs: []string{funcName(fn)}})
	}
	if p.writers.GoesOn(fn) { // the next one is run
	} else if at := p.control.ImplicitOK(fn, sites); at.IsValid() {
		a = a.with(Around{Codes: []int{200}})
	}
	if why := p.unread(fn, sites, known); why != "" && why != noAnswer {
		a = a.with(Around{Unread: why})
	}
	return a
}

// visit visits the calls of a function and of the literals in it.
func visit(fn *ssa.Function, f func(*ssa.Call)) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				f(call)
			}
		}
	}
	for _, inner := range fn.AnonFuncs {
		visit(inner, f)
	}
}

// readMaker reads what a function returns that makes middleware or wraps a handler.
func (p *Routes) readMaker(fn *ssa.Function) (a Around) {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || !p.Flow.Live(b) {
			continue
		}
		for _, v := range ssautil.Returned(ret) {
			a = a.with(p.made(v, fn, make(map[ssa.Value]bool)))
		}
	}
	return a
}

// made reads a handler or middleware that a function returns: a literal of its own was read
// as such, and what it was given is the next handler.
func (p *Routes) made(v ssa.Value, fn *ssa.Function, seen map[ssa.Value]bool) (a Around) {
	if seen[v] {
		return a
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.ChangeType:
		return p.made(v.X, fn, seen)
	case *ssa.MakeInterface:
		return p.made(v.X, fn, seen)
	case *ssa.ChangeInterface:
		return p.made(v.X, fn, seen)
	case *ssa.Const, *ssa.Parameter:
		return a
	case *ssa.Phi:
		for _, e := range v.Edges {
			a = a.with(p.made(e, fn, seen))
		}
		return a
	case *ssa.MakeClosure, *ssa.Function:
		if inner := p.writers.HandlerOf(v); inner != nil && inner.Parent() == fn || p.passedIn(v, make(map[ssa.Value]bool)) {
			return a
		}
		return p.around(v)
	case *ssa.FreeVar, *ssa.UnOp:
		if p.passedIn(v, make(map[ssa.Value]bool)) {
			return a
		}
	case *ssa.Call:
		a = p.around(v)
		for _, arg := range ssautil.Args(&v.Call) {
			if p.handlerType(arg.Type()) {
				a = a.with(p.made(arg, fn, seen))
			}
		}
		return a
	}
	return notRead(fn.Name())
}

// exportMiddleware exports what middleware of this package answers.
func (p *Routes) exportMiddleware() {
	for _, fn := range p.Flow.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() || p.Index.InTest(fn.Pos()) {
			continue
		}
		goesOn := p.handles(fn) && (p.writers.GoesOn(fn) || ssautil.AnyCall(fn, p.writers.RunsNext))
		if goesOn || p.makesHandlers(fn) {
			p.Pass.ExportObjectFact(obj, &Middleware{p.read(fn)})
		}
	}
}

// makesHandlers reports whether a function returns a handler, or a function that does.
func (p *Routes) makesHandlers(fn *ssa.Function) bool {
	for v := range fn.Signature.Results().Variables() {
		if p.handlerType(v.Type()) {
			return true
		}
		if sig, ok := v.Type().Underlying().(*types.Signature); ok {
			for r := range sig.Results().Variables() {
				if p.handlerType(r.Type()) {
					return true
				}
			}
		}
	}
	return false
}

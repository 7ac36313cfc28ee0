package exchange

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// returnedAs returns the value that is result i of a return, seen through the variable
// that it is kept in while deferred calls run.
func returnedAs(ret *ssa.Return, i int) ssa.Value {
	v := ret.Results[i]
	if load, ok := v.(*ssa.UnOp); ok {
		if a, ok := load.X.(*ssa.Alloc); ok && private(a) {
			for _, instr := range ret.Block().Instrs {
				if st, ok := instr.(*ssa.Store); ok && st.Addr == a {
					v = st.Val
				}
			}
		}
	}
	return v
}

// TypeMethod returns a method of a type, or nil.
func TypeMethod(t types.Type, name string) *types.Func {
	if t == nil || types.IsInterface(t) {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	m, _ := obj.(*types.Func)
	return m
}

// Bounds of a walk.
const (
	MaxSteps = 6000
	maxDepth = 4
	maxExits = 24
)

// MaxClimb bounds the callers above a request that are looked at.
const MaxClimb = 6

// Got returns what the results of a call are for an outcome of the request that it
// makes.
func (a Outgoing) Got(call *ssa.Call, o policy.Scenario) []Approx {
	gs := arrived(call)
	if !o.Failed && !slices.Contains(a.Statuses.Errs, o.Status) {
		return gs
	}
	if n := len(gs); n > 0 && gs[n-1].Kind == IsNone {
		gs[n-1] = Approx{Kind: IsSome}
	}
	if !o.Failed {
		return gs // some libraries give the response beside the error
	}
	for _, h := range a.Results {
		if h.What == TheResponse && h.Path == "" && h.Index < len(gs) {
			gs[h.Index] = Approx{Kind: IsNone}
		}
	}
	return gs
}

const (
	unsure approxKind = iota
	IsNone            // nil
	IsSome            // not nil
	isBool
	isNumber
)

// What surrounds a request: the functions that call the one that makes it, and
// what these do about its failure. A caller is found by its call, through an
// interface that its type implements, and through a function that is given it as
// a value and calls it. Who stores it, or gives it to code that was not read,
// may do anything with it, and so nothing is known of it any more.

// A Caller is one place where a function is run.
type Caller struct {
	Call   *ssa.Call           // nil where its results are lost
	beside ssa.CallInstruction // where they are: it is deferred, or run beside
	Runner *ssa.Call           // a call of the model, or of another package, that runs it again where it fails
	lost   bool                // nobody knows who runs it, and when
	// Calls are the calls in a runner of this package that run it.
	Calls []Caller
}

// CallersOf returns the places that run a function, none if it is the program's
// own or another package's to call.
func (p *Exchanges) CallersOf(fn *ssa.Function) []Caller {
	if p.callers == nil {
		p.indexCallers()
	}
	return p.callers[fn]
}

func (p *Exchanges) indexCallers() {
	p.callers = make(map[*ssa.Function][]Caller)
	methods := make(map[string][]*ssa.Function) // by name: what a call through an interface may run
	for _, fn := range p.Flow.Funcs {
		if fn.Signature.Recv() != nil && !p.Index.InTest(fn.Pos()) {
			methods[fn.Name()] = append(methods[fn.Name()], fn)
		}
	}
	var returned []returnedFunc
	add := func(fn *ssa.Function, c Caller) { p.callers[fn] = append(p.callers[fn], c) }
	fns := p.Flow.Funcs
	if init := p.Flow.Init(); init != nil {
		fns = append([]*ssa.Function{init}, fns...)
	}
	for _, in := range fns {
		if p.Index.InTest(in.Pos()) {
			continue // what a test makes of a failure is no policy
		}
		for _, b := range in.Blocks {
			for _, instr := range b.Instrs {
				ci, isCall := instr.(ssa.CallInstruction)
				if isCall {
					call, _ := instr.(*ssa.Call)
					by := Caller{Call: call}
					if call == nil {
						by.beside = ci
					}
					c := ci.Common()
					switch fn := ssautil.Generic(c.StaticCallee()); {
					case call != nil && p.ClientBehind(call) != nil: // a library's, and no method of the package
					case c.IsInvoke():
						iface, _ := c.Value.Type().Underlying().(*types.Interface)
						for _, m := range methods[c.Method.Name()] {
							if iface != nil && types.Implements(m.Signature.Recv().Type(), iface) {
								add(m, by)
							}
						}
					case fn != nil:
						add(fn, by)
					}
				}
				if mi, ok := instr.(*ssa.MakeInterface); ok {
					for _, m := range p.offered(mi, methods) {
						add(m, Caller{lost: true})
					}
				}
				for _, op := range instr.Operands(nil) {
					fn := ssautil.FunctionValue(*op)
					if fn == nil || isCall && ci.Common().Value == *op || isMaker(instr) {
						continue
					}
					if ret, ok := instr.(*ssa.Return); ok {
						returned = append(returned, returnedFunc{fn, ret, *op})
						continue
					}
					for _, c := range p.runners(fn, *op, instr) {
						add(fn, c)
					}
				}
			}
		}
	}
	for _, r := range returned {
		for _, c := range r.runners(p) {
			add(r.fn, c)
		}
	}
}

// A returnedFunc is a function that another one returns.
type returnedFunc struct {
	fn  *ssa.Function
	ret *ssa.Return
	v   ssa.Value
}

// runners returns who runs a function that its factory returns: those that call the
// factory, where they are known.
func (r returnedFunc) runners(p *Exchanges) (out []Caller) {
	lost := []Caller{{lost: true}}
	factory := r.ret.Parent()
	if m, ok := factory.Object().(*types.Func); !ok || m.Exported() || p.RespondsToRequests(r.fn) {
		return lost
	}
	for _, by := range p.callers[factory] {
		if by.Call == nil {
			return lost
		}
		for _, v := range ssautil.Results(by.Call, slices.Index(r.ret.Results, r.v)) {
			for _, ref := range *v.Referrers() {
				switch ref := ref.(type) {
				case *ssa.Call:
					if ref.Call.Value == v {
						out = append(out, Caller{Call: ref})
						continue
					}
				case *ssa.Return:
					return lost
				}
				out = append(out, p.runners(r.fn, v, ref)...)
			}
		}
	}
	return out
}

// offered returns the methods of this package that a value has for an interface of
// another package: a queue, a scheduler, what sorts. Whoever is given it may run them,
// and again. A type that says of itself that it is a client's interface is not given
// to anybody.
func (p *Exchanges) offered(mi *ssa.MakeInterface, methods map[string][]*ssa.Function) (out []*ssa.Function) {
	named, ok := types.Unalias(mi.Type()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg() == p.Pass.Pkg {
		return nil
	}
	iface, ok := named.Underlying().(*types.Interface)
	if !ok || declares(mi) {
		return nil
	}
	for m := range iface.Methods() {
		for _, fn := range methods[m.Name()] {
			if recv := fn.Signature.Recv().Type(); types.Identical(recv, mi.X.Type()) || types.Identical(types.NewPointer(recv), mi.X.Type()) {
				out = append(out, fn)
			}
		}
	}
	return out
}

// declares reports whether a value is only made to show that its type implements an
// interface: var _ queue.Job = (*Client)(nil).
func declares(mi *ssa.MakeInterface) bool {
	_, constant := mi.X.(*ssa.Const)
	return constant
}

// maxRecursion bounds how many functions a recursion leads through.
const maxRecursion = 3

// leading returns a function and those that run it, or run one that does.
func (p *Exchanges) leading(fn *ssa.Function) map[*ssa.Function]bool {
	fn = ssautil.Generic(fn)
	out := map[*ssa.Function]bool{fn: true}
	if !valueflow.Main(p.Pass) {
		return out // what a dependency's functions do about each other is not looked for
	}
	level := []*ssa.Function{fn}
	for range maxRecursion - 1 {
		var next []*ssa.Function
		for _, f := range level {
			for _, by := range p.CallersOf(f) {
				if by.Call != nil && !out[by.Call.Parent()] {
					out[by.Call.Parent()] = true
					next = append(next, by.Call.Parent())
				}
			}
		}
		level = next
	}
	return out
}

// isMaker reports whether an instruction only makes the value of a closure: what
// becomes of that is seen where the value is used.
func isMaker(instr ssa.Instruction) bool { _, ok := instr.(*ssa.MakeClosure); return ok }

// runners returns who runs a function that is used as a value.
func (p *Exchanges) runners(fn *ssa.Function, v ssa.Value, instr ssa.Instruction) []Caller {
	lost := []Caller{{lost: true}}
	if p.RespondsToRequests(fn) {
		return nil // a handler: it runs for whoever asks, and once
	}
	switch instr := instr.(type) {
	case *ssa.DebugRef:
		return nil
	case *ssa.ChangeType:
		return p.runnersOf(fn, instr)
	case *ssa.MakeInterface:
		return p.runnersOf(fn, instr)
	case *ssa.Store:
		if a, ok := instr.Addr.(*ssa.Alloc); ok {
			return p.kept(a)
		}
	case *ssa.Call:
		i := slices.Index(ssautil.Args(&instr.Call), v)
		if retry := p.Flow.Retry(&instr.Call); retry != nil && retry.Op.Op == httpmodel.OpArg && retry.Op.Arg == i {
			return []Caller{{Runner: instr}}
		}
		if p.Flow.Row(&instr.Call) != nil {
			return lost
		}
		targets := p.Flow.Targets(instr)
		if len(targets) != 1 {
			return lost
		}
		if f := targets[0].Fn; f != nil && i < len(f.Params) {
			if slices.Contains(p.Repeated(f), i) {
				return []Caller{{Runner: instr, Calls: p.calledAs(f.Params[i])}}
			}
			return p.calledAs(f.Params[i])
		}
		if f := p.Imported(targets[0].Obj); f != nil && slices.Contains(f.Repeats, i) {
			return []Caller{{Runner: instr}}
		}
	}
	return lost
}

// runnersOf returns who runs a function through another form of its value.
func (p *Exchanges) runnersOf(fn *ssa.Function, v ssa.Value) []Caller {
	var out []Caller
	for _, ref := range *v.Referrers() {
		out = append(out, p.runners(fn, v, ref)...)
	}
	return out
}

// kept returns who runs a function that is kept in a local variable.
func (p *Exchanges) kept(a *ssa.Alloc) []Caller {
	var out []Caller
	for _, ref := range *a.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			if _, isStore := ref.(*ssa.Store); isStore {
				continue
			}
			return []Caller{{lost: true}}
		}
		out = append(out, p.calledAs(load)...)
	}
	return out
}

// calledAs returns the calls of a function that a value is, if it is only called.
func (p *Exchanges) calledAs(v ssa.Value) []Caller {
	var out []Caller
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.BinOp: // compared with nil
		case *ssa.Call:
			if ref.Call.Value != v {
				return []Caller{{lost: true}}
			}
			out = append(out, Caller{Call: ref})
		default:
			return []Caller{{lost: true}}
		}
	}
	return out
}

// RespondsToRequests reports whether a function is given what a request is answered
// through.
func (p *Exchanges) RespondsToRequests(fn *ssa.Function) bool {
	for v := range fn.Signature.Params().Variables() {
		if p.Flow.IsWriter(v.Type()) {
			return true
		}
	}
	return false
}

// arrived returns what the results of a call are where a response came: no error.
func arrived(call *ssa.Call) []Approx {
	res := call.Call.Signature().Results()
	gs := make([]Approx, res.Len())
	if n := res.Len(); n > 0 && typeutil.IsError(res.At(n-1).Type()) {
		gs[n-1] = Approx{Kind: IsNone}
	}
	return gs
}

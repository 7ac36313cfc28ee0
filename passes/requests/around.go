package requests

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

// What surrounds a request: the functions that call the one that makes it, and
// what these do about its failure. A caller is found by its call, through an
// interface that its type implements, and through a function that is given it as
// a value and calls it. Who stores it, or gives it to code that was not read,
// may do anything with it, and so nothing is known of it any more.

// A caller is one place where a function is run.
type caller struct {
	call   *ssa.Call           // nil where its results are lost
	beside ssa.CallInstruction // where they are: it is deferred, or run beside
	runner *ssa.Call           // a call of the model, or of another package, that runs it again where it fails
	lost   bool                // nobody knows who runs it, and when
}

// callersOf returns the places that run a function, none if it is the program's
// own or another package's to call.
func (p *producer) callersOf(fn *ssa.Function) []caller {
	if p.callers == nil {
		p.indexCallers()
	}
	return p.callers[fn]
}

func (p *producer) indexCallers() {
	p.callers = make(map[*ssa.Function][]caller)
	methods := make(map[string][]*ssa.Function) // by name: what a call through an interface may run
	for _, fn := range p.flow.Funcs {
		if fn.Signature.Recv() != nil {
			methods[fn.Name()] = append(methods[fn.Name()], fn)
		}
	}
	add := func(fn *ssa.Function, c caller) { p.callers[fn] = append(p.callers[fn], c) }
	fns := p.flow.Funcs
	if init := p.flow.Init(); init != nil {
		fns = append([]*ssa.Function{init}, fns...)
	}
	for _, in := range fns {
		if p.index.InTest(in.Pos()) {
			continue // what a test makes of a failure is no policy
		}
		for _, b := range in.Blocks {
			for _, instr := range b.Instrs {
				ci, isCall := instr.(ssa.CallInstruction)
				if isCall {
					call, _ := instr.(*ssa.Call)
					by := caller{call: call}
					if call == nil {
						by.beside = ci
					}
					c := ci.Common()
					if c.IsInvoke() {
						iface, _ := c.Value.Type().Underlying().(*types.Interface)
						for _, m := range methods[c.Method.Name()] {
							if iface != nil && types.Implements(m.Signature.Recv().Type(), iface) {
								add(m, by)
							}
						}
					} else if fn := ssautil.Generic(c.StaticCallee()); fn != nil {
						add(fn, by)
					}
				}
				if mi, ok := instr.(*ssa.MakeInterface); ok {
					for _, m := range p.offered(mi, methods) {
						add(m, caller{lost: true})
					}
				}
				for _, op := range instr.Operands(nil) {
					fn := ssautil.FunctionValue(*op)
					if fn == nil || isCall && ci.Common().Value == *op || isMaker(instr) {
						continue
					}
					for _, c := range p.runners(fn, *op, instr) {
						add(fn, c)
					}
				}
			}
		}
	}
}

// offered returns the methods of this package that a value has for an interface of
// another package: a queue, a scheduler, what sorts. Whoever is given it may run them,
// and again. A type that says of itself that it is a client's interface is not given
// to anybody.
func (p *producer) offered(mi *ssa.MakeInterface, methods map[string][]*ssa.Function) (out []*ssa.Function) {
	named, ok := types.Unalias(mi.Type()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg() == p.pass.Pkg {
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
func (p *producer) leading(fn *ssa.Function) map[*ssa.Function]bool {
	fn = ssautil.Generic(fn)
	out := map[*ssa.Function]bool{fn: true}
	if !valueflow.Main(p.pass) {
		return out // what a dependency's functions do about each other is not looked for
	}
	level := []*ssa.Function{fn}
	for range maxRecursion - 1 {
		var next []*ssa.Function
		for _, f := range level {
			for _, by := range p.callersOf(f) {
				if by.call != nil && !out[by.call.Parent()] {
					out[by.call.Parent()] = true
					next = append(next, by.call.Parent())
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
func (p *producer) runners(fn *ssa.Function, v ssa.Value, instr ssa.Instruction) []caller {
	lost := []caller{{lost: true}}
	if p.answersRequests(fn) {
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
		if retry := p.flow.Retry(&instr.Call); retry != nil && retry.Op.Op == httpmodel.OpArg && retry.Op.Arg == i {
			return []caller{{runner: instr}}
		}
		if p.flow.Row(&instr.Call) != nil {
			return lost
		}
		targets := p.flow.Targets(instr)
		if len(targets) != 1 {
			return lost
		}
		if f := targets[0].Fn; f != nil && i < len(f.Params) {
			if slices.Contains(p.repeated(f), i) {
				return []caller{{runner: instr}}
			}
			return p.calledAs(f.Params[i])
		}
		if f := p.imported(targets[0].Obj); f != nil && slices.Contains(f.Repeats, i) {
			return []caller{{runner: instr}}
		}
	}
	return lost
}

// runnersOf returns who runs a function through another form of its value.
func (p *producer) runnersOf(fn *ssa.Function, v ssa.Value) []caller {
	var out []caller
	for _, ref := range *v.Referrers() {
		out = append(out, p.runners(fn, v, ref)...)
	}
	return out
}

// kept returns who runs a function that is kept in a local variable.
func (p *producer) kept(a *ssa.Alloc) []caller {
	var out []caller
	for _, ref := range *a.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			if _, isStore := ref.(*ssa.Store); isStore {
				continue
			}
			return []caller{{lost: true}}
		}
		out = append(out, p.calledAs(load)...)
	}
	return out
}

// calledAs returns the calls of a function that a value is, if it is only called.
func (p *producer) calledAs(v ssa.Value) []caller {
	var out []caller
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.BinOp: // compared with nil
		case *ssa.Call:
			if ref.Call.Value != v {
				return []caller{{lost: true}}
			}
			out = append(out, caller{call: ref})
		default:
			return []caller{{lost: true}}
		}
	}
	return out
}

// answersRequests reports whether a function is given what a request is answered
// through.
func (p *producer) answersRequests(fn *ssa.Function) bool {
	for v := range fn.Signature.Params().Variables() {
		if p.flow.IsWriter(v.Type()) {
			return true
		}
	}
	return false
}

// A fate is what becomes of a failure, in the end.
type fate struct {
	again   bool // somebody comes back to the request
	unknown bool // perhaps somebody does
	handed  bool // the answer itself goes to callers, who are sites of their own
	fails   bool // it becomes an error
	drops   bool // nothing comes of it
	runner  *ssa.Call
	blind   bool // runner runs the request again where that fails, but a status is no failure there
	text    string
}

// successes are the statuses that a request succeeds with: one may be all that its
// function takes for a success.
var successes = [...]int{200, 201, 202, 204}

// fateOf returns what becomes of a status that a call gets.
func (p *producer) fateOf(call *ssa.Call, a ask, t *trace, status int) fate {
	o := policy.Scenario{Status: status}
	c := p.courseFrom(call, t, o, a.got(call, o))
	f := fate{again: c.again, unknown: c.spent}
	fn := call.Parent()
	reads, several := false, false
	var good []course // the ways of each success, if they matter
	for _, e := range c.exits {
		n := len(e.results)
		if n > 0 && !e.handed && typeutil.IsError(fn.Signature.Results().At(n-1).Type()) && e.results[n-1].kind != isNone {
			if good == nil {
				for _, success := range successes {
					good = append(good, p.courseFrom(call, t, policy.Scenario{Status: success}, arrived(call)))
				}
			}
			if !slices.ContainsFunc(good, func(c course) bool { return !c.has(e) }) { // the status does not lead there
				reads = true
				continue
			}
		}
		switch {
		case e.handed:
			f.handed = true
		case n > 0 && !typeutil.IsError(fn.Signature.Results().At(n-1).Type()):
			f.unknown = true // it says so in a way of its own: false
		case n == 0 || e.results[n-1].kind == isNone:
			if p.answersRequests(fn) {
				f.unknown = true // it is told to a client, perhaps as it came
			} else {
				f.drops = true
			}
		case e.results[n-1].kind == unsure && p.ofReading(e.ret, n-1):
			reads = true // the status is taken for a success
		default:
			f.fails = true
			switch s := p.errorText(e.ret.Results[n-1], e.ret); f.text {
			case "", s:
				f.text = s
			default:
				several = true
			}
		}
	}
	if several {
		f.text = ""
	}
	f.unknown = f.unknown || reads && !f.fails
	if !f.again && !f.unknown {
		p.climb(&f, fn, &c, t, status, make(map[*ssa.Function]bool), 0)
	}
	return f
}

// has reports whether a course leads to an exit, with the same results.
func (c *course) has(e exit) bool {
	return slices.ContainsFunc(c.exits, func(o exit) bool { return o.ret == e.ret && slices.Equal(o.results, e.results) })
}

// ofReading reports whether a result is the error of a library's call that fails for
// reasons of its own: what reads or decodes a body looks at no status.
func (p *producer) ofReading(ret *ssa.Return, i int) bool {
	err := returnedAs(ret, i)
	if e, ok := err.(*ssa.Extract); ok {
		err = e.Tuple
	}
	call, ok := err.(*ssa.Call)
	return ok && p.flow.Row(&call.Call) != nil
}

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

// arrived returns what the results of a call are where an answer came: no error.
func arrived(call *ssa.Call) []guess {
	res := call.Call.Signature().Results()
	gs := make([]guess, res.Len())
	if n := res.Len(); n > 0 && typeutil.IsError(res.At(n-1).Type()) {
		gs[n-1] = guess{kind: isNone}
	}
	return gs
}

// got returns what the results of a call are for an outcome of the request that it
// makes.
func (a ask) got(call *ssa.Call, o policy.Scenario) []guess {
	gs := arrived(call)
	if !o.Failed && !slices.Contains(a.errs, o.Status) {
		return gs
	}
	if n := len(gs); n > 0 && gs[n-1].kind == isNone {
		gs[n-1] = guess{kind: isSome}
	}
	if !o.Failed {
		return gs // some libraries give the answer beside the error
	}
	for _, h := range a.results {
		if h.what == theAnswer && h.path == "" && h.index < len(gs) {
			gs[h.index] = guess{kind: isNone}
		}
	}
	return gs
}

// maxClimb bounds the callers above a request that are looked at.
const maxClimb = 6

// climb looks at what the callers of a function do about a course of it.
func (p *producer) climb(f *fate, fn *ssa.Function, c *course, t *trace, status int, seen map[*ssa.Function]bool, depth int) {
	if seen[fn] || f.again {
		return
	}
	seen[fn] = true
	if depth > maxClimb {
		f.unknown = true
		return
	}
	results := c.joined()
	for _, by := range p.callersOf(fn) {
		switch {
		case by.lost:
			f.unknown = true
		case by.runner != nil:
			f.runner = by.runner
			n := len(results)
			switch {
			case n == 0 || results[n-1].kind == isNone:
				f.blind = true
			default:
				f.again = true // or told not to
			}
		case by.beside != nil:
			again, unknown := p.rerun(by.beside, seen, depth+1)
			f.again, f.unknown = f.again || again, f.unknown || unknown
		case by.call != nil:
			up := p.courseFrom(by.call, t, policy.Scenario{Status: status}, results)
			f.again = f.again || up.again
			f.unknown = f.unknown || up.spent
			p.climb(f, by.call.Parent(), &up, t, status, seen, depth+1)
		}
	}
}

// rerun says whether an instruction that runs a function beside its own, and so learns
// nothing of what becomes of it, is come to again: by a loop around it, a ticker's say,
// or because its function is run again.
func (p *producer) rerun(at ssa.Instruction, seen map[*ssa.Function]bool, depth int) (again, unknown bool) {
	if _, deferred := at.(*ssa.Defer); !deferred && slices.ContainsFunc(at.Block().Succs, func(b *ssa.BasicBlock) bool { return ssautil.Reaches(b, at.Block()) }) {
		return true, false
	}
	fn := at.Parent()
	if seen[fn] || depth > maxClimb {
		return false, depth > maxClimb
	}
	seen[fn] = true
	for _, by := range p.callersOf(fn) {
		var more, perhaps bool
		switch {
		case by.lost, by.runner != nil:
			perhaps = true
		case by.beside != nil:
			more, perhaps = p.rerun(by.beside, seen, depth+1)
		case by.call != nil:
			more, perhaps = p.rerun(by.call, seen, depth+1)
		}
		again, unknown = again || more, unknown || perhaps
	}
	return again, unknown
}

// errorText returns the constant text that an error begins with, "" if there is
// none, or if it begins with another one elsewhere.
func (p *producer) errorText(v ssa.Value, at ssa.Instruction) string {
	found := ""
	for _, t := range p.flow.Eval(v, at) {
		text, ok := p.flow.ErrorText(t)
		if !ok || text.Prefix() == "" || text.Prefix() == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = text.Prefix()
	}
	return found
}

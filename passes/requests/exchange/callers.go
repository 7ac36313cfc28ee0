package exchange

import (
	"go/ast"
	"go/token"
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

// Tried are the statuses that are tried out on every request: those that a later
// attempt may not get.
var Tried = [...]int{429, 500, 502, 503, 504}

// Bounds of a walk.
const (
	MaxSteps = 6000
	maxDepth = 4
	maxExits = 24
)

// MaxClimb bounds the callers above a request that are looked at.
const MaxClimb = 6

// A Setting is what a library's client, or a runner, can be told where the package
// makes it or tells it something already.
type Setting struct {
	// Expr is the call that gives the client, or one of its chain; for a runner the
	// call that is given its options, or the expression that is its policy.
	Expr ast.Expr
	// Pkg is the library's package.
	Pkg *types.Package
	// Mend is what to tell. The text of a row's Condition has an $again as well, for
	// the test of r.StatusCode() whether a request is sent again after it.
	Mend httpmodel.Mend
}

// Keeps reports whether an answer, or its body, outlives the round of a loop in which
// it came: it is put into a variable, a list or a field that is older than the round.
func (t *Trace) Keeps(l *Natural) bool {
	for v, hs := range t.Items {
		if !slices.ContainsFunc(hs, func(h Result) bool { return h.What != TheStatus }) {
			continue
		}
		switch v := v.(type) {
		case *ssa.Phi:
			if v.Block() == l.Head || !l.Blocks[v.Block()] {
				return true
			}
		case *ssa.Alloc:
			if !l.Blocks[v.Block()] {
				return true
			}
		case *ssa.FreeVar:
			return true
		}
	}
	return false
}

// Got returns what the results of a call are for an outcome of the request that it
// makes.
func (a Outgoing) Got(call *ssa.Call, o policy.Scenario) []Approx {
	gs := arrived(call)
	if !o.Failed && !slices.Contains(a.Errs, o.Status) {
		return gs
	}
	if n := len(gs); n > 0 && gs[n-1].Kind == IsNone {
		gs[n-1] = Approx{Kind: isSome}
	}
	if !o.Failed {
		return gs // some libraries give the answer beside the error
	}
	for _, h := range a.Results {
		if h.What == TheAnswer && h.Path == "" && h.Index < len(gs) {
			gs[h.Index] = Approx{Kind: IsNone}
		}
	}
	return gs
}

const (
	unsure approxKind = iota
	IsNone            // nil
	isSome            // not nil
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
		if fn.Signature.Recv() != nil {
			methods[fn.Name()] = append(methods[fn.Name()], fn)
		}
	}
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
						add(m, Caller{lost: true})
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
	if p.AnswersRequests(fn) {
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
				return []Caller{{Runner: instr}}
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

// AnswersRequests reports whether a function is given what a request is answered
// through.
func (p *Exchanges) AnswersRequests(fn *ssa.Function) bool {
	for v := range fn.Signature.Params().Variables() {
		if p.Flow.IsWriter(v.Type()) {
			return true
		}
	}
	return false
}

// A fate is what becomes of a failure, in the end.
type fate struct {
	Again   bool // somebody comes back to the request
	Unknown bool // perhaps somebody does
	Handed  bool // the answer itself goes to callers, who are sites of their own
	Fails   bool // it becomes an error
	Drops   bool // nothing comes of it
	Runner  *ssa.Call
	Blind   bool // runner runs the request again where that fails, but a status is no failure there
	Text    string
}

// successes are the statuses that a request succeeds with: one may be all that its
// function takes for a success.
var successes = [...]int{200, 201, 202, 204}

// FateOf returns what becomes of a status that a call gets.
func (p *Exchanges) FateOf(call *ssa.Call, a Outgoing, t *Trace, status int) fate {
	o := policy.Scenario{Status: status}
	c := p.CourseFrom(call, t, o, a.Got(call, o))
	f := fate{Again: c.Again, Unknown: c.Spent}
	fn := call.Parent()
	reads, several := false, false
	var good []course // the ways of each success, if they matter
	for _, e := range c.exits {
		n := len(e.results)
		if n > 0 && !e.handed && typeutil.IsError(fn.Signature.Results().At(n-1).Type()) && e.results[n-1].Kind != IsNone {
			if good == nil {
				for _, success := range successes {
					good = append(good, p.CourseFrom(call, t, policy.Scenario{Status: success}, arrived(call)))
				}
			}
			if !slices.ContainsFunc(good, func(c course) bool { return !c.has(e) }) { // the status does not lead there
				reads = true
				continue
			}
		}
		switch {
		case e.handed:
			f.Handed = true
		case n > 0 && !typeutil.IsError(fn.Signature.Results().At(n-1).Type()):
			f.Unknown = true // it says so in a way of its own: false
		case n == 0 || e.results[n-1].Kind == IsNone:
			if p.AnswersRequests(fn) {
				f.Unknown = true // it is told to a client, perhaps as it came
			} else {
				f.Drops = true
			}
		case e.results[n-1].Kind == unsure && p.ofReading(e.ret, n-1):
			reads = true // the status is taken for a success
		default:
			f.Fails = true
			switch s := p.errorText(e.ret.Results[n-1], e.ret); f.Text {
			case "", s:
				f.Text = s
			default:
				several = true
			}
		}
	}
	if several {
		f.Text = ""
	}
	f.Unknown = f.Unknown || reads && !f.Fails
	if !f.Again && !f.Unknown {
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
func (p *Exchanges) ofReading(ret *ssa.Return, i int) bool {
	err := returnedAs(ret, i)
	if e, ok := err.(*ssa.Extract); ok {
		err = e.Tuple
	}
	call, ok := err.(*ssa.Call)
	return ok && p.Flow.Row(&call.Call) != nil
}

// arrived returns what the results of a call are where an answer came: no error.
func arrived(call *ssa.Call) []Approx {
	res := call.Call.Signature().Results()
	gs := make([]Approx, res.Len())
	if n := res.Len(); n > 0 && typeutil.IsError(res.At(n-1).Type()) {
		gs[n-1] = Approx{Kind: IsNone}
	}
	return gs
}

// climb looks at what the callers of a function do about a course of it.
func (p *Exchanges) climb(f *fate, fn *ssa.Function, c *course, t *Trace, status int, seen map[*ssa.Function]bool, depth int) {
	if seen[fn] || f.Again {
		return
	}
	seen[fn] = true
	if depth > MaxClimb {
		f.Unknown = true
		return
	}
	results := c.Joined()
	for _, by := range p.CallersOf(fn) {
		switch {
		case by.lost:
			f.Unknown = true
		case by.Runner != nil:
			f.Runner = by.Runner
			n := len(results)
			switch {
			case n == 0 || results[n-1].Kind == IsNone:
				f.Blind = true
			default:
				f.Again = true // or told not to
			}
		case by.beside != nil:
			again, unknown := p.rerun(by.beside, seen, depth+1)
			f.Again, f.Unknown = f.Again || again, f.Unknown || unknown
		case by.Call != nil:
			up := p.CourseFrom(by.Call, t, policy.Scenario{Status: status}, results)
			f.Again = f.Again || up.Again
			f.Unknown = f.Unknown || up.Spent
			p.climb(f, by.Call.Parent(), &up, t, status, seen, depth+1)
		}
	}
}

// rerun says whether an instruction that runs a function beside its own, and so learns
// nothing of what becomes of it, is come to again: by a loop around it, a ticker's say,
// or because its function is run again.
func (p *Exchanges) rerun(at ssa.Instruction, seen map[*ssa.Function]bool, depth int) (again, unknown bool) {
	if _, deferred := at.(*ssa.Defer); !deferred && slices.ContainsFunc(at.Block().Succs, func(b *ssa.BasicBlock) bool { return ssautil.Reaches(b, at.Block()) }) {
		return true, false
	}
	fn := at.Parent()
	if seen[fn] || depth > MaxClimb {
		return false, depth > MaxClimb
	}
	seen[fn] = true
	for _, by := range p.CallersOf(fn) {
		var more, perhaps bool
		switch {
		case by.lost, by.Runner != nil:
			perhaps = true
		case by.beside != nil:
			more, perhaps = p.rerun(by.beside, seen, depth+1)
		case by.Call != nil:
			more, perhaps = p.rerun(by.Call, seen, depth+1)
		}
		again, unknown = again || more, unknown || perhaps
	}
	return again, unknown
}

// errorText returns the constant text that an error begins with, "" if there is
// none, or if it begins with another one elsewhere.
func (p *Exchanges) errorText(v ssa.Value, at ssa.Instruction) string {
	found := ""
	for _, t := range p.Flow.Eval(v, at) {
		text, ok := p.Flow.ErrorText(t)
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

// comesFrom reports whether a value is made of what a call gives.
func comesFrom(v ssa.Value, call *ssa.Call, seen map[ssa.Value]bool) bool {
	if v == ssa.Value(call) {
		return true
	}
	if seen[v] {
		return false
	}
	seen[v] = true
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		// A variable may hold what others gave at other times.
		if a, ok := load.X.(*ssa.Alloc); ok && private(a) {
			return slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool {
				st, ok := ref.(*ssa.Store)
				return ok && slices.Contains(reads(st, a), load) && comesFrom(st.Val, call, seen)
			})
		}
	}
	if a, ok := v.(*ssa.Alloc); ok {
		for _, ref := range *a.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if comesFrom(ref.Val, call, seen) {
					return true
				}
			case *ssa.Call: // errors.As
				if slices.ContainsFunc(ref.Call.Args, func(x ssa.Value) bool { return comesFrom(x, call, seen) }) {
					return true
				}
			case *ssa.MakeInterface:
				for _, by := range *ref.Referrers() {
					if c, ok := by.(*ssa.Call); ok && slices.ContainsFunc(c.Call.Args, func(x ssa.Value) bool { return comesFrom(x, call, seen) }) {
						return true
					}
				}
			}
		}
	}
	instr, ok := v.(ssa.Instruction)
	return ok && slices.ContainsFunc(instr.Operands(nil), func(x *ssa.Value) bool { return *x != nil && comesFrom(*x, call, seen) })
}

// Judged returns the statuses for which a function that is given an answer, or
// its status, returns an error, and those for which it does not.
func (p *Exchanges) Judged(fn *ssa.Function, h Result, t *Trace) (refuses, lets []int) {
	n := fn.Signature.Results().Len()
	if n == 0 || !typeutil.IsError(fn.Signature.Results().At(n-1).Type()) {
		return nil, nil
	}
	for _, status := range Tried {
		w := &Walker{P: p, T: t, Scenario: policy.Scenario{Status: status}, Steps: MaxSteps, Seen: make(map[string]bool)}
		w.enter(nil, fn.Blocks[0], make(map[ssa.Value]Approx))
		if w.Course.Spent {
			continue
		}
		switch gs := w.Course.Joined(); {
		case len(gs) != n:
		case gs[n-1].Kind == isSome:
			refuses = append(refuses, status)
		case gs[n-1].Kind == IsNone:
			lets = append(lets, status)
		}
	}
	return refuses, lets
}

// Repeated returns the parameters that are functions which a function calls again
// where they return an error, and only there: one that looks at what else they
// return may see more.
func (p *Exchanges) Repeated(fn *ssa.Function) []int {
	var out []int
	for i, q := range fn.Params {
		sig, ok := q.Type().Underlying().(*types.Signature)
		if !ok || sig.Results().Len() == 0 || !typeutil.IsError(sig.Results().At(sig.Results().Len()-1).Type()) {
			continue
		}
		for _, by := range p.calledAs(q) {
			if by.Call == nil {
				continue
			}
			again := func(kind approxKind) bool {
				gs := make([]Approx, sig.Results().Len())
				gs[len(gs)-1] = Approx{Kind: kind}
				return p.CourseFrom(by.Call, &Trace{}, policy.Scenario{}, gs).Again
			}
			if again(isSome) && !again(IsNone) && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	return out
}

// checkerResults returns the results of another package's function that looks at a
// status for its caller: an error, or none.
func (p *Exchanges) checkerResults(obj *types.Func, args []ssa.Value, w *Walker) [][]Approx {
	f := p.Imported(obj)
	if f == nil {
		return nil
	}
	n := obj.Signature().Results().Len()
	for i, a := range args {
		for _, h := range w.T.Items[a] {
			for _, q := range f.Params {
				if q.Held != (Held{i, h.Path, uint8(h.What)}) || n == 0 {
					continue
				}
				row := make([]Approx, n)
				switch {
				case slices.Contains(q.Refuses, w.Status):
					row[n-1] = Approx{Kind: isSome}
				case slices.Contains(q.Lets, w.Status):
					row[n-1] = Approx{Kind: IsNone}
				}
				return [][]Approx{row}
			}
		}
	}
	return nil
}

// A Natural is a loop of the control flow: what leads back to its head.
type Natural struct {
	Head   *ssa.BasicBlock
	Blocks map[*ssa.BasicBlock]bool
}

// LoopsAround returns the loops that a block lies in, from the inside out.
func LoopsAround(b *ssa.BasicBlock) []*Natural {
	var out []*Natural
	for _, head := range b.Parent().Blocks {
		if !head.Dominates(b) {
			continue
		}
		l := &Natural{head, map[*ssa.BasicBlock]bool{head: true}}
		var visit func(b *ssa.BasicBlock)
		visit = func(b *ssa.BasicBlock) {
			if !l.Blocks[b] {
				l.Blocks[b] = true
				for _, q := range b.Preds {
					visit(q)
				}
			}
		}
		loops := false
		for _, q := range head.Preds {
			if head.Dominates(q) {
				loops = true
				visit(q)
			}
		}
		if loops && l.Blocks[b] {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b *Natural) int { return len(a.Blocks) - len(b.Blocks) })
	return out
}

// Found are the requests of a package that have been found so far.
type Found struct{ Sites []*Site }

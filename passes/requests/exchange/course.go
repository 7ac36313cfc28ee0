package exchange

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// A course is what may happen from a call on to the end of its function.
type course struct {
	Again  bool // control comes back to the call, or to one of the same function
	Handed bool // the response goes to the callers
	exits  []exit
	Spent  bool // there are too many ways
}

// An exit is one return that is reached.
type exit struct {
	ret     *ssa.Return
	results []Approx
	handed  bool
}

// A Walker walks through a function. Its trace says which values are the response
// and its status.
type Walker struct {
	P *Exchanges
	T *Trace
	policy.Scenario
	Start   *ssa.Call // nil from the function's beginning on
	Course  course
	Loop    *Confines   // nil where the whole function is walked through
	never   []ssa.Value // conditions that do not hold, whatever is known
	walk    *paths.Walk[known]
	depth   int
	leading map[*ssa.Function]bool // see recurs; nil until it is asked for
	// Control that comes to one of the heads from below asks for another thing after
	// that: the environment has next then.
	onward map[*ssa.BasicBlock]bool
	next   ssa.Value
}

// A known says what values are on the path that a walk is on.
type known = map[ssa.Value]Approx

// NewWalker returns what walks on from a call, or with nil through a function.
func (p *Exchanges) NewWalker(call *ssa.Call, t *Trace, o policy.Scenario, in *Confines) *Walker {
	w := &Walker{P: p, T: t, Scenario: o, Start: call, Loop: in}
	w.walk = &paths.Walk[known]{Semantics: w, Steps: MaxSteps}
	return w
}

// Behind walks on from the call that the walk starts at, whose results are given as far
// as they are known, with the conditions that never hold.
func (w *Walker) Behind(results []Approx, never []ssa.Value) {
	env := make(known)
	SetResults(env, w.Start, results)
	w.never = never
	w.walk.Behind(w.Start, env)
	w.Course.Spent = w.walk.Spent
}

// through walks through a function from its beginning on.
func (w *Walker) through(fn *ssa.Function, env known) {
	w.walk.Through(fn, env)
	w.Course.Spent = w.walk.Spent
}

// Confines keep a walk within a loop.
type Confines struct {
	Blocks map[*ssa.BasicBlock]bool
	Stops  map[ssa.Instruction]bool // ways end here
	Fails  []Approx                 // what the call gives each time; nil if the walk ends where it is made again
	Left   bool                     // control can leave the loop
	Halted bool                     // a way has come to one of stops
	Unsure bool                     // a branch depends on the outcome in a way that is not known
	Again  *ssa.Call                // see Natural.Again
	Hooks  map[ssa.Value]Approx     // what functions and interfaces are that may be nil
	arm    bool                     // the walk only sees where an arm leads, see differ
}

// leaves notes that control leaves the loop.
func (w *Walker) leaves() {
	if w.Loop != nil {
		w.Loop.Left = true
	}
}

// CourseFrom walks from a call on, whose results are given as far as they are known.
func (p *Exchanges) CourseFrom(call *ssa.Call, t *Trace, o policy.Scenario, results []Approx) course {
	w := p.NewWalker(call, t, o, nil)
	w.onward, w.next = p.onward(call, t), ssa.NewConst(constant.MakeBool(true), types.Typ[types.Bool])
	w.Behind(results, nil)
	return w.Course
}

// SetResults notes what the results of a call are.
func SetResults(env known, call *ssa.Call, gs []Approx) {
	for i, g := range gs {
		for _, v := range ssautil.Results(call, i) {
			set(env, v, g)
		}
	}
}

func set(env known, v ssa.Value, g Approx) {
	if g.Kind == unsure {
		delete(env, v)
	} else {
		env[v] = g
	}
}

// Step carries out an instruction.
func (w *Walker) Step(instr ssa.Instruction, env known) (next known, others []known, ok bool) {
	if len(w.Course.exits) > maxExits {
		w.walk.Spent = true
		return env, nil, false
	}
	if w.Loop != nil && w.Loop.Stops[instr] {
		w.Loop.Halted = true
		return env, nil, false
	}
	switch instr := instr.(type) {
	case *ssa.Call:
		return w.call(instr, env)
	case *ssa.Store:
		switch instr.Addr.(type) {
		case *ssa.Alloc, *ssa.FreeVar:
			set(env, instr.Addr, w.approx(instr.Val, env))
		}
	case *ssa.UnOp:
		if instr.Op == token.MUL { // as it is now: the variable may change
			set(env, instr, w.loaded(instr, env))
		}
	case *ssa.Lookup:
		anew(instr, env)
		w.lookup(instr, env)
	case *ssa.TypeAssert, *ssa.Next, *ssa.Select, *ssa.Field, *ssa.Index:
		anew(instr.(ssa.Value), env)
	case *ssa.Return:
		w.exit(instr, env)
		w.leaves()
	}
	return env, nil, true
}

// anew drops what a branch has told of a value that is now computed once more.
func anew(v ssa.Value, env known) {
	delete(env, v)
	for _, ref := range *v.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok {
			delete(env, e)
		}
	}
}

// call carries out a call.
func (w *Walker) call(call *ssa.Call, env known) (next known, others []known, ok bool) {
	if w.repeats(call) {
		if _, ok := env[w.next]; ok {
			return env, nil, false
		}
		w.Course.Again = true
		if w.Loop == nil || w.Loop.Fails == nil {
			return env, nil, false
		}
		SetResults(env, call, w.Loop.Fails)
		return env, nil, true
	}
	if w.P.Flow.NoReturn(&call.Call) {
		w.leaves()
		return env, nil, false
	}
	rows := w.called(call, env)
	w.forget(call, env)
	anew(call, env)
	if len(rows) == 0 {
		w.tested(call, env)
		if w.Read && (w.T.reads(call, 0) || w.Status < 300 && w.unread(call)) {
			SetResults(env, call, arrived(call))
		}
		return env, nil, true
	}
	for _, row := range rows[1:] {
		branch := maps.Clone(env)
		SetResults(branch, call, row)
		others = append(others, branch)
	}
	SetResults(env, call, rows[0])
	return env, others, true
}

// Arm returns what is known where a condition is true, or false.
func (w *Walker) Arm(branch *ssa.If, val bool, env known) (known, bool) {
	arm := maps.Clone(env)
	if g := w.approx(branch.Cond, env); g.Kind == isBool {
		return arm, g == ApproxBool(val)
	}
	if val && w.Loop != nil && !w.Loop.Unsure && !w.Loop.arm {
		w.Loop.Unsure = comesFrom(branch.Cond, w.Start, make(map[ssa.Value]bool)) && w.differ(branch, env)
	}
	w.learn(branch.Cond, arm, val)
	return arm, true
}

// learn notes what a branch tells of the value that it compares with nil.
func (w *Walker) learn(cond ssa.Value, env known, holds bool) {
	b, ok := cond.(*ssa.BinOp)
	if !ok {
		env[cond] = ApproxBool(holds)
		return
	}
	if c, ok := b.Y.(*ssa.Const); ok && c.IsNil() && (b.Op == token.EQL || b.Op == token.NEQ) {
		if holds == (b.Op == token.EQL) {
			env[b.X] = Approx{Kind: IsNone}
		} else {
			env[b.X] = Approx{Kind: IsSome}
		}
	}
}

// Enter returns what is known when control comes from one block to another.
func (w *Walker) Enter(from, to *ssa.BasicBlock, env known) (known, bool) {
	if w.Loop != nil && !w.Loop.Blocks[to] {
		// A panic that nobody wrote stands behind the cases of a select.
		if end, ok := to.Instrs[len(to.Instrs)-1].(*ssa.Panic); !ok || end.Pos().IsValid() {
			w.leaves()
		}
		return env, false
	}
	gs := make(known)
	for phi, v := range paths.Phis(from, to) {
		gs[phi] = w.approx(v, env)
	}
	for v, g := range gs {
		set(env, v, g)
	}
	if from != nil && to.Dominates(from) {
		if w.onward[to] {
			env[w.next] = ApproxBool(true)
		}
		maps.DeleteFunc(env, func(v ssa.Value, g Approx) bool {
			return g.Kind == isNumber && (g.n > maxCounted || g.n < -maxCounted) && countedIn(v, to)
		})
	}
	maps.DeleteFunc(env, func(v ssa.Value, _ Approx) bool { return !w.P.uses.Matters(v, to) })
	return env, true
}

// maxCounted bounds how far a walk counts the rounds of a loop: each is a state of its
// own. Attempts are fewer as a rule; of a loop that goes on for longer it is not known
// any more which round it is, so that it may end in each.
const maxCounted = 16

// countedIn reports whether a value changes from one round of a loop to the next.
func countedIn(v ssa.Value, head *ssa.BasicBlock) bool {
	switch v := v.(type) {
	case *ssa.Phi:
		return v.Block() == head
	case *ssa.Alloc, *ssa.FreeVar:
		return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			st, ok := ref.(*ssa.Store)
			return ok && st.Addr == v && head.Dominates(st.Block())
		})
	}
	return false
}

// unread reports whether what a call runs was not read, and may fail: what makes an error
// does not.
func (w *Walker) unread(call *ssa.Call) bool {
	for _, v := range ssautil.Results(call, call.Call.Signature().Results().Len()-1) {
		if w.evaluated(v).Kind != unsure {
			return false
		}
	}
	if w.P.Flow.Row(&call.Call) != nil {
		return true
	}
	fn := ssautil.Generic(call.Call.StaticCallee())
	return fn != nil && len(fn.Blocks) == 0
}

// IsTime reports whether a type is time.Time: what a ticker's channel gives.
func IsTime(t types.Type) bool { return types.TypeString(t, nil) == "time.Time" }

// Key names what is known.
func (w *Walker) Key(env known) string {
	parts := make([]string, 1, len(env)+1)
	parts[0] = "known"
	for v, g := range env {
		parts = append(parts, v.Name()+"="+strconv.Itoa(int(g.Kind))+"."+strconv.FormatInt(g.n, 10))
	}
	slices.Sort(parts[1:])
	return strings.Join(parts, " ")
}

// repeats reports whether a call asks once more what the one asked that the walk
// began at.
func (w *Walker) repeats(call *ssa.Call) bool {
	switch {
	case w.Loop != nil && w.Loop.Again != nil:
		return call == w.Loop.Again
	case w.Start == nil || call == w.Start:
		return w.Start != nil
	}
	f, g := ssautil.Callee(&call.Call), ssautil.Callee(&w.Start.Call)
	return f != nil && f == g && call.Parent() == w.Start.Parent() || w.Loop == nil && w.recurs(call)
}

// recurs reports whether a call runs the function that the walk began in, or one
// that runs that: a loop that is written as a recursion.
func (w *Walker) recurs(call *ssa.Call) bool {
	fn := w.Start.Parent()
	to := ssautil.Generic(call.Call.StaticCallee())
	if to == nil {
		sig := call.Call.Signature()
		return !call.Call.IsInvoke() && fn.Parent() != nil && !RoundTrips(sig) && types.Identical(sig, fn.Signature) &&
			slices.ContainsFunc(w.P.Flow.Targets(call), func(t valueflow.Target) bool { return t.Fn == fn })
	}
	if w.leading == nil {
		w.leading = w.P.leading(fn)
	}
	return w.leading[to]
}

// exit notes a return.
func (w *Walker) exit(ret *ssa.Return, env known) {
	e := exit{ret: ret}
	for _, r := range ret.Results {
		e.results = append(e.results, w.approx(r, env))
	}
	for i, r := range ret.Results {
		last := len(e.results) - 1
		if e.results[i].Kind == IsNone || typeutil.IsError(r.Type()) || typeutil.IsError(ret.Results[last].Type()) && e.results[last].Kind == IsSome {
			continue // nobody looks at what comes with an error
		}
		for _, h := range w.T.Items[r] {
			e.handed = e.handed || h.What != theBody
		}
	}
	w.Course.Handed = w.Course.Handed || e.handed
	w.Course.exits = append(w.Course.exits, e)
}

// forget drops what is known of variables that a closure may change which is
// called, or is given to what is called.
func (w *Walker) forget(call *ssa.Call, env known) {
	touch := func(v ssa.Value) {
		if mc, ok := v.(*ssa.MakeClosure); ok {
			for _, b := range mc.Bindings {
				delete(env, b)
			}
		}
	}
	touch(call.Call.Value)
	for _, a := range call.Call.Args {
		touch(a)
		if _, ok := a.(*ssa.Alloc); ok {
			delete(env, a)
		}
	}
}

// called returns the results of a call, once for each way through what it runs;
// none where nothing is known of them.
func (w *Walker) called(call *ssa.Call, env known) [][]Approx {
	if w.depth >= maxDepth || w.P.Flow.Row(&call.Call) != nil {
		return nil
	}
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return nil
	}
	args := ssautil.Args(&call.Call)
	given := make([]Approx, len(args))
	tells := false
	for i, a := range args {
		given[i] = w.approx(a, env)
		tells = tells || len(w.T.Items[a]) > 0 || given[i].Kind != unsure && decides(a.Type())
	}
	if !tells {
		return nil
	}
	var out [][]Approx
	for _, tg := range w.P.Flow.Targets(call) {
		var rows [][]Approx
		if tg.Fn != nil {
			rows = w.results(tg.Fn, args, given)
		} else {
			rows = w.P.checkerResults(tg.Obj, args, w)
		}
		if rows == nil {
			return nil
		}
		out = append(out, rows...)
	}
	return out
}

// results returns what a function that is called gives, once for each way through it.
func (w *Walker) results(fn *ssa.Function, args []ssa.Value, given []Approx) [][]Approx {
	if len(fn.Blocks) == 0 || len(fn.Params) != len(args) {
		return nil
	}
	var seeds []item
	for i, a := range args {
		for _, h := range w.T.Items[a] {
			seeds = append(seeds, item{fn.Params[i], h.Path, h.What})
		}
	}
	t := w.T
	if len(seeds) > 0 {
		t = w.P.trace(seeds...)
	}
	sub := w.P.NewWalker(nil, t, w.Scenario, nil)
	sub.depth, sub.walk.Steps = w.depth+1, w.walk.Steps/4
	env := make(known)
	for i, g := range given {
		set(env, fn.Params[i], g)
	}
	sub.through(fn, env)
	if sub.Course.Spent || len(sub.Course.exits) == 0 {
		return nil
	}
	var rows [][]Approx
	for _, e := range sub.Course.exits {
		if !slices.ContainsFunc(rows, func(r []Approx) bool { return slices.Equal(r, e.results) }) {
			rows = append(rows, e.results)
		}
	}
	if len(rows) > maxRows { // which error it is matters less than whether it is one
		for _, row := range rows {
			for i := range row {
				if row[i].Kind == IsSome {
					row[i].n = 0
				}
			}
		}
		slices.SortFunc(rows, func(a, b []Approx) int { return slices.CompareFunc(a, b, Approx.compare) })
		rows = slices.CompactFunc(rows, func(a, b []Approx) bool { return slices.Equal(a, b) })
	}
	if len(rows) > maxRows {
		return nil
	}
	return rows
}

// maxRows bounds what a function may give: each is a path of its own at the call.
const maxRows = 6

func (g Approx) compare(h Approx) int {
	return cmp.Or(cmp.Compare(g.Kind, h.Kind), cmp.Compare(g.n, h.n))
}

// Failing returns the returns that give an error, and not the response.
func (c *course) Failing() []*ssa.Return {
	var out []*ssa.Return
	for _, e := range c.exits {
		if n := len(e.results); n > 0 && e.results[n-1].Kind == IsSome && !e.handed && typeutil.IsError(e.ret.Results[n-1].Type()) {
			out = append(out, e.ret)
		}
	}
	return out
}

// Joined returns what the results are on every way out.
func (c *course) Joined() []Approx {
	var out []Approx
	for i, e := range c.exits {
		if i == 0 {
			out = slices.Clone(e.results)
			continue
		}
		for j := range out {
			switch {
			case out[j] == e.results[j]:
			case out[j].Kind == IsSome && e.results[j].Kind == IsSome:
				out[j] = Approx{Kind: IsSome} // one of several errors
			default:
				out[j] = Approx{}
			}
		}
	}
	return out
}

package exchange

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// A course is what may happen from a call on to the end of its function.
type course struct {
	Again  bool // control comes back to the call, or to one of the same function
	Handed bool // the answer goes to the callers
	exits  []exit
	Spent  bool // there are too many ways
}

// An exit is one return that is reached.
type exit struct {
	ret     *ssa.Return
	results []Approx
	handed  bool
}

// A Walker walks through a function. Its trace says which values are the answer
// and its status.
type Walker struct {
	P *Exchanges
	T *Trace
	policy.Scenario
	Start   *ssa.Call // nil from the function's beginning on
	Steps   int
	depth   int
	Seen    map[string]bool
	Course  course
	Loop    *Confines              // nil where the whole function is walked through
	leading map[*ssa.Function]bool // see recurs; nil until it is asked for
}

// Confines keep a walk within a loop.
type Confines struct {
	Blocks map[*ssa.BasicBlock]bool
	Stops  map[ssa.Instruction]bool // ways end here
	Fails  []Approx                 // what the call gives each time; nil if the walk ends where it is made again
	Left   bool                     // control can leave the loop
	Halted bool                     // a way has come to one of stops
	Unsure bool                     // a branch depends on the outcome in a way that is not known
}

// leaves notes that control leaves the loop.
func (w *Walker) leaves() {
	if w.Loop != nil {
		w.Loop.Left = true
	}
}

// CourseFrom walks from a call on, whose results are given as far as they are known.
func (p *Exchanges) CourseFrom(call *ssa.Call, t *Trace, o policy.Scenario, results []Approx) course {
	p.Flow.Refuel()
	w := &Walker{P: p, T: t, Scenario: o, Start: call, Steps: MaxSteps, Seen: make(map[string]bool)}
	env := make(map[ssa.Value]Approx)
	SetResults(env, call, results)
	b := call.Block()
	w.Run(b, slices.Index(b.Instrs, ssa.Instruction(call))+1, env)
	return w.Course
}

// SetResults notes what the results of a call are.
func SetResults(env map[ssa.Value]Approx, call *ssa.Call, gs []Approx) {
	for i, g := range gs {
		for _, v := range ssautil.Results(call, i) {
			set(env, v, g)
		}
	}
}

func set(env map[ssa.Value]Approx, v ssa.Value, g Approx) {
	if g.Kind == unsure {
		delete(env, v)
	} else {
		env[v] = g
	}
}

// Run follows control from an instruction of a block on.
func (w *Walker) Run(b *ssa.BasicBlock, i int, env map[ssa.Value]Approx) {
	for ; i < len(b.Instrs); i++ {
		if w.Steps--; w.Steps < 0 || len(w.Course.exits) > maxExits {
			w.Course.Spent = true
			return
		}
		if w.Loop != nil && w.Loop.Stops[b.Instrs[i]] {
			w.Loop.Halted = true
			return
		}
		switch instr := b.Instrs[i].(type) {
		case *ssa.Call:
			if w.repeats(instr) {
				w.Course.Again = true
				if w.Loop == nil || w.Loop.Fails == nil {
					return
				}
				SetResults(env, instr, w.Loop.Fails)
				continue
			}
			if w.P.Flow.NoReturn(&instr.Call) {
				w.leaves()
				return
			}
			rows := w.called(instr, env)
			w.forget(instr, env)
			if len(rows) == 0 {
				if w.Read && w.T.reads(instr, 0) {
					SetResults(env, instr, arrived(instr))
				}
				continue
			}
			for _, row := range rows[1:] {
				branch := maps.Clone(env)
				SetResults(branch, instr, row)
				w.Run(b, i+1, branch)
			}
			SetResults(env, instr, rows[0])
		case *ssa.Store:
			switch instr.Addr.(type) {
			case *ssa.Alloc, *ssa.FreeVar:
				set(env, instr.Addr, w.approx(instr.Val, env))
			}
		case *ssa.UnOp:
			if instr.Op == token.MUL { // as it is now: the variable may change
				set(env, instr, w.loaded(instr, env))
			}
		case *ssa.Return:
			w.exit(instr, env)
			w.leaves()
			return
		case *ssa.Panic:
			return
		case *ssa.If:
			if g := w.approx(instr.Cond, env); g.Kind == isBool {
				w.enter(b, b.Succs[1-g.n], env)
				return
			}
			if w.Loop != nil && !w.Loop.Unsure {
				w.Loop.Unsure = comesFrom(instr.Cond, w.Start, make(map[ssa.Value]bool))
			}
			yes, no := maps.Clone(env), env
			w.learn(instr.Cond, yes, true)
			w.learn(instr.Cond, no, false)
			w.enter(b, b.Succs[0], yes)
			w.enter(b, b.Succs[1], no)
			return
		case *ssa.Jump:
			w.enter(b, b.Succs[0], env)
			return
		}
	}
}

// learn notes what a branch tells of the value that it compares with nil.
func (w *Walker) learn(cond ssa.Value, env map[ssa.Value]Approx, holds bool) {
	b, ok := cond.(*ssa.BinOp)
	if !ok {
		env[cond] = ApproxBool(holds)
		return
	}
	if c, ok := b.Y.(*ssa.Const); ok && c.IsNil() && (b.Op == token.EQL || b.Op == token.NEQ) {
		if holds == (b.Op == token.EQL) {
			env[b.X] = Approx{Kind: IsNone}
		} else {
			env[b.X] = Approx{Kind: isSome}
		}
	}
}

// enter goes from one block to the next.
func (w *Walker) enter(from, to *ssa.BasicBlock, env map[ssa.Value]Approx) {
	if w.Loop != nil && !w.Loop.Blocks[to] {
		// A panic that nobody wrote stands behind the cases of a select.
		if end, ok := to.Instrs[len(to.Instrs)-1].(*ssa.Panic); !ok || end.Pos().IsValid() {
			w.leaves()
		}
		return
	}
	edge := slices.Index(to.Preds, from)
	gs := make(map[ssa.Value]Approx)
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		gs[phi] = w.approx(phi.Edges[edge], env)
	}
	for v, g := range gs {
		set(env, v, g)
	}
	if k := key(to, env); w.Seen[k] {
		return
	} else {
		w.Seen[k] = true
	}
	w.Run(to, 0, env)
}

// IsTime reports whether a type is time.Time: what a ticker's channel gives.
func IsTime(t types.Type) bool { return types.TypeString(t, nil) == "time.Time" }

// key identifies a block and what is known on entering it.
func key(b *ssa.BasicBlock, env map[ssa.Value]Approx) string {
	parts := make([]string, 0, len(env))
	for v, g := range env {
		parts = append(parts, v.Name()+"="+strconv.Itoa(int(g.Kind))+"."+strconv.FormatInt(g.n, 10))
	}
	slices.Sort(parts)
	return strconv.Itoa(b.Index) + " " + strings.Join(parts, " ")
}

// repeats reports whether a call asks once more what the one asked that the walk
// began at.
func (w *Walker) repeats(call *ssa.Call) bool {
	if w.Start == nil || call == w.Start {
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
func (w *Walker) exit(ret *ssa.Return, env map[ssa.Value]Approx) {
	e := exit{ret: ret}
	for _, r := range ret.Results {
		e.results = append(e.results, w.approx(r, env))
	}
	for i, r := range ret.Results {
		last := len(e.results) - 1
		if e.results[i].Kind == IsNone || typeutil.IsError(r.Type()) || typeutil.IsError(ret.Results[last].Type()) && e.results[last].Kind == isSome {
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
func (w *Walker) forget(call *ssa.Call, env map[ssa.Value]Approx) {
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
func (w *Walker) called(call *ssa.Call, env map[ssa.Value]Approx) [][]Approx {
	if w.depth >= maxDepth || w.P.Flow.Row(&call.Call) != nil {
		return nil
	}
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return nil
	}
	args := ssautil.Args(&call.Call)
	known := make([]Approx, len(args))
	tells := false
	for i, a := range args {
		known[i] = w.approx(a, env)
		tells = tells || len(w.T.Items[a]) > 0 || known[i].Kind != unsure && decides(a.Type())
	}
	if !tells {
		return nil
	}
	var out [][]Approx
	for _, tg := range w.P.Flow.Targets(call) {
		var rows [][]Approx
		if tg.Fn != nil {
			rows = w.through(tg.Fn, args, known)
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

// through walks through a function that is called.
func (w *Walker) through(fn *ssa.Function, args []ssa.Value, known []Approx) [][]Approx {
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
	sub := &Walker{P: w.P, T: t, Scenario: w.Scenario, Steps: w.Steps / 4, depth: w.depth + 1, Seen: make(map[string]bool)}
	env := make(map[ssa.Value]Approx)
	for i, g := range known {
		set(env, fn.Params[i], g)
	}
	sub.enter(nil, fn.Blocks[0], env)
	if sub.Course.Spent || len(sub.Course.exits) == 0 {
		return nil
	}
	var rows [][]Approx
	for _, e := range sub.Course.exits {
		if !slices.ContainsFunc(rows, func(r []Approx) bool { return slices.Equal(r, e.results) }) {
			rows = append(rows, e.results)
		}
	}
	if len(rows) > 6 {
		return nil
	}
	return rows
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
			if out[j] != e.results[j] {
				out[j] = Approx{}
			}
		}
	}
	return out
}

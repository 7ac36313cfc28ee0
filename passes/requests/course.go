package requests

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// What a function does about a status is found by walking through it, from the
// call on, as if that status had come: a branch that depends on the status, or on
// what a helper makes of it, is taken one way, every other branch both ways. So
// "comes back to the call" holds if some way does, and nothing has to be known
// of how a loop is written. Collecting the conditions of each loop instead was
// dropped: a status becomes an error, a boolean or a field of one before it is
// asked about, often in another function.

// A guess is what a value is on the way.
type guess struct {
	kind guessKind
	n    int64 // of a number; 1 for true
}

type guessKind uint8

const (
	unsure guessKind = iota
	isNone           // nil
	isSome           // not nil
	isBool
	isNumber
)

func guessBool(b bool) guess {
	if b {
		return guess{isBool, 1}
	}
	return guess{isBool, 0}
}

// A course is what may happen from a call on to the end of its function.
type course struct {
	again  bool // control comes back to the call, or to one of the same function
	handed bool // the answer goes to the callers
	exits  []exit
	spent  bool // there are too many ways
}

// An exit is one return that is reached.
type exit struct {
	ret     *ssa.Return
	results []guess
	handed  bool
}

// A walker walks through a function. Its trace says which values are the answer
// and its status.
type walker struct {
	p *producer
	t *trace
	policy.Scenario
	start   *ssa.Call // nil from the function's beginning on
	steps   int
	depth   int
	seen    map[string]bool
	course  course
	loop    *confines              // nil where the whole function is walked through
	leading map[*ssa.Function]bool // see recurs; nil until it is asked for
}

// Confines keep a walk within a loop.
type confines struct {
	blocks map[*ssa.BasicBlock]bool
	stops  map[ssa.Instruction]bool // ways end here
	fails  []guess                  // what the call gives each time; nil if the walk ends where it is made again
	left   bool                     // control can leave the loop
	halted bool                     // a way has come to one of stops
	unsure bool                     // a branch depends on the outcome in a way that is not known
}

// leaves notes that control leaves the loop.
func (w *walker) leaves() {
	if w.loop != nil {
		w.loop.left = true
	}
}

// Bounds of a walk.
const (
	maxSteps = 6000
	maxDepth = 4
	maxExits = 24
)

// courseFrom walks from a call on, whose results are given as far as they are known.
func (p *producer) courseFrom(call *ssa.Call, t *trace, o policy.Scenario, results []guess) course {
	p.flow.Refuel()
	w := &walker{p: p, t: t, Scenario: o, start: call, steps: maxSteps, seen: make(map[string]bool)}
	env := make(map[ssa.Value]guess)
	setResults(env, call, results)
	b := call.Block()
	w.run(b, slices.Index(b.Instrs, ssa.Instruction(call))+1, env)
	return w.course
}

// setResults notes what the results of a call are.
func setResults(env map[ssa.Value]guess, call *ssa.Call, gs []guess) {
	for i, g := range gs {
		for _, v := range ssautil.Results(call, i) {
			set(env, v, g)
		}
	}
}

func set(env map[ssa.Value]guess, v ssa.Value, g guess) {
	if g.kind == unsure {
		delete(env, v)
	} else {
		env[v] = g
	}
}

// run follows control from an instruction of a block on.
func (w *walker) run(b *ssa.BasicBlock, i int, env map[ssa.Value]guess) {
	for ; i < len(b.Instrs); i++ {
		if w.steps--; w.steps < 0 || len(w.course.exits) > maxExits {
			w.course.spent = true
			return
		}
		if w.loop != nil && w.loop.stops[b.Instrs[i]] {
			w.loop.halted = true
			return
		}
		switch instr := b.Instrs[i].(type) {
		case *ssa.Call:
			if w.repeats(instr) {
				w.course.again = true
				if w.loop == nil || w.loop.fails == nil {
					return
				}
				setResults(env, instr, w.loop.fails)
				continue
			}
			if w.p.flow.NoReturn(&instr.Call) {
				w.leaves()
				return
			}
			rows := w.called(instr, env)
			w.forget(instr, env)
			if len(rows) == 0 {
				if w.Read && w.t.reads(instr, 0) {
					setResults(env, instr, arrived(instr))
				}
				continue
			}
			for _, row := range rows[1:] {
				branch := maps.Clone(env)
				setResults(branch, instr, row)
				w.run(b, i+1, branch)
			}
			setResults(env, instr, rows[0])
		case *ssa.Store:
			switch instr.Addr.(type) {
			case *ssa.Alloc, *ssa.FreeVar:
				set(env, instr.Addr, w.guess(instr.Val, env))
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
			if g := w.guess(instr.Cond, env); g.kind == isBool {
				w.enter(b, b.Succs[1-g.n], env)
				return
			}
			if w.loop != nil && !w.loop.unsure {
				w.loop.unsure = comesFrom(instr.Cond, w.start, make(map[ssa.Value]bool))
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
func (w *walker) learn(cond ssa.Value, env map[ssa.Value]guess, holds bool) {
	b, ok := cond.(*ssa.BinOp)
	if !ok {
		env[cond] = guessBool(holds)
		return
	}
	if c, ok := b.Y.(*ssa.Const); ok && c.IsNil() && (b.Op == token.EQL || b.Op == token.NEQ) {
		if holds == (b.Op == token.EQL) {
			env[b.X] = guess{kind: isNone}
		} else {
			env[b.X] = guess{kind: isSome}
		}
	}
}

// enter goes from one block to the next.
func (w *walker) enter(from, to *ssa.BasicBlock, env map[ssa.Value]guess) {
	if w.loop != nil && !w.loop.blocks[to] {
		// A panic that nobody wrote stands behind the cases of a select.
		if end, ok := to.Instrs[len(to.Instrs)-1].(*ssa.Panic); !ok || end.Pos().IsValid() {
			w.leaves()
		}
		return
	}
	edge := slices.Index(to.Preds, from)
	gs := make(map[ssa.Value]guess)
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		gs[phi] = w.guess(phi.Edges[edge], env)
	}
	for v, g := range gs {
		set(env, v, g)
	}
	if k := key(to, env); w.seen[k] {
		return
	} else {
		w.seen[k] = true
	}
	w.run(to, 0, env)
}

// isTime reports whether a type is time.Time: what a ticker's channel gives.
func isTime(t types.Type) bool { return types.TypeString(t, nil) == "time.Time" }

// key identifies a block and what is known on entering it.
func key(b *ssa.BasicBlock, env map[ssa.Value]guess) string {
	parts := make([]string, 0, len(env))
	for v, g := range env {
		parts = append(parts, v.Name()+"="+strconv.Itoa(int(g.kind))+"."+strconv.FormatInt(g.n, 10))
	}
	slices.Sort(parts)
	return strconv.Itoa(b.Index) + " " + strings.Join(parts, " ")
}

// repeats reports whether a call asks once more what the one asked that the walk
// began at.
func (w *walker) repeats(call *ssa.Call) bool {
	if w.start == nil || call == w.start {
		return w.start != nil
	}
	f, g := ssautil.Callee(&call.Call), ssautil.Callee(&w.start.Call)
	return f != nil && f == g && call.Parent() == w.start.Parent() || w.loop == nil && w.recurs(call)
}

// recurs reports whether a call runs the function that the walk began in, or one
// that runs that: a loop that is written as a recursion.
func (w *walker) recurs(call *ssa.Call) bool {
	fn := w.start.Parent()
	to := ssautil.Generic(call.Call.StaticCallee())
	if to == nil {
		sig := call.Call.Signature()
		return !call.Call.IsInvoke() && fn.Parent() != nil && !roundTrips(sig) && types.Identical(sig, fn.Signature) &&
			slices.ContainsFunc(w.p.flow.Targets(call), func(t valueflow.Target) bool { return t.Fn == fn })
	}
	if w.leading == nil {
		w.leading = w.p.leading(fn)
	}
	return w.leading[to]
}

// exit notes a return.
func (w *walker) exit(ret *ssa.Return, env map[ssa.Value]guess) {
	e := exit{ret: ret}
	for _, r := range ret.Results {
		e.results = append(e.results, w.guess(r, env))
	}
	for i, r := range ret.Results {
		last := len(e.results) - 1
		if e.results[i].kind == isNone || typeutil.IsError(r.Type()) || typeutil.IsError(ret.Results[last].Type()) && e.results[last].kind == isSome {
			continue // nobody looks at what comes with an error
		}
		for _, h := range w.t.items[r] {
			e.handed = e.handed || h.what != theBody
		}
	}
	w.course.handed = w.course.handed || e.handed
	w.course.exits = append(w.course.exits, e)
}

// forget drops what is known of variables that a closure may change which is
// called, or is given to what is called.
func (w *walker) forget(call *ssa.Call, env map[ssa.Value]guess) {
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

// guess returns what a value is.
func (w *walker) guess(v ssa.Value, env map[ssa.Value]guess) guess {
	if g, ok := env[v]; ok {
		return g
	}
	if g := w.held(v); g.kind != unsure {
		return g
	}
	switch v := v.(type) {
	case *ssa.Const:
		return guessConst(v)
	case *ssa.ChangeInterface:
		return w.guess(v.X, env)
	case *ssa.ChangeType:
		return w.guess(v.X, env)
	case *ssa.Convert:
		return w.guess(v.X, env)
	case *ssa.MakeInterface, *ssa.MakeClosure, *ssa.Alloc, *ssa.Function, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		return guess{kind: isSome}
	case *ssa.UnOp:
		if g := w.guess(v.X, env); v.Op == token.NOT && g.kind == isBool {
			return guess{isBool, 1 - g.n}
		}
		if v.Op == token.MUL {
			return w.loaded(v, env)
		}
	case *ssa.BinOp:
		return binary(v.Op, w.guess(v.X, env), w.guess(v.Y, env), w.text(v))
	case *ssa.Call:
		return w.evaluated(v)
	case *ssa.Extract:
		switch from := v.Tuple.(type) {
		case *ssa.Call:
			return w.evaluated(v)
		case *ssa.UnOp:
			if ch, ok := from.X.Type().Underlying().(*types.Chan); ok && v.Index == 1 && isTime(ch.Elem()) {
				return guessBool(true) // nobody closes the channel of a ticker
			}
		}
	}
	return guess{}
}

// held returns what the status, and what asks about it, is.
func (w *walker) held(v ssa.Value) guess {
	for _, h := range w.t.items[v] {
		if h.path != "" {
			continue
		}
		b, basic := v.Type().Underlying().(*types.Basic)
		switch {
		case h.what == theAnswer, h.what == theBody: // net/http gives a body with every answer
			if _, addr := v.(*ssa.Alloc); !addr {
				return guess{kind: isSome}
			}
		case h.what != theStatus || w.Status == 0 || !basic:
		case b.Info()&types.IsInteger != 0:
			return guess{isNumber, int64(w.Status)}
		case b.Info()&types.IsBoolean != 0:
			return w.asked(v)
		}
	}
	return guess{}
}

// asked returns what a method of the answer gives that tells good from bad.
func (w *walker) asked(v ssa.Value) guess {
	call, ok := v.(*ssa.Call)
	if !ok {
		return guess{}
	}
	args := ssautil.Args(&call.Call)
	fn := ssautil.Callee(&call.Call)
	if len(args) == 0 || fn == nil {
		return guess{}
	}
	r := httpmodel.ReplyOf(args[0].Type())
	if r == nil {
		return guess{}
	}
	in := func(es []httpmodel.Expr) bool {
		return slices.ContainsFunc(es, func(e httpmodel.Expr) bool { return e.Op == httpmodel.OpMethod && e.Name == fn.Name() })
	}
	switch {
	case in(r.Failed):
		return guessBool(w.Status >= 400)
	case in(r.Passed):
		return guessBool(200 <= w.Status && w.Status < 300)
	}
	return guess{}
}

// loaded returns what a variable holds.
func (w *walker) loaded(v *ssa.UnOp, env map[ssa.Value]guess) guess {
	if g, ok := env[v.X]; ok {
		switch v.X.(type) {
		case *ssa.Alloc, *ssa.FreeVar:
			return g
		}
	}
	if g := w.held(v); g.kind != unsure {
		return g
	}
	if _, ok := v.X.(*ssa.Global); ok && typeutil.IsError(v.Type()) {
		return w.evaluated(v)
	}
	return guess{}
}

// evaluated returns what valueflow knows of a value: an error that is made here
// is none that is nil.
func (w *walker) evaluated(v ssa.Value) guess {
	if _, basic := v.Type().Underlying().(*types.Basic); basic {
		return guess{}
	}
	vs := w.p.flow.Eval(v, nil)
	kind := unsure
	for i, t := range vs {
		k := unsure
		switch t.Op {
		case origin.Zero:
			k = isNone
		case origin.Error, origin.Object, origin.Func:
			k = isSome
		case origin.Global:
			if t.Err {
				k = isSome // a sentinel
			}
		}
		if i > 0 && k != kind {
			return guess{}
		}
		kind = k
	}
	return guess{kind: kind}
}

// text compares the status as a text with a constant: it begins with the number.
func (w *walker) text(v *ssa.BinOp) guess {
	for _, ops := range [][2]ssa.Value{{v.X, v.Y}, {v.Y, v.X}} {
		c, ok := ops[1].(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.String || w.Status == 0 {
			continue
		}
		for _, h := range w.t.items[ops[0]] {
			if h.what == theStatus && h.path == "" && !strings.HasPrefix(constant.StringVal(c.Value), strconv.Itoa(w.Status)) {
				return guessBool(v.Op == token.NEQ)
			}
		}
	}
	return guess{}
}

func guessConst(c *ssa.Const) guess {
	switch {
	case c.Value == nil:
		if _, basic := c.Type().Underlying().(*types.Basic); !basic {
			return guess{kind: isNone}
		}
	case c.Value.Kind() == constant.Bool:
		return guessBool(constant.BoolVal(c.Value))
	case c.Value.Kind() == constant.Int:
		if n, ok := constant.Int64Val(c.Value); ok {
			return guess{isNumber, n}
		}
	}
	return guess{}
}

// binary returns the result of an operator, otherwise if it is not known.
func binary(op token.Token, x, y, otherwise guess) guess {
	if x.kind == isNumber && y.kind == isNumber {
		switch op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return guessBool(constant.Compare(constant.MakeInt64(x.n), op, constant.MakeInt64(y.n)))
		case token.ADD:
			return guess{isNumber, x.n + y.n}
		case token.SUB:
			return guess{isNumber, x.n - y.n}
		case token.QUO:
			if y.n != 0 {
				return guess{isNumber, x.n / y.n}
			}
		case token.REM:
			if y.n != 0 {
				return guess{isNumber, x.n % y.n}
			}
		}
		return guess{}
	}
	none := func(a, b guess) bool { return a.kind == isNone && (b.kind == isNone || b.kind == isSome) }
	switch {
	case x.kind == isBool && y.kind == isBool, none(x, y), none(y, x):
		switch op {
		case token.EQL:
			return guessBool(x == y)
		case token.NEQ:
			return guessBool(x != y)
		}
	}
	return otherwise
}

// called returns the results of a call, once for each way through what it runs;
// none where nothing is known of them.
func (w *walker) called(call *ssa.Call, env map[ssa.Value]guess) [][]guess {
	if w.depth >= maxDepth || w.p.flow.Row(&call.Call) != nil {
		return nil
	}
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return nil
	}
	args := ssautil.Args(&call.Call)
	known := make([]guess, len(args))
	tells := false
	for i, a := range args {
		known[i] = w.guess(a, env)
		tells = tells || len(w.t.items[a]) > 0 || known[i].kind != unsure && decides(a.Type())
	}
	if !tells {
		return nil
	}
	var out [][]guess
	for _, tg := range w.p.flow.Targets(call) {
		var rows [][]guess
		if tg.Fn != nil {
			rows = w.through(tg.Fn, args, known)
		} else {
			rows = w.p.refused(tg.Obj, args, w)
		}
		if rows == nil {
			return nil
		}
		out = append(out, rows...)
	}
	return out
}

// decides reports whether functions take branches on values of a type.
func decides(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()&(types.IsBoolean|types.IsInteger) != 0
	}
	return typeutil.IsError(t)
}

// through walks through a function that is called.
func (w *walker) through(fn *ssa.Function, args []ssa.Value, known []guess) [][]guess {
	if len(fn.Blocks) == 0 || len(fn.Params) != len(args) {
		return nil
	}
	var seeds []item
	for i, a := range args {
		for _, h := range w.t.items[a] {
			seeds = append(seeds, item{fn.Params[i], h.path, h.what})
		}
	}
	t := w.t
	if len(seeds) > 0 {
		t = w.p.trace(seeds...)
	}
	sub := &walker{p: w.p, t: t, Scenario: w.Scenario, steps: w.steps / 4, depth: w.depth + 1, seen: make(map[string]bool)}
	env := make(map[ssa.Value]guess)
	for i, g := range known {
		set(env, fn.Params[i], g)
	}
	sub.enter(nil, fn.Blocks[0], env)
	if sub.course.spent || len(sub.course.exits) == 0 {
		return nil
	}
	var rows [][]guess
	for _, e := range sub.course.exits {
		if !slices.ContainsFunc(rows, func(r []guess) bool { return slices.Equal(r, e.results) }) {
			rows = append(rows, e.results)
		}
	}
	if len(rows) > 6 {
		return nil
	}
	return rows
}

// joined returns what the results are on every way out.
func (c *course) joined() []guess {
	var out []guess
	for i, e := range c.exits {
		if i == 0 {
			out = slices.Clone(e.results)
			continue
		}
		for j := range out {
			if out[j] != e.results[j] {
				out[j] = guess{}
			}
		}
	}
	return out
}

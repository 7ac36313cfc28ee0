package paths

import (
	"encoding/binary"
	"go/constant"
	"go/token"
	"hash/maphash"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Env is what is known on the path that a walk is on.
type Env struct {
	True   map[ssa.Value]bool           // of a boolean; of what can be nil whether it is not
	consts map[ssa.Value]constant.Value // of a phi that has a constant on this path
	Set    map[ssa.Value]bool           // phis that get their value in blocks of own
	Own    []*ssa.BasicBlock            // the branch that the walk comes from
}

// NewEnv returns what is known where nothing is.
func NewEnv() Env { return Env{True: make(map[ssa.Value]bool)} }

// clone returns a copy that can be added to.
func (e Env) clone() Env {
	out := Env{True: make(map[ssa.Value]bool, len(e.True)+2), consts: make(map[ssa.Value]constant.Value), Set: make(map[ssa.Value]bool), Own: e.Own}
	maps.Copy(out.True, e.True)
	maps.Copy(out.consts, e.consts)
	maps.Copy(out.Set, e.Set)
	return out
}

// InOwn reports whether a block belongs to the branch that the walk comes from.
func (e Env) InOwn(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(e.Own, func(o *ssa.BasicBlock) bool { return o.Dominates(b) })
}

// maxSteps bounds a walk; a path that is longer is not followed. maxCopied bounds
// what all walks that start in one function copy of what is known on their paths:
// with a thousand answers each below a thousand conditions they would never end.
const (
	maxSteps  = 4000
	maxCopied = 2_000_000
)

// Forward walks all paths from the instruction after call, visiting each
// instruction until visit returns true, which ends that path. Branches that
// contradict what is known, in general or where the call stands, are not taken.
func (p *Walker) Forward(call *ssa.Call, known map[ssa.Value]bool, visit func(ssa.Instruction) bool) {
	p.Walk(call, Env{True: known}, func(instr ssa.Instruction, _ Env) bool { return visit(instr) })
}

// Walk walks all paths from the instruction after a call, with what the branches that
// lead to it say.
func (p *Walker) Walk(call *ssa.Call, env Env, visit func(ssa.Instruction, Env) bool) {
	if p.Flow.NoReturn(&call.Call) {
		return // nothing comes after it
	}
	all := Entry(call.Block())
	maps.Copy(all.True, env.True)
	all.Own = env.Own
	p.WalkFrom(call.Block(), slices.Index(call.Block().Instrs, ssa.Instruction(call))+1, all, visit)
}

// WalkFrom walks all paths from an instruction of a block.
func (p *Walker) WalkFrom(start *ssa.BasicBlock, from int, env Env, visit func(ssa.Instruction, Env) bool) {
	w := &Walk[Env]{Semantics: &visits{p, start.Parent(), visit}, Steps: maxSteps}
	w.From(start, from, env)
}

// A visits is the semantics of a walk that shows each instruction to a visitor.
type visits struct {
	*Walker
	start *ssa.Function // the function that the walk begins in
	visit func(ssa.Instruction, Env) bool
}

func (v *visits) Step(instr ssa.Instruction, env Env) (Env, []Env, bool) {
	if v.visit(instr, env) {
		return env, nil, false
	}
	c, ok := instr.(*ssa.Call)
	return env, nil, !ok || !v.Flow.NoReturn(&c.Call)
}

// Panics reports whether an instruction looks at a member of what is known to be nil.
func (e Env) Panics(instr ssa.Instruction) bool {
	f, ok := instr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	nonNil, known := e.truth(f.X)
	return known && !nonNil
}

func (v *visits) Arm(branch *ssa.If, val bool, env Env) (Env, bool) {
	if is, known := v.Known(branch.Cond, env); known && is != val {
		return env, false
	}
	return env.With(branch.Cond, val), true
}

func (v *visits) Enter(from, to *ssa.BasicBlock, env Env) (Env, bool) {
	v.copied[v.start] += 1 + len(env.True) + len(env.consts) + len(env.Set)
	if v.copied[v.start] > maxCopied || !v.Flow.Live(to) {
		return env, false
	}
	return env.Enter(from, to), true
}

func (v *visits) Key(env Env) string { return "env " + env.key() }

// MaxEntry bounds the blocks above one whose branches are remembered there. The last case
// of a switch has as many as there are cases, and what the hundredth before it was not
// matters to nobody.
const MaxEntry = 100

// Entry returns what the branches that lead to a block alone say.
func Entry(b *ssa.BasicBlock) Env {
	above := 0
	for d := b.Idom(); d != nil && above < MaxEntry; d = d.Idom() {
		above++
	}
	env := Env{True: make(map[ssa.Value]bool, above)}
	for d, n := b.Idom(), 0; d != nil && n < MaxEntry; b, d, n = d, d.Idom(), n+1 {
		ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 || d.Succs[0] == d.Succs[1] {
			continue
		}
		conclude(ifi.Cond, d.Succs[0] == b, func(v ssa.Value, val bool) {
			if _, closer := env.True[v]; !closer {
				env.True[v] = val
			}
		})
	}
	return env
}

// Known returns the value of a condition on the path.
func (p *Walker) Known(v ssa.Value, env Env) (val, ok bool) {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Bool {
			return constant.BoolVal(v.Value), true
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			val, ok = p.Known(v.X, env)
			return !val, ok
		}
	}
	if val, ok = env.truth(v); ok {
		return val, true
	}
	b, ok := v.(*ssa.BinOp)
	if !ok {
		return false, false
	}
	if x, isTest := ssautil.NilTest(b); isTest {
		if nonNil, ok := env.truth(x); ok {
			return nonNil == (b.Op == token.NEQ), true
		}
	}
	if x, y := env.constOf(b.X), env.constOf(b.Y); x != nil && y != nil && x.Kind() == y.Kind() {
		return constant.Compare(x, b.Op, y), true
	}
	// The same was compared before: `err == nil` after `err != nil`, another
	// case of one switch.
	for u, was := range env.True {
		u, ok := u.(*ssa.BinOp)
		if !ok || !p.Same(u.X, b.X) {
			continue
		}
		if val, ok := ssautil.Implied(u, was, b); ok {
			return val, true
		}
		switch equal := p.Same(u.Y, b.Y); {
		case equal && u.Op == b.Op:
			return was, true
		case equal && u.Op == ssautil.Negated[b.Op]:
			return !was, true
		case !equal && ssautil.BothConst(u.Y, b.Y) && was == (u.Op == token.EQL) && ssautil.IsEquality(u.Op) && ssautil.IsEquality(b.Op):
			return b.Op == token.NEQ, true // it is another constant
		}
	}
	return false, false
}

// Same reports whether two values are one: a register, a constant, or loads of
// one place that holds the same both times.
func (p *Walker) Same(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	switch x := x.(type) {
	case *ssa.Const:
		y, ok := y.(*ssa.Const)
		if !ok || (x.Value == nil) != (y.Value == nil) {
			return false
		}
		return x.Value == nil || x.Value.Kind() == y.Value.Kind() && constant.Compare(x.Value, token.EQL, y.Value)
	case *ssa.Call:
		y, ok := y.(*ssa.Call)
		return ok && p.sameCall(x, y)
	case *ssa.UnOp:
		y, ok := y.(*ssa.UnOp)
		if !ok || x.Op != token.MUL || y.Op != token.MUL {
			return false
		}
		from, to := p.Flow.Roots(x.X), p.Flow.Roots(y.X)
		if len(from) != 1 || len(to) != 1 || from[0] != to[0] {
			return false
		}
		v := p.Flow.Load(from[0], x)
		return !slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op == origin.Unknown }) &&
			v.Key() == p.Flow.Load(to[0], y).Key()
	}
	return false
}

// sameCall reports whether two calls ask the same question: r.FormValue("id").
func (p *Walker) sameCall(x, y *ssa.Call) bool {
	a, b := ssautil.Args(&x.Call), ssautil.Args(&y.Call)
	if len(a) == 0 || len(a) != len(b) || x.Call.Method != y.Call.Method || !x.Call.IsInvoke() && !sameFunc(x.Call.Value, y.Call.Value) {
		return false
	}
	for i := range a {
		if !p.Same(a[i], b[i]) && !p.SamePlace(a[i], b[i]) {
			return false
		}
	}
	return true
}

func sameFunc(x, y ssa.Value) bool {
	if a, ok := x.(*ssa.Builtin); ok {
		b, ok := y.(*ssa.Builtin)
		return ok && a.Name() == b.Name()
	}
	return x == y
}

// With returns what is known where a condition is true, or false.
func (e Env) With(v ssa.Value, val bool) Env {
	out := e.clone()
	conclude(v, val, func(v ssa.Value, val bool) { out.True[v] = val })
	return out
}

// truth returns what is known of a value, or of the only one that was put into the variable
// which it was loaded from.
func (e Env) truth(v ssa.Value) (val, ok bool) {
	if val, ok = e.True[v]; !ok {
		val, ok = e.True[ssautil.OnlyStored(v)]
	}
	return val, ok
}

// conclude calls learn for each value that is known where a condition is true, or false. What
// is known of a variable that a closure shares, and that is set once, is known of what was
// put there.
func conclude(v ssa.Value, val bool, learn func(ssa.Value, bool)) {
	through := learn
	learn = func(v ssa.Value, val bool) {
		through(v, val)
		if stored := ssautil.OnlyStored(v); stored != v {
			through(stored, val)
		}
	}
	for {
		u, ok := v.(*ssa.UnOp)
		if !ok || u.Op != token.NOT {
			break
		}
		v, val = u.X, !val
	}
	if b, ok := v.(*ssa.BinOp); ok {
		if x, isTest := ssautil.NilTest(b); isTest {
			learn(x, val == (b.Op == token.NEQ))
		}
	}
	learn(v, val)
}

// Enter returns what is known when control goes from one block to the next: its
// phis get their values, and on the way back to the head of a loop all that the
// loop computes anew is forgotten.
func (e Env) Enter(from, to *ssa.BasicBlock) Env {
	again := to.Dominates(from)
	if _, phis := to.Instrs[0].(*ssa.Phi); !phis && !again {
		return e
	}
	out := e.clone()
	if again {
		stale := func(v ssa.Value) bool {
			instr, ok := v.(ssa.Instruction)
			return ok && to.Dominates(instr.Block())
		}
		maps.DeleteFunc(out.True, func(v ssa.Value, _ bool) bool { return stale(v) })
		maps.DeleteFunc(out.consts, func(v ssa.Value, _ constant.Value) bool { return stale(v) })
		maps.DeleteFunc(out.Set, func(v ssa.Value, _ bool) bool { return stale(v) })
	}
	edge := slices.Index(to.Preds, from)
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		delete(out.True, phi)
		delete(out.consts, phi)
		delete(out.Set, phi)
		x := phi.Edges[edge]
		if c, ok := x.(*ssa.Const); ok && c.Value == nil {
			out.True[phi] = false
		} else if ok && c.Value.Kind() == constant.Bool {
			out.True[phi] = constant.BoolVal(c.Value)
		} else if val, known := e.True[x]; known {
			out.True[phi] = val
		}
		// A counter would make every round of a loop another state.
		if c := e.constOf(x); c != nil && !again {
			out.consts[phi] = c
		}
		if e.Set[x] || e.sets(phi, edge, again) {
			out.Set[phi] = true
		}
	}
	return out
}

// sets reports whether a phi gets a value from a branch of its own that it does
// not get on the other ways into its block, be they ways into a loop or back.
func (e Env) sets(phi *ssa.Phi, edge int, again bool) bool {
	to := phi.Block()
	if !e.InOwn(to.Preds[edge]) || e.InOwn(to) {
		return false
	}
	for i, pred := range to.Preds {
		if to.Dominates(pred) == again && !e.InOwn(pred) && phi.Edges[i] != phi.Edges[edge] {
			return true
		}
	}
	return false
}

// constOf returns what a value is on the path if that is one constant, else nil.
func (e Env) constOf(v ssa.Value) constant.Value {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value
	case *ssa.ChangeType:
		return e.constOf(v.X)
	case *ssa.Call:
		if x := ssautil.LenOf(v); x != nil {
			if s := e.constOf(x); s != nil && s.Kind() == constant.String {
				return constant.MakeInt64(int64(len(constant.StringVal(s))))
			}
		}
	case *ssa.BinOp:
		x, y := e.constOf(v.X), e.constOf(v.Y)
		if x == nil || y == nil || x.Kind() != y.Kind() {
			return nil
		}
		switch v.Op {
		case token.ADD, token.SUB, token.MUL:
			if x.Kind() == constant.Int || v.Op == token.ADD && x.Kind() == constant.String {
				return constant.BinaryOp(x, v.Op, y)
			}
		}
	}
	return e.consts[v]
}

// A fact is one thing that an environment says.
type fact struct {
	about ssa.Value
	kind  byte // '~' of Set, '=' of consts, '+' and '-' of True
	exact string
}

// seeds are the same for all environments of a process.
var seeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

// key identifies what an environment says; walks of the same block under the same
// knowledge are one. It is the sum of what each fact is, so that their order is none of it.
func (e Env) key() string {
	var sum [2]uint64
	add := func(f fact) {
		for i, seed := range seeds {
			sum[i] += maphash.Comparable(seed, f)
		}
	}
	for v := range e.Set {
		add(fact{v, '~', ""})
	}
	for v, c := range e.consts {
		add(fact{v, '=', c.ExactString()})
	}
	for v, val := range e.True {
		if val {
			add(fact{v, '+', ""})
		} else {
			add(fact{v, '-', ""})
		}
	}
	var b [16]byte
	binary.LittleEndian.PutUint64(b[:8], sum[0])
	binary.LittleEndian.PutUint64(b[8:], sum[1])
	return string(b[:])
}

package responses

import (
	"go/constant"
	"go/token"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// A pathEnv is what is known on the path that a walk is on: whether a boolean
// is true, and of what can be nil whether it is not.
type pathEnv map[ssa.Value]bool

// maxSteps bounds a walk; a path that is longer is not followed.
const maxSteps = 4000

// forward walks all paths from the instruction after call, visiting each
// instruction until visit returns true, which ends that path. Branches that
// contradict env, or what is known where the call stands, are not taken.
func (p *producer) forward(call *ssa.Call, env pathEnv, visit func(ssa.Instruction) bool) {
	p.walk(call, env, func(instr ssa.Instruction, _ pathEnv) bool { return visit(instr) })
}

func (p *producer) walk(call *ssa.Call, env pathEnv, visit func(ssa.Instruction, pathEnv) bool) {
	steps := 0
	type state struct {
		b   *ssa.BasicBlock
		env string
	}
	seen := make(map[state]bool)
	start := call.Block()
	var block func(b *ssa.BasicBlock, from int, env pathEnv)
	block = func(b *ssa.BasicBlock, from int, env pathEnv) {
		for _, instr := range b.Instrs[from:] {
			if steps++; steps > maxSteps {
				return
			}
			if visit(instr, env) {
				return
			}
			if c, ok := instr.(*ssa.Call); ok && p.flow.NoReturn(&c.Call) {
				return
			}
		}
		for i, s := range b.Succs {
			next := env
			if ifi, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
				taken := i == 0
				if val, known := p.known(ifi.Cond, env); known && val != taken {
					continue
				}
				next = env.with(ifi.Cond, taken)
			}
			next = next.enter(b, s)
			if k := (state{s, next.key()}); !seen[k] {
				seen[k] = true
				block(s, 0, next)
			}
		}
	}
	all := entry(start)
	for v, val := range env {
		all[v] = val
	}
	block(start, slices.Index(start.Instrs, ssa.Instruction(call))+1, all)
}

// entry returns what the branches that lead to a block alone say.
func entry(b *ssa.BasicBlock) pathEnv {
	env := make(pathEnv)
	for d := b.Idom(); d != nil; b, d = d, d.Idom() {
		ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 || d.Succs[0] == d.Succs[1] {
			continue
		}
		for v, val := range env.with(ifi.Cond, d.Succs[0] == b) {
			if _, closer := env[v]; !closer {
				env[v] = val
			}
		}
	}
	return env
}

// known returns the value of a condition on the path.
func (p *producer) known(v ssa.Value, env pathEnv) (val, ok bool) {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Bool {
			return constant.BoolVal(v.Value), true
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			val, ok = p.known(v.X, env)
			return !val, ok
		}
	}
	if val, ok = env[v]; ok {
		return val, true
	}
	b, ok := v.(*ssa.BinOp)
	if !ok {
		return false, false
	}
	if x, isTest := nilTest(b); isTest {
		if nonNil, ok := env[x]; ok {
			return nonNil == (b.Op == token.NEQ), true
		}
	}
	// The same was compared before: `err == nil` after `err != nil`, another
	// case of one switch.
	for u, was := range env {
		u, ok := u.(*ssa.BinOp)
		if !ok || !p.same(u.X, b.X) {
			continue
		}
		switch equal := p.same(u.Y, b.Y); {
		case equal && u.Op == b.Op:
			return was, true
		case equal && u.Op == negated[b.Op]:
			return !was, true
		case !equal && bothConst(u.Y, b.Y) && was == (u.Op == token.EQL) && isEquality(u.Op) && isEquality(b.Op):
			return b.Op == token.NEQ, true // it is another constant
		}
	}
	return false, false
}

var negated = map[token.Token]token.Token{
	token.EQL: token.NEQ, token.NEQ: token.EQL,
	token.LSS: token.GEQ, token.GEQ: token.LSS,
	token.GTR: token.LEQ, token.LEQ: token.GTR,
}

func isEquality(op token.Token) bool { return op == token.EQL || op == token.NEQ }

func bothConst(x, y ssa.Value) bool {
	_, ok1 := x.(*ssa.Const)
	_, ok2 := y.(*ssa.Const)
	return ok1 && ok2
}

// same reports whether two values are one: a register, a constant, or loads of
// one place that holds the same both times.
func (p *producer) same(x, y ssa.Value) bool {
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
	case *ssa.UnOp:
		y, ok := y.(*ssa.UnOp)
		if !ok || x.Op != token.MUL || y.Op != token.MUL {
			return false
		}
		from, to := p.flow.Roots(x.X), p.flow.Roots(y.X)
		if len(from) != 1 || len(to) != 1 || from[0] != to[0] {
			return false
		}
		v := p.flow.Load(from[0], x)
		return !slices.ContainsFunc(v, func(t *valueflow.Term) bool { return t.Op == valueflow.Unknown }) &&
			v.Key() == p.flow.Load(to[0], y).Key()
	}
	return false
}

// nilTest returns what a comparison compares with nil.
func nilTest(b *ssa.BinOp) (ssa.Value, bool) {
	switch {
	case !isEquality(b.Op):
		return nil, false
	case isNil(b.Y):
		return b.X, true
	case isNil(b.X):
		return b.Y, true
	}
	return nil, false
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// with returns what is known where a condition is true, or false.
func (e pathEnv) with(v ssa.Value, val bool) pathEnv {
	if u, ok := v.(*ssa.UnOp); ok && u.Op == token.NOT {
		return e.with(u.X, !val)
	}
	out := make(pathEnv, len(e)+2)
	for k, x := range e {
		out[k] = x
	}
	if b, ok := v.(*ssa.BinOp); ok {
		if x, isTest := nilTest(b); isTest {
			out[x] = val == (b.Op == token.NEQ)
		}
	}
	out[v] = val
	return out
}

// enter returns what is known when control goes from one block to the next: its
// phis get their values, and on the way back to the head of a loop all that the
// loop computes anew is forgotten.
func (e pathEnv) enter(from, to *ssa.BasicBlock) pathEnv {
	out := make(pathEnv, len(e)+1)
	again := to.Dominates(from)
	for v, val := range e {
		if instr, ok := v.(ssa.Instruction); !ok || !again || !to.Dominates(instr.Block()) {
			out[v] = val
		}
	}
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		delete(out, phi)
		switch x := phi.Edges[slices.Index(to.Preds, from)].(type) {
		case *ssa.Const:
			if x.Value == nil {
				out[phi] = false
			} else if x.Value.Kind() == constant.Bool {
				out[phi] = constant.BoolVal(x.Value)
			}
		default:
			if val, known := e[x]; known {
				out[phi] = val
			}
		}
	}
	return out
}

// key identifies what an environment says; walks of the same block under the
// same knowledge are one.
func (e pathEnv) key() string {
	facts := make([]string, 0, len(e))
	for v, val := range e {
		if val {
			facts = append(facts, v.Name())
		} else {
			facts = append(facts, "!"+v.Name())
		}
	}
	slices.Sort(facts)
	return strings.Join(facts, " ")
}

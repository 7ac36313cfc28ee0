package responses

import (
	"go/constant"
	"go/token"
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// env holds the booleans that are known on the path that a walk is on.
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
		for i := from; i < len(b.Instrs); i++ {
			if steps++; steps > maxSteps {
				return
			}
			instr := b.Instrs[i]
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
				want := i == 0
				if val, known := p.known(ifi.Cond, env, start); known && val != want {
					continue
				}
				next = env.with(ifi.Cond, want)
			}
			next = next.enter(b, s)
			k := state{s, next.key()}
			if !seen[k] {
				seen[k] = true
				block(s, 0, next)
			}
		}
	}
	for i, instr := range start.Instrs {
		if instr == call {
			block(start, i+1, env)
		}
	}
}

// known returns the value of a condition on the path.
func (p *producer) known(v ssa.Value, env pathEnv, start *ssa.BasicBlock) (val, ok bool) {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Bool {
			return constant.BoolVal(v.Value), true
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			val, ok = p.known(v.X, env, start)
			return !val, ok
		}
	}
	if val, ok = env[v]; ok {
		return val, true
	}
	if val, ok = p.flow.Known(v, start); ok {
		return val, true
	}
	// x != nil where x is known: as a result of the call that answered, or by
	// an earlier branch on it.
	if b, isBin := v.(*ssa.BinOp); isBin && (b.Op == token.EQL || b.Op == token.NEQ) {
		x, y := b.X, b.Y
		if isNil(x) {
			x, y = y, x
		}
		if !isNil(y) {
			return false, false
		}
		nonNil, ok := env[nilKey{x}.value()]
		if !ok && p.flow.NonNil(x, start) {
			nonNil, ok = true, true
		}
		if ok {
			return nonNil == (b.Op == token.NEQ), true
		}
	}
	return false, false
}

// nilKey stands for "x is not nil" in a pathEnv, under x itself: a value that
// can be nil is never a boolean.
type nilKey struct{ x ssa.Value }

func (k nilKey) value() ssa.Value { return k.x }

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

func (e pathEnv) with(v ssa.Value, val bool) pathEnv {
	if u, ok := v.(*ssa.UnOp); ok && u.Op == token.NOT {
		v, val = u.X, !val
	}
	out := make(pathEnv, len(e)+1)
	for k, x := range e {
		out[k] = x
	}
	if b, ok := v.(*ssa.BinOp); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
		x, y := b.X, b.Y
		if isNil(x) {
			x, y = y, x
		}
		if isNil(y) {
			out[x] = val == (b.Op == token.NEQ)
		}
	}
	out[v] = val
	return out
}

// enter gives the phis of block to the values that they have when control
// comes from block from.
func (e pathEnv) enter(from, to *ssa.BasicBlock) pathEnv {
	var out pathEnv
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		for i, pred := range to.Preds {
			if pred != from {
				continue
			}
			var val, known bool
			switch x := phi.Edges[i].(type) {
			case *ssa.Const:
				if x.Value != nil && x.Value.Kind() == constant.Bool {
					val, known = constant.BoolVal(x.Value), true
				} else if x.Value == nil {
					val, known = false, true
				}
			default:
				val, known = e[x]
			}
			if out == nil {
				out = make(pathEnv, len(e)+1)
				for k, x := range e {
					out[k] = x
				}
			}
			if known {
				out[phi] = val
			} else {
				delete(out, phi)
			}
		}
	}
	if out == nil {
		return e
	}
	return out
}

// key identifies what an environment says; walks of the same block under the
// same knowledge are one.
func (e pathEnv) key() string {
	if len(e) == 0 {
		return ""
	}
	names := make([]string, 0, len(e))
	for v, val := range e {
		s := v.Name()
		if val {
			s += "+"
		}
		names = append(names, s)
	}
	sortStrings(names)
	out := ""
	for _, n := range names {
		out += n + ","
	}
	return out
}

// after finds where the handler goes on after an error answer and answers
// again, or uses the result of the call that failed.
//
// Only what stands in a block that the answer's own block does not dominate
// counts: what follows the answer in its own branch is part of that answer, or
// the business of another rule.
func (p *producer) after(s *Site) *After {
	if !s.IsError() || !s.Sends && s.ans.kind != httpmodel.Status || s.Implied {
		return nil
	}
	env, nested, ok := p.answered(s)
	if !ok {
		return nil
	}
	home := s.call.Block()
	failed := p.flow.Failed(home)
	var out *After
	p.walk(s.call, env, func(instr ssa.Instruction, _ pathEnv) bool {
		if out != nil {
			return true
		}
		b := instr.Block()
		if !nested && home.Dominates(b) {
			return false
		}
		if call, ok := instr.(*ssa.Call); ok && call != s.call {
			for _, a := range p.events(call) {
				if a.kind == httpmodel.SetHeader || a.kind == httpmodel.AddHeader || !sameWriter(a.writer, s.ans.writer) {
					continue
				}
				if a.kind == httpmodel.Body && s.ans.kind == httpmodel.Status {
					continue // the body that the branches share
				}
				if pos := call.Pos(); pos.IsValid() {
					out = &After{Pos: pos, Again: true, Nested: nested}
					return true
				}
			}
		}
		for _, f := range failed {
			if pos := usesResult(instr, f); pos.IsValid() {
				out = &After{Pos: pos, Nested: nested}
				return true
			}
		}
		return false
	})
	return out
}

// answered says under which knowledge the call has answered for certain, and
// whether a helper did it that says so by its result; ok is false if it may
// return without an answer in a way that cannot be told.
func (p *producer) answered(s *Site) (env pathEnv, nested, ok bool) {
	if s.Via == "" {
		return nil, false, true
	}
	targets := p.flow.Targets(s.call)
	if len(targets) != 1 {
		return nil, false, false
	}
	t := targets[0]
	var yes, no []valueflow.Row
	for _, r := range t.Rows() {
		switch p.rowSends(t, r, s.ans) {
		case +1:
			yes = append(yes, r)
		case -1:
			no = append(no, r)
		default:
			return nil, false, false
		}
	}
	if len(yes) == 0 {
		return nil, false, false
	}
	if len(no) == 0 {
		return nil, false, true
	}
	// It answers in some ways of returning only: its results tell which.
	env = make(pathEnv)
	n := len(yes[0].Results)
	for i := range n {
		var res ssa.Value = s.call
		if n > 1 {
			res = nil
			for _, ref := range *s.call.Referrers() {
				if e, isE := ref.(*ssa.Extract); isE && e.Index == i {
					res = e
				}
			}
		}
		val, known := sameResult(yes, i)
		other, otherKnown := sameResult(no, i)
		if known && otherKnown && val != other {
			nested = true
			if res != nil {
				env[res] = val
			}
		}
	}
	return env, nested, nested
}

// sameResult returns what result i is in all rows: for a boolean its value, for
// what can be nil whether it is not nil.
func sameResult(rows []valueflow.Row, i int) (val, known bool) {
	for k, r := range rows {
		if i >= len(r.Results) || len(r.Results[i]) == 0 {
			return false, false
		}
		for j, t := range r.Results[i] {
			var v bool
			switch {
			case t.Op == valueflow.Zero:
				v = false
			case t.Op == valueflow.Const && t.Const.Kind() == constant.Bool:
				v = constant.BoolVal(t.Const)
			case t.Op == valueflow.Object, t.Op == valueflow.Error, t.Op == valueflow.Opaque && t.Err, t.Op == valueflow.Global && t.Err:
				v = true
			case t.Op == valueflow.Param && t.Err:
				v = true // handed back where it was found to be one
			default:
				return false, false
			}
			if (k > 0 || j > 0) && v != val {
				return false, false
			}
			val = v
		}
	}
	return val, len(rows) > 0
}

// rowSends says whether a row of the target has sent the answer: +1, -1, or 0
// if that is not known.
func (p *producer) rowSends(t valueflow.Target, r valueflow.Row, a *answer) int {
	for _, e := range r.Effects {
		if len(e.Path) < len(valueflow.MemSent) || e.Path[len(e.Path)-len(valueflow.MemSent):] != valueflow.MemSent {
			continue
		}
		for _, v := range e.Value {
			if v.Op != valueflow.Const {
				return 0
			}
		}
		return +1
	}
	return -1
}

// usesResult returns where an instruction uses a result, other than the error,
// of what failed.
func usesResult(instr ssa.Instruction, failed ssa.Value) token.Pos {
	switch instr.(type) {
	case *ssa.Phi, *ssa.DebugRef, *ssa.Extract, *ssa.Return:
		return token.NoPos
	}
	for _, op := range instr.Operands(nil) {
		if op == nil || *op == nil {
			continue
		}
		e, ok := (*op).(*ssa.Extract)
		if !ok || e.Tuple != failed || e.Index == failed.Type().(*types.Tuple).Len()-1 {
			continue
		}
		if pos := instr.Pos(); pos.IsValid() {
			return pos
		}
	}
	return token.NoPos
}

func sortStrings(ss []string) {
	for i := 1; i < len(ss); i++ {
		for j := i; j > 0 && ss[j] < ss[j-1]; j-- {
			ss[j], ss[j-1] = ss[j-1], ss[j]
		}
	}
}

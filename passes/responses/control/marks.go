package control

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// A memory is what a handler may know a site's answer by later: a number, a
// list, a field that the response's branch sets, or what led to that branch.
type memory struct {
	p        *Control
	site     *ssa.Call
	places   []valueflow.Loc
	values   map[ssa.Value]bool // tuples whose functions are called: a context and its cancel
	deciders []decider
}

// A decider is a condition on which it depends whether a site answers.
type decider struct {
	cond ssa.Value
	into *ssa.BasicBlock // where it is as it has to be
}

// remember collects what is written in the blocks that own dominates.
func (p *Control) remember(site *ssa.Call, own []*ssa.BasicBlock) *memory {
	m := &memory{p: p, site: site, values: make(map[ssa.Value]bool)}
	for b, n := site.Block(), 0; b.Idom() != nil && n < paths.MaxEntry; b, n = b.Idom(), n+1 {
		d := b.Idom()
		if ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If); ok && len(b.Preds) == 1 {
			m.deciders = append(m.deciders, decider{ssautil.Unnegated(ifi.Cond), b})
		}
	}
	m.call(site)
	env := paths.Env{Own: own}
	for _, b := range site.Parent().Blocks {
		if env.InOwn(b) {
			for _, instr := range b.Instrs {
				m.note(instr)
			}
		}
	}
	return m
}

func (m *memory) note(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		m.write(instr.Addr)
	case *ssa.MapUpdate:
		m.write(instr.Map)
	case *ssa.Send:
		m.write(instr.Chan)
	case *ssa.Call:
		if instr != m.site {
			m.call(instr)
		}
	}
}

func (m *memory) write(v ssa.Value) {
	m.values[v] = true
	m.places = append(m.places, m.p.Flow.Roots(v)...)
}

// call notes what a call may write: as its function's summary has it, or
// anything that it gets the address of.
func (m *memory) call(call *ssa.Call) {
	c := &call.Call
	if e, ok := c.Value.(*ssa.Extract); ok {
		m.values[e.Tuple] = true
	}
	if row := m.p.Flow.Row(c); row != nil && (row.Pure || row.Response != nil) {
		return
	}
	args := ssautil.Args(c)
	if b, ok := c.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "close", "delete", "clear", "copy":
			m.write(args[0])
		}
		return
	}
	read := false
	for _, t := range m.p.Flow.Targets(call) {
		for _, r := range t.Rows() {
			read = true
			for _, e := range r.Effects {
				if e.Index >= 0 && e.Index < len(t.Args) {
					m.places = append(m.places, m.p.Flow.Descend(m.p.Flow.Roots(t.Args[e.Index]), e.Path)...)
				}
			}
		}
	}
	if read {
		return
	}
	for _, a := range args {
		if _, ok := a.Type().Underlying().(*types.Pointer); ok && !httpmodel.IsRequest(a.Type()) {
			m.write(a)
		}
	}
}

// holds reports whether a place may have been written.
func (m *memory) holds(v ssa.Value) bool {
	return m.values[v] || slices.ContainsFunc(m.p.Flow.Roots(v), func(l valueflow.Loc) bool {
		return slices.ContainsFunc(m.places, func(w valueflow.Loc) bool {
			return w.Root == l.Root && (strings.HasPrefix(w.Path, l.Path) || strings.HasPrefix(l.Path, w.Path))
		})
	})
}

// decides reports whether a condition that is not known on the path may depend
// on whether the site has answered.
func (m *memory) decides(cond ssa.Value, at *ssa.BasicBlock, env paths.Env) bool {
	if m.depends(cond, env, 0) {
		return true
	}
	asked := m.operands(cond, nil)
	return slices.ContainsFunc(m.deciders, func(d decider) bool {
		if _, fresh := env.True[d.cond]; !fresh || d.into.Dominates(at) {
			return false
		}
		return slices.ContainsFunc(m.operands(d.cond, nil), func(x ssa.Value) bool {
			return slices.ContainsFunc(asked, func(y ssa.Value) bool { return m.p.Paths.Same(x, y) || m.sameReceiver(x, y) })
		})
	})
}

func (m *memory) depends(v ssa.Value, env paths.Env, depth int) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > summary.MaxDepth {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return env.Set[v]
	case *ssa.UnOp:
		if (v.Op == token.MUL || v.Op == token.ARROW) && m.holds(v.X) {
			return true
		}
	case *ssa.Select:
		if slices.ContainsFunc(v.States, func(s *ssa.SelectState) bool { return m.holds(s.Chan) }) {
			return true
		}
	case *ssa.Call:
		if v == m.site || slices.ContainsFunc(ssautil.Args(&v.Call), m.holds) {
			return true
		}
	case *ssa.Lookup:
		if m.holds(v.X) {
			return true
		}
	}
	if m.values[v] {
		return true
	}
	return slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return *op != nil && m.depends(*op, env, depth+1) })
}

// operands returns what a condition compares, through lengths, conversions and
// arithmetic; of a call the call itself.
func (m *memory) operands(v ssa.Value, out []ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.Const:
		return out
	case *ssa.BinOp:
		return m.operands(v.Y, m.operands(v.X, out))
	case *ssa.Convert:
		return m.operands(v.X, out)
	case *ssa.ChangeType:
		return m.operands(v.X, out)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return m.operands(v.X, out)
		}
	case *ssa.Call:
		if x := ssautil.LenOf(v); x != nil {
			return m.operands(x, out)
		}
	}
	return append(out, v)
}

// sameReceiver reports whether two calls ask one thing by two methods without
// arguments: v.Valid() and v.Err().
func (m *memory) sameReceiver(x, y ssa.Value) bool {
	a, ok1 := x.(*ssa.Call)
	b, ok2 := y.(*ssa.Call)
	if !ok1 || !ok2 || a.Call.Signature().Recv() == nil || b.Call.Signature().Recv() == nil {
		return false
	}
	r, q := ssautil.Args(&a.Call), ssautil.Args(&b.Call)
	return len(r) == 1 && len(q) == 1 && m.p.Paths.SamePlace(r[0], q[0])
}

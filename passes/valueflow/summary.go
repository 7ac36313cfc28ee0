package valueflow

import (
	"go/types"
	"sort"

	"golang.org/x/tools/go/ssa"
)

// A Summary says what a call of a function does and gives back, in terms of
// its parameters.
type Summary struct {
	Rows     []Row
	Clobbers []Place // what it hands to code that was not read
	NoReturn bool    // it never returns normally
}

// A Row is one way in which a function returns. Results and effects of one row
// belong together: where the error is nil, so is the status 0.
type Row struct {
	Results []Value
	Effects []Effect
	Guards  []Guard
}

// An Effect is a write to a member of a parameter.
type Effect struct {
	Index int
	Path  string
	Value Value
	outer ssa.Value // for a closure: the root in an enclosing function, instead of a parameter
}

// A Place is a member of a parameter.
type Place struct {
	Index int
	Path  string
}

// Bounds of a summary. What does not fit is merged, so nothing is forgotten.
const (
	maxRows    = 12
	maxEffects = 24
	fuel       = 40000 // steps of evaluation that one function may take
)

// Summary returns the summary of a function of this package.
func (f *Result) Summary(fn *ssa.Function) *Summary { return f.summary(fn) }

func (f *Result) summary(fn *ssa.Function) *Summary {
	if s, ok := f.summaries[fn]; ok {
		return s
	}
	// Recursion meets what is known so far: nothing.
	f.summaries[fn] = unknownSummary(fn)
	saved := f.fuel
	f.fuel = fuel
	s := f.summarise(fn)
	f.fuel = saved
	f.summaries[fn] = s
	return s
}

// unknownSummary is the summary of a function of which nothing is known.
func unknownSummary(fn *ssa.Function) *Summary {
	res := fn.Signature.Results()
	r := Row{Results: make([]Value, res.Len())}
	for i := range res.Len() {
		r.Results[i] = unknown(isError(res.At(i).Type()))
	}
	s := &Summary{Rows: []Row{r}}
	for i, p := range fn.Params {
		if refers(p.Type()) {
			s.Clobbers = append(s.Clobbers, Place{i, ""})
		}
	}
	return s
}

func (f *Result) summarise(fn *ssa.Function) *Summary {
	s := &Summary{NoReturn: true}
	live := f.live(fn)
	var locs []loc
	for root, paths := range f.touched(fn) {
		if f.visible(root, fn) {
			for _, p := range paths {
				locs = append(locs, loc{root, p})
			}
		}
	}
	sort.Slice(locs, func(i, j int) bool {
		a, b := locs[i], locs[j]
		if a.root != b.root {
			return a.root.Name() < b.root.Name()
		}
		return a.path < b.path
	})
	if len(locs) > maxEffects {
		for _, l := range locs[maxEffects:] {
			s.clobber(f, l, fn)
		}
		locs = locs[:maxEffects]
	}
	for _, b := range fn.Blocks {
		if !live[b] || f.deadEnd(b) {
			continue
		}
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		s.NoReturn = false
		s.Rows = append(s.Rows, f.rows(fn, ret, locs, live)...)
	}
	for len(s.Rows) > maxRows {
		n := len(s.Rows)
		s.Rows[n-2] = mergeRows(s.Rows[n-2], s.Rows[n-1])
		s.Rows = s.Rows[:n-1]
	}
	f.findClobbers(fn, s)
	return s
}

// visible reports whether callers of fn can see what is written below root.
func (f *Result) visible(root ssa.Value, fn *ssa.Function) bool {
	switch root := root.(type) {
	case *ssa.Parameter:
		return root.Parent() == fn || encloses(root.Parent(), fn)
	case *ssa.Global:
		return false
	}
	return root.Parent() != nil && root.Parent() != fn && encloses(root.Parent(), fn)
}

func encloses(outer, fn *ssa.Function) bool {
	for p := fn.Parent(); p != nil; p = p.Parent() {
		if p == outer {
			return true
		}
	}
	return false
}

// rows returns the ways to return at one return statement: one for each branch
// that leads to it with results of its own.
func (f *Result) rows(fn *ssa.Function, ret *ssa.Return, locs []loc, live map[*ssa.BasicBlock]bool) []Row {
	b := ret.Block()
	effects := func(guards []Guard) []Effect {
		var es []Effect
		for _, l := range locs {
			v := f.load(l, ret)
			e := Effect{Path: l.path, Value: v}
			if p, ok := l.root.(*ssa.Parameter); ok && p.Parent() == fn {
				t := f.paramTerm(p, l.path)
				if len(v) == 1 && v[0].Op == Param && v[0].Index == t.Index && v[0].Path == t.Path && len(v[0].Fields) == 0 {
					continue
				}
				e.Index = t.Index
			} else {
				e.outer = l.root
				if len(v) == 1 && v[0].Op == Param && v[0].Path == l.path {
					continue
				}
			}
			es = append(es, e)
		}
		return es
	}
	// A block that only joins: a row for each way into it.
	split := len(b.Preds) > 1 && len(b.Preds) <= maxRows
	phis := map[ssa.Value]bool{}
	for _, instr := range b.Instrs[:len(b.Instrs)-1] {
		switch p := instr.(type) {
		case *ssa.Phi:
			phis[p] = true
		case *ssa.RunDefers:
		default:
			split = false
		}
	}
	if !split || len(phis) == 0 {
		r := Row{Guards: f.guards(f.conds(b), fn)}
		for _, x := range ret.Results {
			r.Results = append(r.Results, f.eval(x, ret))
		}
		r.Effects = effects(r.Guards)
		return []Row{r}
	}
	var out []Row
	es := effects(nil)
	for i, p := range b.Preds {
		if !live[p] || f.deadEnd(p) {
			continue
		}
		cs := f.edgeConds(p, b)
		r := Row{Guards: f.guards(cs, fn), Effects: es}
		for _, x := range ret.Results {
			if phi, ok := x.(*ssa.Phi); ok && phis[phi] {
				r.Results = append(r.Results, f.refine(phi.Edges[i], f.eval(phi.Edges[i], ret), cs))
			} else {
				r.Results = append(r.Results, f.eval(x, ret))
			}
		}
		out = append(out, r)
	}
	return out
}

// mergeRows joins two rows into one that says less.
func mergeRows(a, b Row) Row {
	r := Row{Results: make([]Value, len(a.Results))}
	for i := range a.Results {
		r.Results[i] = union(a.Results[i], b.Results[i])
	}
	keep := func(e Effect, others []Effect) Effect {
		for _, o := range others {
			if o.Index == e.Index && o.Path == e.Path && o.outer == e.outer {
				e.Value = union(e.Value, o.Value)
				return e
			}
		}
		if e.outer == nil {
			e.Value = union(e.Value, Value{{Op: Param, Index: e.Index, Path: e.Path}})
		} else {
			e.Value = union(e.Value, unknown(false))
		}
		return e
	}
	for _, e := range a.Effects {
		r.Effects = append(r.Effects, keep(e, b.Effects))
	}
next:
	for _, e := range b.Effects {
		for _, o := range a.Effects {
			if o.Index == e.Index && o.Path == e.Path && o.outer == e.outer {
				continue next
			}
		}
		r.Effects = append(r.Effects, keep(e, nil))
	}
	return r
}

// findClobbers notes what fn hands to code that was not read.
func (f *Result) findClobbers(fn *ssa.Function, s *Summary) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || f.row(&call.Call) != nil {
				continue
			}
			if _, ok := call.Call.Value.(*ssa.Builtin); ok {
				continue
			}
			cs := f.callees(&call.Call)
			if len(cs) == 0 {
				for _, a := range callArgs(&call.Call) {
					if refers(a.Type()) {
						for _, l := range f.roots(a) {
							s.clobber(f, l, fn)
						}
					}
				}
			}
			for _, c := range cs {
				for _, p := range c.sum.Clobbers {
					if p.Index < len(c.args) {
						for _, l := range f.descend(f.roots(c.args[p.Index]), p.Path) {
							s.clobber(f, l, fn)
						}
					}
				}
			}
		}
	}
}

func (s *Summary) clobber(f *Result, l loc, fn *ssa.Function) {
	p, ok := l.root.(*ssa.Parameter)
	if !ok || p.Parent() != fn {
		return
	}
	pl := Place{f.paramTerm(p, "").Index, l.path}
	for _, q := range s.Clobbers {
		if q == pl {
			return
		}
	}
	if len(s.Clobbers) < maxEffects {
		s.Clobbers = append(s.Clobbers, pl)
	}
}

// live returns the blocks of fn that control can reach: not those behind a
// call that never returns.
func (f *Result) live(fn *ssa.Function) map[*ssa.BasicBlock]bool {
	if l, ok := f.liveCache[fn]; ok {
		return l
	}
	l := make(map[*ssa.BasicBlock]bool)
	f.liveCache[fn] = l
	var visit func(b *ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		if l[b] {
			return
		}
		l[b] = true
		if f.deadEnd(b) {
			return
		}
		for _, s := range b.Succs {
			visit(s)
		}
	}
	if len(fn.Blocks) > 0 {
		visit(fn.Blocks[0])
		if fn.Recover != nil {
			visit(fn.Recover)
		}
	}
	return l
}

// deadEnd reports whether control never leaves block b.
func (f *Result) deadEnd(b *ssa.BasicBlock) bool {
	if d, ok := f.deadCache[b]; ok {
		return d
	}
	d := false
	for _, instr := range b.Instrs {
		if call, ok := instr.(*ssa.Call); ok && f.NoReturn(&call.Call) {
			d = true
			break
		}
	}
	f.deadCache[b] = d
	return d
}

// NoReturn reports whether a call never returns.
func (f *Result) NoReturn(c *ssa.CallCommon) bool {
	if row := f.row(c); row != nil {
		return row.NoReturn
	}
	if c.IsInvoke() {
		return false
	}
	fn := c.StaticCallee()
	if fn == nil {
		return false
	}
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	if len(fn.Blocks) > 0 {
		return f.neverReturns(fn)
	}
	if obj, ok := fn.Object().(*types.Func); ok && obj.Pkg() != f.pass.Pkg {
		s := f.importedSummary(obj)
		return s != nil && s.NoReturn
	}
	return false
}

// neverReturns reports whether no return statement of fn can be reached.
func (f *Result) neverReturns(fn *ssa.Function) bool {
	if n, ok := f.noReturn[fn]; ok {
		return n
	}
	f.noReturn[fn] = false
	n := true
	for b := range f.live(fn) {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && !f.deadEnd(b) {
			n = false
		}
	}
	f.noReturn[fn] = n
	return n
}

// index returns the position of an instruction in its block.
func (f *Result) index(instr ssa.Instruction) int {
	b := instr.Block()
	order, ok := f.orderCache[b]
	if !ok {
		order = make(map[ssa.Instruction]int, len(b.Instrs))
		for i, in := range b.Instrs {
			order[in] = i
		}
		f.orderCache[b] = order
	}
	return order[instr]
}

// bindings returns the values that a closure's free variable may stand for.
func (f *Result) bindings(v *ssa.FreeVar) []ssa.Value {
	fn := v.Parent()
	var out []ssa.Value
	for i, fv := range fn.FreeVars {
		if fv == v {
			for _, mc := range f.closures[fn] {
				out = append(out, mc.Bindings[i])
			}
		}
	}
	return out
}

package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Bounds of a summary. What does not fit is merged, so nothing is forgotten.
const (
	maxRows    = 12
	maxEffects = 24

	// fuel is how many steps of evaluation one function may take. A step is an instruction
	// that is looked at, or an origin that is joined to others, and takes some 1 µs. Of some
	// 6,000 functions of services, all but eight took less, most of them under 100. What
	// mutates graphs took any amount, and gained nothing by three times as much: what it
	// stores where is not found out by then either.
	fuel = 20000

	// What a package may take in all: so much, and so much more for each function. The
	// largest packages of services that were measured took 200,000, and a client of an API with
	// a method for each of its operations 360,000; those of parsers, whose functions call each
	// other in every order, take any amount.
	packageFuel  = 200000
	functionFuel = 300
)

// Summary returns the summary of a function of this package.
func (f *Result) Summary(fn *ssa.Function) *origin.Summary { return f.summary(fn) }

func (f *Result) summary(fn *ssa.Function) *origin.Summary {
	if s, ok := f.summaries.own[fn]; ok {
		if d := f.summaries.underway[fn]; d > 0 {
			f.effort.questions.meet([]int{d})
		}
		return s
	}
	// Recursion meets what is known so far: nothing. Who keeps that summary sees
	// the full one later.
	s := unknownSummary(fn)
	f.summaries.own[fn] = s
	// A summary is a question of its own: what it may take, and whether it was cut short,
	// is nothing to who asks for it.
	asked, left, cuts := f.effort.asked, f.effort.fuel, f.effort.questions.cuts
	f.effort.asked, f.effort.fuel = true, fuel
	root := f.effort.questions.root
	d, outer := f.effort.questions.enter()
	f.effort.questions.root = f.effort.questions.made
	f.summaries.underway[fn] = d
	*s = *f.summarise(fn)
	delete(f.summaries.underway, fn)
	f.effort.questions.leave(d, outer)
	f.effort.questions.root = root
	f.effort.asked, f.effort.fuel, f.effort.questions.cuts = asked, left, cuts
	return s
}

// unknownSummary is the summary of a function of which nothing is known.
func unknownSummary(fn *ssa.Function) *origin.Summary {
	res := fn.Signature.Results()
	r := origin.Row{Results: make([]origin.Value, res.Len())}
	for i := range res.Len() {
		r.Results[i] = origin.AnyValue(typeutil.IsError(res.At(i).Type()))
	}
	s := &origin.Summary{Rows: []origin.Row{r}}
	for i, p := range fn.Params {
		if origin.Refers(p.Type()) {
			s.Clobbers = append(s.Clobbers, origin.Place{Index: i})
		}
	}
	return s
}

func (f *Result) summarise(fn *ssa.Function) *origin.Summary {
	s := &origin.Summary{NoReturn: true}
	live := f.live(fn)
	var locs []loc
	for root, paths := range f.touched(fn) {
		if f.visible(root, fn) {
			for _, p := range paths {
				if !strings.HasSuffix(p, memContent) || !f.IsWriter(root.Type()) { // what a client has got, nobody reads back
					locs = append(locs, loc{root, p})
				}
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
			f.clobber(s, l, fn)
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
		for _, r := range f.rows(fn, ret, locs, live) {
			s.Rows = append(s.Rows, origin.SplitRow(r, 2)...)
		}
	}
	for len(s.Rows) > maxRows {
		n := len(s.Rows)
		s.Rows[n-2] = origin.MergeRows(s.Rows[n-2], s.Rows[n-1])
		s.Rows = s.Rows[:n-1]
	}
	f.closeRecursion(s, fn)
	if obj, ok := fn.Object().(*types.Func); ok && f.calls.public[obj] {
		for i := range s.Rows {
			for j, v := range s.Rows[i].Results {
				s.Rows[i].Results[j] = v.Published(obj.FullName())
			}
		}
	}
	s.Lighten()
	f.findClobbers(fn, s)
	return s
}

// visible reports whether callers of fn can see what is written below root.
func (f *Result) visible(root ssa.Value, fn *ssa.Function) bool {
	switch root := root.(type) {
	case *ssa.Parameter:
		return ssautil.Within(fn, root.Parent())
	case *ssa.Global:
		return false
	}
	return root.Parent() != nil && ssautil.Within(fn.Parent(), root.Parent())
}

// rows returns the ways to return at one return statement: one for each branch
// that leads to it with results of its own.
func (f *Result) rows(fn *ssa.Function, ret *ssa.Return, locs []loc, live map[*ssa.BasicBlock]bool) []origin.Row {
	b := ret.Block()
	effects := func(at ssa.Instruction) []origin.Effect {
		var es []origin.Effect
		for _, l := range locs {
			v := f.load(l, at)
			e := origin.Effect{Path: l.path, Value: v}
			if p, ok := l.root.(*ssa.Parameter); ok && p.Parent() == fn {
				e.Index = f.paramTerm(p, l.path).Index
			} else {
				e.Outer = l.root
			}
			if !e.Unchanged() {
				es = append(es, e)
			}
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
		case *ssa.RunDefers, *ssa.BinOp: // return err == nil
		default:
			split = false
		}
	}
	if rs := f.tailRows(fn, ret, effects); rs != nil {
		return rs
	}
	if !split || len(phis) == 0 && !f.tellsWays(ret, locs) {
		cs := f.conds(b)
		r := origin.Row{Guards: f.guards(cs, fn), Fails: f.fails(ret, cs)}
		for _, x := range ret.Results {
			r.Results = append(r.Results, f.eval(x, ret))
		}
		r.Effects = effects(ret)
		return []origin.Row{r}
	}
	var out []origin.Row
	for i, p := range b.Preds {
		if !live[p] || f.deadEnd(p) || f.never(p, b) {
			continue
		}
		cs := f.edgeConds(p, b)
		r := origin.Row{Guards: f.guards(cs, fn), Fails: f.fails(ret, cs), Effects: effects(p.Instrs[len(p.Instrs)-1])}
		for _, x := range ret.Results {
			if phi, ok := x.(*ssa.Phi); ok && phis[phi] {
				r.Results = append(r.Results, f.refine(phi.Edges[i], f.eval(phi.Edges[i], ret), cs))
			} else {
				r.Results = append(r.Results, f.resultOn(x, ret, cs))
			}
		}
		out = append(out, r)
	}
	return out
}

// tellsWays reports whether the ways into the block of a return are told apart by what it
// returns: of a result something is known on one of them that is not known on all. Of a
// function that returns nothing they are what it has written.
func (f *Result) tellsWays(ret *ssa.Return, locs []loc) bool {
	b := ret.Block()
	if len(ret.Results) == 0 {
		return slices.ContainsFunc(locs, func(l loc) bool { return strings.HasSuffix(l.path, memSent) })
	}
	shared := len(f.conds(b))
	return slices.ContainsFunc(b.Preds, func(p *ssa.BasicBlock) bool {
		cs := f.edgeConds(p, b)
		return len(cs) > shared && slices.ContainsFunc(cs[shared:], func(c cond) bool {
			return c.kind == origin.GuardNil && c.x != nil && slices.ContainsFunc(ret.Results, func(x ssa.Value) bool {
				if b, ok := x.(*ssa.BinOp); ok {
					x, _ = ssautil.NilTest(b)
				}
				return x != nil && f.same(c.x, x)
			})
		})
	})
}

// resultOn returns what a return gives on a way into its block where conditions hold.
func (f *Result) resultOn(x ssa.Value, ret *ssa.Return, cs []cond) origin.Value {
	if b, ok := x.(*ssa.BinOp); ok {
		if y, ok := ssautil.NilTest(b); ok {
			i := slices.IndexFunc(cs, func(c cond) bool { return c.kind == origin.GuardNil && c.x != nil && c.global == nil && f.same(c.x, y) })
			if i >= 0 {
				return origin.Value{{Op: origin.Const, Const: constant.MakeBool(cs[i].neg == (b.Op == token.NEQ)), Pos: x.Pos()}}
			}
		}
	}
	return f.refine(x, f.eval(x, ret), cs)
}

// fails reports whether conditions say that the error which a return gives, its
// last result, is not nil.
func (f *Result) fails(ret *ssa.Return, cs []cond) bool {
	if len(ret.Results) == 0 {
		return false
	}
	last := ret.Results[len(ret.Results)-1]
	return typeutil.IsError(last.Type()) && slices.ContainsFunc(cs, func(c cond) bool {
		return c.kind == origin.GuardNil && c.neg && c.global == nil && c.any == nil && f.same(c.x, last)
	})
}

// tailRows returns the rows of a return that passes on the results of one call:
// the callee's own rows, so that its results stay together.
func (f *Result) tailRows(fn *ssa.Function, ret *ssa.Return, effects func(at ssa.Instruction) []origin.Effect) []origin.Row {
	if len(ret.Results) < 2 {
		return nil
	}
	var call *ssa.Call
	for i, x := range ret.Results {
		e, ok := x.(*ssa.Extract)
		if !ok || e.Index != i {
			return nil
		}
		c, ok := e.Tuple.(*ssa.Call)
		if !ok || call != nil && c != call || f.row(&c.Call) != nil {
			return nil
		}
		call = c
	}
	var out []origin.Row
	guards := f.guards(f.conds(ret.Block()), fn)
	for _, c := range f.callees(&call.Call) {
		e := f.env(c, call)
		for _, r := range c.sum.Rows {
			if len(r.Results) != len(ret.Results) || !e.allows(r.Guards) || f.contradicts(call, r, ret) {
				continue
			}
			row := origin.Row{Guards: append(guards[:len(guards):len(guards)], e.translate(r.Guards)...), Fails: r.Fails}
			for _, v := range r.Results {
				w := e.subst(v)
				if c.fn == nil {
					w = stamp(w, call)
				}
				if e.supposes(r.Guards) {
					w = w.Suppose()
				}
				row.Results = append(row.Results, w)
			}
			out = append(out, row)
		}
	}
	if len(out) == 0 || len(out) > maxRows {
		return nil
	}
	es := effects(ret)
	for i := range out {
		out[i].Effects = es
	}
	return out
}

// findClobbers notes what fn hands to code that was not read.
func (f *Result) findClobbers(fn *ssa.Function, s *origin.Summary) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || f.row(&call.Call) != nil {
				continue
			}
			if _, ok := call.Call.Value.(*ssa.Builtin); ok {
				continue
			}
			for _, l := range f.info(call).handed {
				f.clobber(s, l, fn)
			}
		}
	}
}

// clobber notes that a function writes something unknown to a place, if that is its
// caller's.
func (f *Result) clobber(s *origin.Summary, l loc, fn *ssa.Function) {
	p, ok := l.root.(*ssa.Parameter)
	if !ok || p.Parent() != fn {
		return
	}
	if place := (origin.Place{Index: f.paramTerm(p, "").Index, Path: l.path}); len(s.Clobbers) < maxEffects && !slices.Contains(s.Clobbers, place) {
		s.Clobbers = append(s.Clobbers, place)
	}
}

// live returns the blocks of fn that control can reach: not those behind a
// call that never returns, nor the arm for an error that there never is.
func (f *Result) live(fn *ssa.Function) map[*ssa.BasicBlock]bool {
	if l, ok := f.control.live[fn]; ok {
		return l
	}
	l := make(map[*ssa.BasicBlock]bool)
	f.control.live[fn] = l
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
			if !f.never(b, s) {
				visit(s)
			}
		}
	}
	if len(fn.Blocks) > 0 {
		visit(fn.Blocks[0])
		if fn.Recover != nil && recovers(fn) {
			visit(fn.Recover)
		}
	}
	return l
}

// recovers reports whether a function defers one of this package that recovers
// from a panic, and so can return in the middle of what it does.
func recovers(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok {
				continue
			}
			callee := d.Call.StaticCallee()
			if callee == nil {
				continue
			}
			for _, cb := range callee.Blocks {
				for _, ci := range cb.Instrs {
					if c, ok := ci.(*ssa.Call); ok {
						if bi, ok := c.Call.Value.(*ssa.Builtin); ok && bi.Name() == "recover" {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// deadEnd reports whether control never leaves block b.
func (f *Result) deadEnd(b *ssa.BasicBlock) bool {
	if d, ok := f.control.dead[b]; ok {
		return d
	}
	d := false
	for _, instr := range b.Instrs {
		if call, ok := instr.(*ssa.Call); ok && f.NoReturn(&call.Call) {
			d = true
			break
		}
	}
	f.control.dead[b] = d
	return d
}

// NoReturn reports whether a call never returns.
func (f *Result) NoReturn(c *ssa.CallCommon) bool {
	if f.begin() {
		defer f.finish()
	}
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
	if n, ok := f.control.noReturn[fn]; ok {
		return n
	}
	f.control.noReturn[fn] = false
	n := true
	for b := range f.live(fn) {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && !f.deadEnd(b) {
			n = false
		}
	}
	f.control.noReturn[fn] = n
	return n
}

// maxScanned is how many instructions of a block are looked through for one: a map of so
// few takes more memory, and as long to make as it saves.
const maxScanned = 32

// index returns the position of an instruction in its block.
func (f *Result) index(instr ssa.Instruction) int {
	b := instr.Block()
	if len(b.Instrs) <= maxScanned {
		return slices.Index(b.Instrs, instr)
	}
	order, ok := f.control.order[b]
	if !ok {
		order = make(map[ssa.Instruction]int, len(b.Instrs))
		for i, in := range b.Instrs {
			order[in] = i
		}
		f.control.order[b] = order
	}
	return order[instr]
}

// bindings returns the values that a closure's free variable may stand for.
func (f *Result) bindings(v *ssa.FreeVar) []ssa.Value {
	fn := v.Parent()
	var out []ssa.Value
	for i, fv := range fn.FreeVars {
		if fv == v {
			for _, mc := range f.memory.closures[fn] {
				out = append(out, mc.Bindings[i])
			}
		}
	}
	return out
}

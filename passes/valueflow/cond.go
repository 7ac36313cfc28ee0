package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A cond is a comparison that is known to hold at a block, because a branch
// that leads to it alone tests it.
type cond struct {
	x      ssa.Value
	kind   origin.GuardKind
	c      *ssa.Const  // for GuardConst
	global *ssa.Global // compared with a package-level variable instead
	typ    types.Type  // for GuardType
	neg    bool
	test   *ssa.BasicBlock // the block whose branch tests it
	any    [][]cond        // instead of a comparison: all of one of these lists hold, see either
}

// maxConds bounds the conditions of one block: below each case of a switch those
// of all cases before it would be kept.
const maxConds = 500

// conds returns the conditions that hold throughout block b. Those that b shares
// with the block above it come first.
func (f *Result) conds(b *ssa.BasicBlock) []cond {
	if cs, ok := f.control.conds[b]; ok {
		return cs
	}
	var cs []cond
	if d := b.Idom(); d != nil {
		cs = f.conds(d)
		cs = cs[:len(cs):len(cs)]
		// Only an edge that is the one way into b says something about b.
		if ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If); ok && d.Succs[0] != d.Succs[1] && len(cs) < maxConds {
			for i, s := range d.Succs {
				if s == b && len(b.Preds) == 1 {
					cs = tested(appendCond(cs, ifi.Cond, i == 1), len(cs), d)
				}
			}
		}
		f.control.conds[b] = cs // for a loop that has two ways in
		if any := f.either(b, len(cs)); any != nil {
			cs = append(cs, cond{any: any, test: d})
		}
	}
	cs = f.insisted(cs, b)
	f.control.conds[b] = cs
	return cs
}

// insisted adds what the assertions of a block say that have no second result: whoever
// gets past err.(*Error) has one, and so has what the block does with err beside it.
func (f *Result) insisted(cs []cond, b *ssa.BasicBlock) []cond {
	for _, instr := range b.Instrs {
		if ta, ok := instr.(*ssa.TypeAssert); ok && !ta.CommaOk && typeutil.IsError(ta.X.Type()) && len(cs) < maxConds {
			cs = append(cs[:len(cs):len(cs)], cond{x: ta.X, kind: origin.GuardType, typ: ta.AssertedType, test: b})
		}
	}
	return cs
}

// edgeConds returns the conditions that hold when control goes from one block to the next.
func (f *Result) edgeConds(from, to *ssa.BasicBlock) []cond {
	cs := f.conds(from)
	if ifi, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If); ok && from.Succs[0] != from.Succs[1] {
		cs = tested(appendCond(cs[:len(cs):len(cs)], ifi.Cond, from.Succs[1] == to), len(cs), from)
	}
	return cs
}

// maxEither bounds the ways that meet in a block where one of several conditions
// holds: "case a, b, c" has as many as it has conditions. Beyond it nothing is known.
const maxEither = 8

// either returns what holds on each of the ways that lead into a block, beyond the
// conditions that hold on all of them: `a || b` holds because a does, or b.
// It is nil where one of the ways tells nothing, and where two come from one test,
// whatever that gives.
func (f *Result) either(b *ssa.BasicBlock, shared int) [][]cond {
	if len(b.Preds) < 2 || len(b.Preds) > maxEither || shared >= maxConds || heads(b) {
		return nil
	}
	any := make([][]cond, len(b.Preds))
	for i, p := range b.Preds {
		cs := f.edgeConds(p, b)
		if len(cs) <= shared || len(cs) > shared+maxEither {
			return nil
		}
		last := cs[len(cs)-1].test
		if slices.ContainsFunc(any[:i], func(other []cond) bool { return other[len(other)-1].test == last }) {
			return nil
		}
		any[i] = cs[shared:]
	}
	return any
}

// tested notes on the conditions from i on where they are tested.
func tested(cs []cond, i int, b *ssa.BasicBlock) []cond {
	for ; i < len(cs); i++ {
		cs[i].test = b
	}
	return cs
}

func appendCond(cs []cond, v ssa.Value, neg bool) []cond {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return appendCond(cs, v.X, !neg)
		}
	case *ssa.BinOp:
		if list, empty, ok := emptiness(v); ok {
			return append(cs, cond{x: list, kind: origin.GuardEmpty, neg: neg == empty})
		}
		if x, limit, less, ok := bounded(v); ok {
			return append(cs, cond{x: x, kind: origin.GuardLess, c: limit, neg: neg == less})
		}
		if v.Op != token.EQL && v.Op != token.NEQ {
			return cs
		}
		n := neg != (v.Op == token.NEQ)
		x, y := v.X, v.Y
		if _, ok := x.(*ssa.Const); ok {
			x, y = y, x
		}
		switch y := ssautil.Unwrap(y).(type) {
		case *ssa.Const:
			if y.Value == nil {
				return append(cs, cond{x: x, kind: origin.GuardNil, neg: n})
			}
			return append(cs, cond{x: x, kind: origin.GuardConst, c: y, neg: n})
		case *ssa.UnOp:
			if g, ok := y.X.(*ssa.Global); ok && y.Op == token.MUL {
				return append(cs, cond{x: x, global: g, neg: n})
			}
		}
		return cs
	case *ssa.Extract:
		if ta, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 1 {
			return append(cs, cond{x: ta.X, kind: origin.GuardType, typ: ta.AssertedType, neg: neg})
		}
	}
	if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
		return append(cs, cond{x: v, kind: origin.GuardConst, c: ssa.NewConst(constant.MakeBool(true), v.Type()), neg: neg})
	}
	return cs
}

// bounded reads a comparison of a number with a constant: less says whether the number is
// less than the limit where the comparison holds.
func bounded(b *ssa.BinOp) (x ssa.Value, limit *ssa.Const, less, ok bool) {
	x, op := b.X, b.Op
	c, isConst := b.Y.(*ssa.Const)
	if !isConst {
		flipped := map[token.Token]token.Token{token.LSS: token.GTR, token.LEQ: token.GEQ, token.GTR: token.LSS, token.GEQ: token.LEQ}
		if c, isConst = b.X.(*ssa.Const); !isConst {
			return nil, nil, false, false
		}
		x, op = b.Y, flipped[b.Op]
	}
	if c.Value == nil || c.Value.Kind() != constant.Int || !typeutil.IsInteger(x.Type()) {
		return nil, nil, false, false
	}
	next := ssa.NewConst(constant.BinaryOp(c.Value, token.ADD, constant.MakeInt64(1)), c.Type())
	switch op {
	case token.LSS:
		return x, c, true, true
	case token.LEQ:
		return x, next, true, true
	case token.GEQ:
		return x, c, false, true
	case token.GTR:
		return x, next, false, true
	}
	return nil, nil, false, false
}

// emptiness reads a comparison of a slice's length that tells whether it is empty; empty
// says whether it is where the comparison holds.
func emptiness(b *ssa.BinOp) (list ssa.Value, empty, ok bool) {
	list = ssautil.LenOf(b.X)
	n, isConst := ssautil.IntConst(b.Y)
	if list == nil || !isConst {
		return nil, false, false
	}
	if _, slice := list.Type().Underlying().(*types.Slice); !slice {
		return nil, false, false
	}
	switch {
	case n == 0 && (b.Op == token.EQL || b.Op == token.LEQ), n == 1 && b.Op == token.LSS:
		return list, true, true
	case n == 0 && (b.Op == token.NEQ || b.Op == token.GTR), n == 1 && b.Op == token.GEQ:
		return list, false, true
	}
	return nil, false, false
}

// same reports whether two values are one: the same register, one member of it, or two loads
// of one variable that nothing writes between them as far as its block shows.
func (f *Result) same(x, y ssa.Value) bool {
	x, y = ssautil.Unwrap(x), ssautil.Unwrap(y)
	if x == y {
		return true
	}
	if xf, ok := x.(*ssa.Field); ok { // a member of a struct that a call has returned
		yf, ok := y.(*ssa.Field)
		return ok && xf.Field == yf.Field && f.same(xf.X, yf.X)
	}
	a, ok1 := x.(*ssa.UnOp)
	b, ok2 := y.(*ssa.UnOp)
	if !ok1 || !ok2 || a.Op != token.MUL || b.Op != token.MUL {
		return false
	}
	if !types.Identical(a.X.Type(), b.X.Type()) {
		return false
	}
	la, lb := f.roots(a.X), f.roots(b.X)
	if len(la) != 1 || len(lb) != 1 || la[0] != lb[0] {
		return false
	}
	return f.load(la[0], a).Key() == f.load(lb[0], b).Key()
}

// refine drops the alternatives of v that contradict what is known at block b.
func (f *Result) refine(x ssa.Value, v origin.Value, cs []cond) origin.Value {
	if len(cs) == 0 {
		return v
	}
	err := typeutil.IsError(x.Type())
	for _, c := range cs {
		if c.any != nil {
			if err {
				vs := make([]origin.Value, len(c.any))
				for i, cs := range c.any {
					vs[i] = f.refine(x, v, cs)
				}
				// Where one of the ways tells nothing, the others tell nothing either.
				if !slices.ContainsFunc(vs, func(w origin.Value) bool { return w.Key() == v.Key() }) {
					v = f.union(vs...)
				}
			}
			continue
		}
		if err {
			v = f.narrowed(x, v, c)
		}
		if len(v) == 0 || !f.same(c.x, x) {
			continue
		}
		switch {
		case c.global != nil:
			if !c.neg {
				return f.globalValue(c.global, "")
			}
		case c.kind == origin.GuardType && err && typeutil.Name(c.typ) != "":
			name := typeutil.Name(c.typ)
			if c.neg {
				v = origin.Filter(v, func(t *origin.Term) bool { return t.TypeName != name })
			} else {
				v = f.asserted(origin.Filter(v, func(t *origin.Term) bool { return t.Op != origin.Error }), c.typ)
			}
		case c.kind == origin.GuardType && err && !c.neg && f.distinguishes(c.typ): // as the asserted value itself
			v = f.asserted(v, c.typ)
		case c.kind == origin.GuardNil:
			v = origin.Filter(v, func(t *origin.Term) bool {
				n := t.Nilness()
				return n == 0 || (n > 0) != c.neg
			})
			if !c.neg && len(v) > 0 {
				return origin.Value{{Op: origin.Zero}}
			}
		case c.kind == origin.GuardLess:
			g := origin.Guard{Kind: origin.GuardLess, Val: c.c.Value.ExactString()}
			v = origin.Filter(v, func(t *origin.Term) bool {
				is := g.Eval(t)
				return is == 0 || (is > 0) != c.neg
			})
			if isClients(c) {
				v = v.Below()
			}
		case c.kind == origin.GuardConst:
			if !c.neg && c.c.Value != nil && v.Enumerated() {
				return origin.Value{{Op: origin.Const, Const: c.c.Value}}
			}
			v = origin.Filter(v, func(t *origin.Term) bool {
				return t.Op != origin.Const || t.Const.ExactString() != c.c.Value.ExactString()
			})
		}
	}
	return v
}

// maxGuards bounds the guards of one alternative.
const maxGuards = 6

// guards returns the conditions cs in terms of fn's parameters.
func (f *Result) guards(cs []cond, fn *ssa.Function) []origin.Guard {
	var gs []origin.Guard
	for _, c := range cs {
		if len(gs) == maxGuards {
			break
		}
		g, ok := f.guard(c, fn)
		if !ok {
			g, ok = f.opinion(c, fn)
		}
		if ok {
			gs = append(gs, g)
			continue
		}
		implied := f.implied(c, fn)
		gs = append(gs, implied[:min(len(implied), maxGuards-len(gs))]...)
	}
	return gs
}

// implied returns what the test of a number says of the parameters that it was chosen by:
// where statusOf(err) < 500, what is known of err wherever statusOf returns less than that.
func (f *Result) implied(c cond, fn *ssa.Function) (gs []origin.Guard) {
	if c.any != nil || c.global != nil || c.kind != origin.GuardLess && c.kind != origin.GuardConst || !typeutil.IsInteger(c.x.Type()) {
		return nil
	}
	v := f.eval(c.x, nil)
	if _, known := v.Ints(); !known {
		return nil
	}
	for i, t := range f.refine(c.x, v, []cond{c}) {
		of := slices.DeleteFunc(slices.Clone(t.Guards), func(g origin.Guard) bool { return g.Fn != fn })
		if i > 0 {
			of = slices.DeleteFunc(gs, func(g origin.Guard) bool { return !slices.Contains(of, g) })
		}
		gs = of
	}
	return gs
}

// GuardsAbout returns the conditions under which block b runs that compare one of several
// terms, or a member of one, as if each were the parameter of its place; nil is none.
func (f *Result) GuardsAbout(b *ssa.BasicBlock, terms []*origin.Term) (gs []origin.Guard) {
	if f.begin() {
		defer f.finish()
	}
	for _, c := range f.conds(b) {
		if c.any != nil || c.global != nil || len(gs) == maxGuards {
			continue
		}
		v, of := f.eval(c.x, nil).AboutAll(terms)
		if !of || len(v) != 1 || v[0].Op != origin.Param {
			continue
		}
		g := origin.Guard{Index: v[0].Index, Path: v[0].Path, Kind: c.kind, Neg: c.neg}
		switch c.kind {
		case origin.GuardConst, origin.GuardLess:
			g.Val = c.c.Value.ExactString()
		case origin.GuardType:
			g.Val = types.TypeString(c.typ, nil)
		}
		gs = append(gs, g)
	}
	return gs
}

func (f *Result) guard(c cond, fn *ssa.Function) (origin.Guard, bool) {
	if c.any != nil {
		return origin.Guard{}, false
	}
	if x, g, ok := f.chainTest(c); ok {
		v := f.eval(x, nil)
		if len(v) != 1 || v[0].Op != origin.Param || v[0].Fn != fn {
			return origin.Guard{}, false
		}
		g.Index, g.Path, g.Fn = v[0].Index, v[0].Path, fn
		return g, true
	}
	if c.global != nil {
		return origin.Guard{}, false
	}
	v := f.eval(c.x, nil)
	if c.kind == origin.GuardConst && !c.neg {
		// What is put in the place of a zero is none of the constants that it is compared with.
		v = origin.Filter(v, func(t *origin.Term) bool {
			return t.Op != origin.Const || t.Const.ExactString() == c.c.Value.ExactString()
		})
	}
	if len(v) != 1 {
		return origin.Guard{}, false
	}
	t := v[0]
	if t.Op == origin.Compare && c.kind == origin.GuardConst { // if helper(x) where helper returns x == nil
		g := t.Compared()
		g.Neg = g.Neg != (c.neg != (c.c.Value.ExactString() == "false"))
		return g, g.Fn == fn
	}
	if t.Op != origin.Param || t.Fn != fn {
		return origin.Guard{}, false
	}
	g := origin.Guard{Index: t.Index, Path: t.Path, Kind: c.kind, Neg: c.neg, Fn: fn}
	switch c.kind {
	case origin.GuardConst, origin.GuardLess:
		g.Val = c.c.Value.ExactString()
	case origin.GuardType:
		g.Val = types.TypeString(c.typ, nil)
	}
	return g, true
}

package nillist

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/jsonfield"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Nilable is the fact of a function that returns lists which can be nil, other
// than beside an error.
type Nilable struct{ Results []int }

// AFact marks Nilable as a fact.
func (*Nilable) AFact() {}

func (n *Nilable) String() string { return fmt.Sprint("nilable", n.Results) }

// A nilness is what is known of a list.
type nilness struct {
	unknown bool // something that is not understood reaches it
	isNil   bool // so does nil
	decl    token.Pos
	from    string
	by      *types.Func
}

func (n *nilness) add(m nilness) {
	n.unknown = n.unknown || m.unknown
	if m.isNil {
		if !n.isNil || !n.decl.IsValid() {
			n.decl, n.from, n.by = m.decl, m.from, m.by
		}
		n.isNil = true
	}
}

type nils struct {
	p    *Lists
	memo map[*ssa.Function][]nilness // of the results
}

// ExportNilable exports the facts of functions that return nil lists.
func (p *Lists) ExportNilable() {
	for _, fn := range p.Flow.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() || !p.Flow.Asked(obj) {
			continue
		}
		var fact Nilable
		for i, n := range p.nils.results(fn) {
			if n.isNil {
				fact.Results = append(fact.Results, i)
			}
		}
		if len(fact.Results) > 0 {
			p.Pass.ExportObjectFact(obj, &fact)
		}
	}
}

// FindNilLists fills in Response.nilLists.
func (p *Lists) FindNilLists(s *summary.Response) {
	if s.Body.Kind != summary.JSON || !s.Body.Sent || s.Code.Call == nil || s.Code.Write.Maybe {
		return // a helper that does not always send may ask whether there is anything
	}
	visit := listVisitor{n: p.nils, site: s}
	if row := p.Flow.Row(&s.Code.Call.Call); row != nil {
		if row.Response != nil {
			if x := summary.Operand(row.Response.Body, &s.Code.Call.Call); x != nil {
				visit.value(x, "", false, 0)
			}
		}
		return
	}
	for _, t := range p.Flow.Targets(s.Code.Call) {
		for _, b := range p.summaries.SummaryOf(t) {
			if b.API == s.Code.Write.API && b.Kind == s.Code.Write.Kind && t.Subst(b.Body).Key() == s.Code.Write.Body.Key() {
				visit.terms(b.Body, t, "", false, 0)
			}
		}
	}
}

// A listVisitor looks for the lists in what a site encodes.
type listVisitor struct {
	n      *nils
	site   *summary.Response
	looked int // at values, see maxLooked
}

// maxLooked bounds the values that are looked at for one site: a map that is put
// into itself under many keys has more ways through it than there are values.
const maxLooked = 1000

// terms follows a body of a helper to the arguments that are part of it.
func (l *listVisitor) terms(v origin.Value, t valueflow.Target, member string, omit bool, depth int) {
	if depth > jsonshape.MaxShape {
		return
	}
	for _, x := range v {
		switch x.Op {
		case origin.Encoded:
			l.terms(x.Args[0], t, member, omit, depth+1)
		case origin.Param:
			if t.Fn != nil && x.Fn != t.Fn || x.Index >= len(t.Args) {
				continue // a parameter of a function around it
			}
			if len(v) > 1 && typeutil.IsList(t.Args[x.Index].Type()) {
				continue // the helper sends another list in its place where it is nil, perhaps
			}
			if x.Path == "" && len(x.Fields) == 0 {
				l.value(t.Args[x.Index], member, omit, depth)
			}
		case origin.Object:
			typ := l.n.p.shapes.Shaper.Dynamic(x)
			if typ == nil {
				for _, f := range x.Fields {
					if f.Name != "" && !strings.ContainsAny(f.Name[:1], "#[") {
						l.terms(f.Value, t, join(member, f.Name), false, depth+1)
					}
				}
				continue
			}
			if ptr, ok := typ.Underlying().(*types.Pointer); ok {
				typ = ptr.Elem()
			}
			if _, custom := jsonshape.Marshaler(typ); custom {
				continue
			}
			if u, ok := typ.Underlying().(*types.Struct); ok {
				for _, f := range jsonfield.Of(u) {
					in := origin.Value{x}
					for _, v := range f.Path {
						in = jsonshape.SelectMember(in, v.Name())
					}
					l.terms(in, t, join(member, f.Name), f.OmitEmpty || f.OmitZero, depth+1)
				}
			}
		}
	}
}

func join(member, name string) string {
	if member == "" {
		return name
	}
	return member + "." + name
}

// value follows an SSA value of the site's function.
func (l *listVisitor) value(v ssa.Value, member string, omit bool, depth int) {
	v = ssautil.Unwrap(v)
	if l.looked++; depth > jsonshape.MaxShape || l.looked > maxLooked {
		return
	}
	if data := l.n.marshalled(v); data != nil {
		l.value(data, member, omit, depth+1)
		return
	}
	typ := v.Type()
	if _, custom := jsonshape.Marshaler(typ); custom {
		return
	}
	switch u := typ.Underlying().(type) {
	case *types.Slice:
		if b, ok := u.Elem().Underlying().(*types.Basic); ok && b.Kind() == types.Byte {
			return
		}
		l.list(l.n.list(v, l.site.Code.Call.Block(), nil), typ, member, omit)
	case *types.Map:
		made, ok := v.(*ssa.MakeMap)
		if !ok {
			return
		}
		for _, ref := range *made.Referrers() {
			up, ok := ref.(*ssa.MapUpdate)
			if !ok || up.Map != made {
				continue
			}
			if key, ok := up.Key.(*ssa.Const); ok && key.Value != nil && key.Value.Kind() == constant.String {
				l.value(up.Value, join(member, constant.StringVal(key.Value)), false, depth+1)
			}
		}
	case *types.Struct, *types.Pointer:
		l.structure(v, member, depth)
	}
}

// structure follows the fields of a struct that was made in the function.
func (l *listVisitor) structure(v ssa.Value, member string, depth int) {
	obj := v
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		obj = load.X
	}
	alloc, ok := obj.(*ssa.Alloc)
	if !ok || alloc.Referrers() == nil {
		return
	}
	u, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return
	}
	// One literal that is copied whole: x := T{…} through a temporary.
	var whole []ssa.Value
	for _, ref := range *alloc.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc && !ssautil.IsNil(st.Val) {
			whole = append(whole, st.Val)
		}
	}
	for _, f := range jsonfield.Of(u) {
		if len(f.Path) > 1 {
			continue // an embedded struct's: seldom a list
		}
		var stores []*ssa.Store
		var addrs []ssa.Value
		for _, ref := range *alloc.Referrers() {
			fa, ok := ref.(*ssa.FieldAddr)
			if !ok || u.Field(fa.Field) != f.Path[0] {
				continue
			}
			addrs = append(addrs, fa)
			for _, r := range *fa.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == fa {
					stores = append(stores, st)
				}
			}
		}
		name, omit := join(member, f.Name), f.OmitEmpty || f.OmitZero
		switch {
		case len(stores) == 1 && len(whole) == 0 && !appendsTo(stores[0].Val, addrs):
			l.value(stores[0].Val, name, omit, depth+1)
		case len(stores) > 0 && len(whole) == 0 && typeutil.IsList(f.Path[0].Type()):
			l.list(l.n.memory(alloc, addrs, stores, l.site), f.Path[0].Type(), name, omit)
		}
	}
	if len(whole) == 1 && len(*alloc.Referrers()) == 2 {
		l.structure(whole[0], member, depth+1)
	}
}

// list notes a list that can be nil.
func (l *listVisitor) list(n nilness, typ types.Type, member string, omit bool) {
	if n.unknown || !n.isNil {
		return
	}
	l.site.NilLists = append(l.site.NilLists, summary.NilList{
		Member: member, Type: typ, Var: l.n.p.Index.Ident(n.decl), From: n.from, By: n.by, OmitEmpty: omit,
	})
}

// marshalled returns what a value is the JSON of, or nil.
func (n *nils) marshalled(v ssa.Value) ssa.Value {
	ext, ok := v.(*ssa.Extract)
	if !ok || ext.Index != 0 {
		return nil
	}
	call, ok := ext.Tuple.(*ssa.Call)
	if !ok {
		return nil
	}
	row := n.p.Flow.Row(&call.Call)
	if row == nil || len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpEncode || summary.BodyKind(row.Results[0].Name) != summary.JSON {
		return nil
	}
	return summary.Operand(row.Results[0], &call.Call)
}

// list says whether a slice can be nil where block b uses it.
func (n *nils) list(v ssa.Value, b *ssa.BasicBlock, seen []ssa.Value) nilness {
	v = ssautil.Unwrap(v)
	if slices.Contains(seen, v) || tested(v, b) {
		return nilness{}
	}
	seen = append(slices.Clip(seen), v)
	switch v := v.(type) {
	case *ssa.Const:
		return nilness{isNil: v.Value == nil}
	case *ssa.MakeSlice:
		return nilness{}
	case *ssa.Slice:
		if _, ok := v.X.Type().Underlying().(*types.Pointer); ok {
			return nilness{} // of an array
		}
		return n.list(v.X, v.Block(), seen)
	case *ssa.Phi:
		var all nilness
		for i, e := range v.Edges {
			pred := v.Block().Preds[i]
			if onEdge(e, pred, v.Block()) {
				continue
			}
			m := n.list(e, pred, seen)
			if _, direct := ssautil.Unwrap(e).(*ssa.Const); direct && m.isNil {
				m.decl = v.Pos() // of the variable that the values meet in
			}
			all.add(m)
		}
		return all
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			return nilness{unknown: b.Name() != "append"}
		}
		return n.result(v, 0)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return n.result(call, v.Index)
		}
	case *ssa.UnOp:
		if alloc, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			return n.variable(alloc, v)
		}
	}
	return nilness{unknown: true}
}

// result says whether a result of a call can be a nil list.
func (n *nils) result(call *ssa.Call, i int) nilness {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return nilness{unknown: true}
	}
	if generic := fn.Origin(); generic != nil {
		fn = generic
	}
	if rs := n.results(fn); i < len(rs) {
		r := rs[i]
		if !r.isNil {
			r.unknown = true
		}
		r.from = fn.Name()
		r.by, _ = fn.Object().(*types.Func)
		return r
	}
	obj, ok := fn.Object().(*types.Func)
	var fact Nilable
	if ok && obj.Pkg() != n.p.Pass.Pkg && n.p.Pass.ImportObjectFact(obj.Origin(), &fact) && slices.Contains(fact.Results, i) {
		return nilness{isNil: true, from: fn.Name(), by: obj.Origin()}
	}
	return nilness{unknown: true}
}

// results says which results of a function of this package can be nil lists. A
// result beside an error does not count, the caller looks at the error first;
// nor does a bare nil beside anything else that may tell the caller.
func (n *nils) results(fn *ssa.Function) []nilness {
	if rs, ok := n.memo[fn]; ok {
		return rs
	}
	if len(fn.Blocks) == 0 {
		return nil
	}
	out := make([]nilness, fn.Signature.Results().Len())
	n.memo[fn] = out // recursion adds nothing
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || !n.p.Flow.Live(b) {
			continue
		}
		given := ssautil.Returned(ret)
		failed, told, found := false, false, false
		for _, r := range given {
			switch c, isConst := r.(*ssa.Const); {
			case typeutil.IsError(r.Type()):
				failed = failed || !isConst || c.Value != nil
				found = found || tested(r, b)
			case !typeutil.IsList(r.Type()):
				told = true
			}
		}
		for i, r := range given {
			if !typeutil.IsList(r.Type()) || found {
				continue
			}
			m := n.list(r, b, nil)
			if m.unknown || !m.isNil || !m.decl.IsValid() && m.from == "" && (failed || told) {
				continue
			}
			if !m.decl.IsValid() && m.from == "" && fn.Signature.Results().At(i).Name() != "" {
				m.decl = fn.Signature.Results().At(i).Pos()
			}
			out[i].add(m)
		}
	}
	return out
}

// variable says whether a variable whose address is taken can be nil at a load:
// it is captured by a closure.
func (n *nils) variable(alloc *ssa.Alloc, load *ssa.UnOp) nilness {
	var stores []*ssa.Store
	addrs := []ssa.Value{alloc}
	for i := 0; i < len(addrs); i++ {
		for _, ref := range *addrs[i].Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr != addrs[i] {
					return nilness{unknown: true}
				}
				stores = append(stores, ref)
			case *ssa.MakeClosure:
				fn := ref.Fn.(*ssa.Function)
				for k, bound := range ref.Bindings {
					if bound == addrs[i] {
						addrs = append(addrs, fn.FreeVars[k])
					}
				}
			case *ssa.UnOp, *ssa.DebugRef:
			default:
				return nilness{unknown: true}
			}
		}
	}
	return grown(alloc, addrs, stores, load.Block())
}

// memory says whether a field of a local struct can be nil where a site sends it.
func (n *nils) memory(alloc *ssa.Alloc, addrs []ssa.Value, stores []*ssa.Store, s *summary.Response) nilness {
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr, *ssa.UnOp, *ssa.DebugRef:
		case *ssa.MakeInterface:
			for _, r := range *ref.Referrers() {
				if r != ssa.Instruction(s.Code.Call) {
					return nilness{unknown: true}
				}
			}
		case *ssa.Store:
			if !ssautil.IsNil(ref.Val) {
				return nilness{unknown: true}
			}
		default:
			if ref != ssa.Instruction(s.Code.Call) {
				return nilness{unknown: true}
			}
		}
	}
	for _, a := range addrs {
		for _, ref := range *a.Referrers() {
			switch ref.(type) {
			case *ssa.Store, *ssa.UnOp, *ssa.DebugRef:
			default:
				return nilness{unknown: true}
			}
		}
	}
	m := grown(alloc, addrs, stores, s.Code.Call.Block())
	m.decl = token.NoPos // the declaration is the struct's
	return m
}

// grown says whether a place in memory that starts as nil still can be nil in
// block b: all that is ever stored there is the list itself with more elements.
func grown(alloc *ssa.Alloc, addrs []ssa.Value, stores []*ssa.Store, b *ssa.BasicBlock) nilness {
	for _, st := range stores {
		if !appendsTo(st.Val, addrs) {
			return nilness{unknown: true}
		}
		if st.Parent() == b.Parent() && st.Block().Dominates(b) {
			return nilness{}
		}
	}
	for d := b; d != nil; d = d.Idom() {
		if len(d.Instrs) == 0 {
			continue
		}
		if ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If); ok && d != b {
			if cond, ok := ifi.Cond.(*ssa.BinOp); ok && comparesLoad(cond, addrs) {
				return nilness{unknown: true} // it was asked for
			}
		}
	}
	return nilness{isNil: true, decl: alloc.Pos()}
}

func comparesLoad(cond *ssa.BinOp, addrs []ssa.Value) bool {
	isLoad := func(v ssa.Value) bool {
		if call, ok := v.(*ssa.Call); ok && len(call.Call.Args) == 1 {
			v = call.Call.Args[0] // len
		}
		u, ok := v.(*ssa.UnOp)
		return ok && slices.Contains(addrs, u.X)
	}
	return isLoad(cond.X) || isLoad(cond.Y)
}

// appendsTo reports whether a value is what one of the addresses held, with more
// appended.
func appendsTo(v ssa.Value, addrs []ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "append" {
		return false
	}
	switch x := call.Call.Args[0].(type) {
	case *ssa.UnOp:
		for _, a := range addrs {
			if x.X == a {
				return true
			}
			fa, ok := x.X.(*ssa.FieldAddr)
			fb, ok2 := a.(*ssa.FieldAddr)
			if ok && ok2 && fa.X == fb.X && fa.Field == fb.Field {
				return true
			}
		}
	}
	return false
}

// tested reports whether control reaches b only after a test that a list is not
// nil or not empty.
func tested(v ssa.Value, b *ssa.BasicBlock) bool {
	for d := b; d != nil && d.Idom() != nil; d = d.Idom() {
		if len(d.Preds) == 1 && onEdge(v, d.Preds[0], d) {
			return true
		}
	}
	return false
}

// onEdge reports whether the way from one block to the next is taken only for a
// list that is not nil.
func onEdge(v ssa.Value, from, to *ssa.BasicBlock) bool {
	ifi, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return false
	}
	cond, ok := ifi.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	taken := from.Succs[0] == to
	x, y, op := ssautil.Unwrap(cond.X), ssautil.Unwrap(cond.Y), cond.Op
	if _, ok := x.(*ssa.Const); ok {
		x, y = y, x
		op = map[token.Token]token.Token{token.LSS: token.GTR, token.GTR: token.LSS, token.LEQ: token.GEQ, token.GEQ: token.LEQ}[op]
		if op == token.ILLEGAL {
			op = cond.Op
		}
	}
	c, ok := y.(*ssa.Const)
	if !ok {
		return false
	}
	if x == v && c.Value == nil {
		return op == token.NEQ && taken || op == token.EQL && !taken
	}
	call, ok := x.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 || call.Call.Args[0] != v || c.Value == nil || c.Value.Kind() != constant.Int {
		return false
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" {
		return false
	}
	k, _ := constant.Int64Val(c.Value)
	// Of nothing is known whether len(v) op k: it is not nil if 0 op k says otherwise.
	return constant.Compare(constant.MakeInt64(0), op, constant.MakeInt64(k)) != taken
}

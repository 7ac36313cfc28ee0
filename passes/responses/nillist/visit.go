package nillist

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/jsonfield"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A listVisitor looks for the lists in what a site encodes.
type listVisitor struct {
	n      *nils
	site   *summary.Response
	looked int // at values, see maxLooked
	// at is where what is looked at was put into the member of what is sent, nil if it is sent
	// itself: what is known there holds of it, too.
	at *ssa.BasicBlock
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
			if jsonshape.DialectOf(x).NilIsNull() {
				l.terms(x.Args[0], t, member, omit, depth+1)
			}
		case origin.Param:
			if t.Fn != nil && x.Fn != t.Fn || x.Index >= len(t.Args) {
				continue // a parameter of a function around it
			}
			if len(v) > 1 && typeutil.IsList(t.Args[x.Index].Type()) {
				continue // the helper sends another list in its place where it is nil, perhaps
			}
			switch {
			case len(x.Fields) > 0:
			case x.Path == "":
				l.value(t.Args[x.Index], member, omit, depth)
			default:
				l.member(t.Args[x.Index], x.Path, member, omit, depth)
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
					if f.Embedded {
						continue
					}
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
		n := l.n.list(v, l.site.Code.At().Block(), nil)
		if l.at != nil && !n.unknown && n.isNil {
			n = l.n.list(v, l.at, nil)
		}
		l.list(n, typ, member, omit)
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
				l.put(up.Value, up.Block(), join(member, constant.StringVal(key.Value)), false, depth)
			}
		}
	case *types.Struct, *types.Pointer:
		l.structure(v, member, depth)
	}
}

// put follows a value that a block puts into a member.
func (l *listVisitor) put(v ssa.Value, at *ssa.BasicBlock, member string, omit bool, depth int) {
	outside := l.at
	l.at = at
	l.value(v, member, omit, depth+1)
	l.at = outside
}

// structure follows the fields of a struct that was made in the function.
func (l *listVisitor) structure(v ssa.Value, member string, depth int) {
	made, ok := madeStruct(v)
	if !ok {
		l.constructed(v, "", member, false, depth)
		return
	}
	for _, f := range jsonfield.Of(made.typ) {
		if len(f.Path) == 1 && !f.Embedded { // an embedded struct's: seldom a list
			l.field(made, f.Path[0], join(member, f.Name), f.OmitEmpty || f.OmitZero, depth)
		}
	}
	if len(made.whole) == 1 && len(*made.alloc.Referrers()) == 2 {
		l.structure(made.whole[0], member, depth+1)
	}
}

// member follows a member of a struct that was made in the function, of which that is sent
// alone: `.Body`.
func (l *listVisitor) member(v ssa.Value, path, member string, omit bool, depth int) {
	made, ok := madeStruct(v)
	if !ok {
		l.constructed(v, path, member, omit, depth)
		return
	}
	name, rest := origin.SplitPath(path)
	for f := range made.typ.Fields() {
		if f.Name() == name && rest == "" {
			l.field(made, f, member, omit, depth)
		}
	}
}

// A structPlace is a struct in the memory of a function.
type structPlace struct {
	alloc *ssa.Alloc  // which it is, or is a part of
	at    []ssa.Value // its addresses
	typ   *types.Struct
	whole []ssa.Value // what is copied into it as a whole: x := T{…} through a temporary
}

// madeStruct returns the struct that a value is, or points to, if it was made in the function.
func madeStruct(v ssa.Value) (structPlace, bool) {
	if stored := ssautil.OnlyStored(v); stored != v {
		v = stored // a pointer in a variable that a closure shares
	} else if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	alloc, ok := v.(*ssa.Alloc)
	if !ok || alloc.Referrers() == nil {
		return structPlace{}, false
	}
	u, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return structPlace{}, false
	}
	made := structPlace{alloc: alloc, at: addressesOf(alloc), typ: u}
	for _, ref := range *alloc.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc && !ssautil.IsNil(st.Val) {
			made.whole = append(made.whole, st.Val)
		}
	}
	return made, true
}

// addressesOf returns the values that are the address of a struct in memory: in its function,
// and in the closures that share it or the one variable which holds the address.
func addressesOf(alloc *ssa.Alloc) []ssa.Value {
	at := []ssa.Value{alloc}
	add := func(v ssa.Value) {
		if !slices.Contains(at, v) {
			at = append(at, v)
		}
	}
	for i := 0; i < len(at); i++ {
		for _, ref := range *at[i].Referrers() {
			switch ref := ref.(type) {
			case *ssa.MakeClosure:
				add(freeVar(ref, at[i]))
			case *ssa.Store:
				if held, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == at[i] && ref.Val == alloc {
					for _, load := range loadsOf(held) {
						add(load)
					}
				}
			}
		}
	}
	return at
}

// freeVar returns what a closure has of a value that it shares.
func freeVar(mc *ssa.MakeClosure, v ssa.Value) ssa.Value {
	return mc.Fn.(*ssa.Function).FreeVars[slices.Index(mc.Bindings, v)]
}

// loadsOf returns the loads of a variable in its function, and in the closures that share it.
func loadsOf(variable ssa.Value) (loads []ssa.Value) {
	for _, ref := range *variable.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			loads = append(loads, ref)
		case *ssa.MakeClosure:
			loads = append(loads, loadsOf(freeVar(ref, variable))...)
		}
	}
	return loads
}

// field follows one field of a struct that was made in the function.
func (l *listVisitor) field(made structPlace, v *types.Var, name string, omit bool, depth int) {
	var stores []*ssa.Store
	var addrs []ssa.Value
	taken := true // its address serves to name its fields alone
	for _, at := range made.at {
		for _, ref := range *at.Referrers() {
			fa, ok := ref.(*ssa.FieldAddr)
			if !ok || made.typ.Field(fa.Field) != v {
				continue
			}
			addrs = append(addrs, fa)
			for _, r := range *fa.Referrers() {
				switch r := r.(type) {
				case *ssa.Store:
					if r.Addr == fa {
						stores = append(stores, r)
					}
					taken = false
				case *ssa.FieldAddr, *ssa.DebugRef:
				default:
					taken = false
				}
			}
		}
	}
	inner, nested := v.Type().Underlying().(*types.Struct)
	switch {
	case len(made.whole) > 0:
	case len(stores) == 1 && !appendsTo(stores[0].Val, addrs):
		l.put(stores[0].Val, stores[0].Block(), name, omit, depth)
	case len(stores) > 0 && typeutil.IsList(v.Type()):
		l.list(l.n.memory(made, addrs, stores, l.site), v.Type(), name, omit)
	case len(stores) == 0 && nested && taken && depth < jsonshape.MaxShape:
		if _, custom := jsonshape.Marshaler(v.Type()); custom {
			return
		}
		part := structPlace{alloc: made.alloc, at: addrs, typ: inner}
		for _, f := range jsonfield.Of(inner) {
			if len(f.Path) == 1 && !f.Embedded {
				l.field(part, f.Path[0], join(name, f.Name), f.OmitEmpty || f.OmitZero, depth+1)
			}
		}
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

package nillist

import (
	"go/constant"
	"go/token"
	"go/types"
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
		l.list(l.n.list(v, l.site.Code.At().Block(), nil), typ, member, omit)
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
		if len(f.Path) > 1 || f.Embedded {
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

package origin

import (
	"go/token"
	"go/types"

	"github.com/respvet/respvet/passes/internal/typeutil"
)

// An unnamed struct has no name by which importers could find it, so facts carry
// what encoders read of it: the fields with their tags.

// maxLayout bounds how deep a layout goes, as types may contain themselves, and
// maxLayoutFields how many fields a struct in it has: a body is small, and every
// importer reads it.
const (
	maxLayout       = 4
	maxLayoutFields = 40
)

// What stands in a layout.
const (
	layoutOther = iota // a type that is not carried
	layoutAny
	layoutBasic
	layoutPointer
	layoutSlice
	layoutArray
	layoutMap // with strings as keys
	layoutStruct
)

// otherType stands for a type that a layout does not carry. No encoder writes it.
var otherType = types.NewChan(types.SendRecv, types.Typ[types.Bool])

// unnamedStruct reports whether a type is an unnamed struct, a pointer to one or a
// list of them.
func unnamedStruct(t types.Type) bool {
	for range maxLayout {
		switch u := types.Unalias(t).(type) {
		case *types.Struct:
			return true
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		default:
			return false
		}
	}
	return false
}

func (e encoder) layout(t types.Type, depth int) {
	if _, named := types.Unalias(t).(*types.Named); depth > maxLayout || named && (typeutil.Method(t, "MarshalJSON") != nil || typeutil.Method(t, "MarshalText") != nil) {
		e.Int(layoutOther)
		return
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		e.Int(layoutBasic)
		e.Int(int(u.Kind()))
	case *types.Pointer:
		e.Int(layoutPointer)
		e.layout(u.Elem(), depth+1)
	case *types.Slice:
		e.Int(layoutSlice)
		e.layout(u.Elem(), depth+1)
	case *types.Array:
		e.Int(layoutArray)
		e.layout(u.Elem(), depth+1)
	case *types.Map:
		if key, ok := u.Key().Underlying().(*types.Basic); !ok || key.Kind() != types.String {
			e.Int(layoutOther)
			return
		}
		e.Int(layoutMap)
		e.layout(u.Elem(), depth+1)
	case *types.Struct:
		if u.NumFields() > maxLayoutFields {
			e.Int(layoutOther)
			return
		}
		e.Int(layoutStruct)
		e.Int(u.NumFields())
		for i := range u.NumFields() {
			e.String(u.Field(i).Name())
			e.String(u.Tag(i))
			e.Bool(u.Field(i).Embedded())
			e.layout(u.Field(i).Type(), depth+1)
		}
	case *types.Interface:
		e.Int(layoutAny)
	default:
		e.Int(layoutOther)
	}
}

func (d decoder) layout(depth int) types.Type {
	kind := d.Int()
	if depth > maxLayout+1 {
		d.Fail()
	}
	if d.Err() != nil {
		return otherType
	}
	switch kind {
	case layoutAny:
		return types.NewInterfaceType(nil, nil).Complete()
	case layoutBasic:
		if k := d.Int(); k >= 0 && k < len(types.Typ) {
			return types.Typ[k]
		}
		d.Fail()
	case layoutPointer:
		return types.NewPointer(d.layout(depth + 1))
	case layoutSlice:
		return types.NewSlice(d.layout(depth + 1))
	case layoutArray:
		return types.NewArray(d.layout(depth+1), 0)
	case layoutMap:
		return types.NewMap(types.Typ[types.String], d.layout(depth+1))
	case layoutStruct:
		var fields []*types.Var
		var tags []string
		seen := make(map[string]bool)
		for range d.Count() {
			name, tag, embedded := d.String(), d.String(), d.Bool()
			typ := d.layout(depth + 1)
			if seen[name] && name != "_" {
				d.Fail() // NewStruct panics for it
			}
			if d.Err() != nil {
				return otherType
			}
			seen[name] = true
			fields = append(fields, types.NewField(token.NoPos, nil, name, typ, embedded))
			tags = append(tags, tag)
		}
		return types.NewStruct(fields, tags)
	case layoutOther:
	default:
		d.Fail()
	}
	return otherType
}

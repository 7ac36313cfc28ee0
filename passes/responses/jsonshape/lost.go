package jsonshape

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// What is lost when a value is encoded: encoding/json sees the exported members of an
// error, and an error has its text in others.

// lost reports whether nothing of a term is encoded that says anything: an error, or a
// struct all of whose members are hidden. Typ is the type that it has, nil if unknown.
// What a parameter is, its callers say; what a decoder or validator gives often has
// exported members.
func lost(t *origin.Term, typ types.Type) bool {
	if typ == nil || types.IsInterface(typ) {
		switch t.Op {
		case origin.Error, origin.Global:
			return t.Err
		case origin.Opaque:
			return t.Err && !t.Parse && !t.Checked
		}
		return false
	}
	if t.Op == origin.Zero || t.Op == origin.Param {
		return false
	}
	if _, custom := Marshaler(typ); custom {
		return false
	}
	elem, _ := pointee(typ)
	if elem == nil {
		return false
	}
	s, ok := elem.Underlying().(*types.Struct)
	if !ok || s.NumFields() == 0 {
		return false
	}
	for v := range s.Fields() {
		if v.Exported() || v.Embedded() {
			return false
		}
	}
	return typeutil.Named(elem) != nil
}

package valueflow

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"golang.org/x/tools/go/ssa"
)

// encodesAlways reports whether a call encodes a value as JSON that can always be
// encoded: then its error is nil.
func (f *Result) encodesAlways(call *ssa.Call) bool {
	row := f.row(&call.Call)
	if row == nil || len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpEncode || row.Results[0].Name != string(httpmodel.JSON) {
		return false
	}
	x, args := row.Results[0].X(), callArgs(&call.Call)
	return x.Op == httpmodel.OpArg && x.Arg < len(args) && encodable(strip(args[x.Arg]).Type(), nil)
}

// encodable reports whether every value of a type is JSON: there is no number that JSON
// has none for, no method that may fail, nothing of any type and no way back to itself.
func encodable(t types.Type, outer []types.Type) bool {
	for _, o := range outer {
		if types.Identical(o, t) {
			return false
		}
	}
	outer = append(outer, t)
	if hasMethod(t, "MarshalJSON") || hasMethod(t, "MarshalText") {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsInteger|types.IsBoolean) != 0 && u.Kind() != types.Uintptr
	case *types.Pointer:
		return encodable(u.Elem(), outer)
	case *types.Slice:
		return encodable(u.Elem(), outer)
	case *types.Array:
		return encodable(u.Elem(), outer)
	case *types.Map:
		key, ok := u.Key().Underlying().(*types.Basic)
		return ok && key.Info()&(types.IsString|types.IsInteger) != 0 && encodable(u.Key(), outer) && encodable(u.Elem(), outer)
	case *types.Struct:
		for field := range u.Fields() {
			if (field.Exported() || field.Embedded()) && !encodable(field.Type(), outer) {
				return false
			}
		}
		return true
	}
	return false
}

package origin

import "go/types"

// Implementing leaves out what certainly is not of an interface's type.
func Implementing(v Value, typ types.Type) Value {
	it := typ.Underlying().(*types.Interface)
	out := make(Value, 0, len(v))
	for _, t := range v {
		if t.Type != nil && !types.IsInterface(t.Type) && !types.Implements(t.Type, it) && !types.Implements(types.NewPointer(t.Type), it) {
			continue
		}
		out = append(out, t)
	}
	return out
}

// Offered keeps of v what is known to be of some type, and of a parameter what
// callers know to be. The rest offers words of its own, and so does what is of a type whose
// text was not read.
func Offered(v Value) Value {
	out := make(Value, 0, len(v))
	for _, t := range v {
		switch {
		case t.Op == Zero, t.Op == Error && t.TypeName == "":
			continue
		case t.TypeName != "":
			t = t.Copy()
			t.Offered = true
		case t.Op == Param:
			t = t.Copy()
			t.Offered, t.Guards = true, nil
		default:
			t = &Term{Op: Opaque, Offered: true, Pos: t.Pos, Fn: t.Fn}
		}
		out = append(out, t)
	}
	if len(out) == 0 {
		return AnyValue(false)
	}
	return Union(out)
}

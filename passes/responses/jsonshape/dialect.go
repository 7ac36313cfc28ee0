package jsonshape

import (
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A Dialect says how a value becomes JSON where encoding/json and encoding/json/v2 differ.
// The zero Dialect is that of encoding/json.
type Dialect struct {
	V2         bool // it is encoding/json/v2
	NullSlices bool // whose options say that a nil list is null
	NullMaps   bool // and a nil map
	OmitZero   bool // that members are left out which are zero
	Legacy     bool // that it does all else as encoding/json does
	Unknown    bool // or something that is not known
}

// NilIsNull reports whether a nil list becomes null, for all that is known.
func (d Dialect) NilIsNull() bool { return !d.Unknown && !d.OmitZero && (!d.V2 || d.NullSlices) }

// DialectOf returns how a term of kind Encoded was encoded.
func DialectOf(t *origin.Term) Dialect {
	if len(t.Args) < 2 {
		return Dialect{}
	}
	return OptionsDialect(t.Args[1])
}

// OptionsDialect returns the dialect of options of encoding/json/v2.
func OptionsDialect(options origin.Value) Dialect {
	d := Dialect{V2: true, Unknown: len(options) != 1}
	for _, o := range options {
		d.Unknown = d.Unknown || o.Op != origin.Object || o.Open
		for _, f := range o.Fields {
			set, known := flag(f.Value)
			switch f.Name {
			case httpmodel.JSONNullSlices:
				d.NullSlices = set
			case httpmodel.JSONNullMaps:
				d.NullMaps = set
			case httpmodel.JSONOmitZero:
				d.OmitZero = set
			case httpmodel.JSONLegacy:
				d.Legacy = set
			default:
				known = known && !set
			}
			d.Unknown = d.Unknown || !known
		}
	}
	return d
}

// flag returns what an option is set to.
func flag(v origin.Value) (set, known bool) {
	if len(v) != 1 {
		return false, false
	}
	switch t := v[0]; {
	case t.Op == origin.Zero:
		return false, true
	case t.Op == origin.Const && t.Const.Kind() == constant.Bool:
		return constant.BoolVal(t.Const), true
	}
	return false, false
}

// An encoding makes shapes of values as one dialect encodes them.
type encoding struct {
	*shaper
	Dialect
}

// nilList returns the shape of a list that is nil.
func (b encoding) nilList(typ types.Type) *summary.Shape {
	if b.V2 && !b.NullSlices {
		return &summary.Shape{Kind: "array", Empty: true, Type: typ}
	}
	return &summary.Shape{Kind: "null", Type: typ}
}

// embedded adds the members of a map that has the option embed to those of the struct.
func (b encoding) embedded(s *summary.Shape, v origin.Value, typ types.Type, lit *ast.CompositeLit, depth int) {
	shapes := b.shapes(v, typ, lit, depth+1)
	if len(shapes) != 1 || shapes[0].Kind != "object" && shapes[0].Kind != "null" {
		s.Open = true
		return
	}
	s.Open = s.Open || shapes[0].Open
	for _, m := range shapes[0].Members {
		if s.Member(m.Name) == nil {
			s.Members = append(s.Members, m)
		}
	}
}

// emptyJSON says what the option omitempty of encoding/json/v2 does to a value: it leaves
// out null, and texts, lists and objects that are empty.
func emptyJSON(s *summary.Shape) summary.Presence {
	switch s.Kind {
	case "null":
		return summary.Never
	case "integer", "number", "boolean":
		return summary.Always
	case "string":
		switch {
		case s.Full || s.Known && s.Const != "":
			return summary.Always
		case s.Known:
			return summary.Never
		}
	case "array":
		switch {
		case s.Empty:
			return summary.Never
		case len(s.Items) > 0 && s.Lit != nil && len(s.Lit.Elts) > 0:
			return summary.Always
		}
	case "object":
		left := summary.Never
		for _, m := range s.Members {
			if m.Presence == summary.Always {
				return summary.Always
			} else if m.Presence == summary.Maybe {
				left = summary.Maybe
			}
		}
		if !s.Open {
			return left
		}
	}
	return summary.Maybe
}

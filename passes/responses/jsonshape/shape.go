package jsonshape

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/respvet/respvet/passes/internal/jsonfield"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// Fill fills in what asks valueflow, which rules must not.
func (p *Shapes) Fill() {
	for _, s := range p.Found.Responses {
		p.Shape(s)
	}
}

// Shape lets a site know its shapes when a rule first asks for them.
func (p *Shapes) Shape(s *summary.Response) {
	s.Code.Write.Body.Value.Settle() // rules look at it at the same time
	s.Code.Shapes = sync.OnceValue(func() []*summary.Shape { return p.Shaper.body(s.Code.Write.Body.Value) })
}

// A shaper makes shapes of values. Rules ask it while others run, so it reads
// only what the producer has finished with: terms, types and syntax.
type shaper struct {
	pkg   *types.Package
	files []*ast.File
	once  sync.Once
	lits  map[token.Pos]*ast.CompositeLit
}

// MaxShape bounds the nesting of a shape: types may refer to themselves.
const MaxShape = 6

// body returns the shapes of a response's body.
func (b *shaper) body(v origin.Value) []*summary.Shape {
	var out []*summary.Shape
	for _, t := range v {
		switch t.Op {
		case origin.Encoded:
			if summary.BodyKind(t.Name) != summary.JSON {
				return nil
			}
			if d := DialectOf(t); d.Unknown {
				out = append(out, &summary.Shape{})
			} else {
				out = append(out, encoding{b, d}.shapes(t.Args[0], nil, nil, 0)...)
			}
		case origin.Const, origin.Concat:
			out = append(out, text(t))
		default:
			out = append(out, &summary.Shape{})
		}
	}
	return out
}

// shapes returns what the origins of a value are encoded as. Typ is its static
// type, lit the literal that it is written as, nil where they are not known.
func (b encoding) shapes(v origin.Value, typ types.Type, lit *ast.CompositeLit, depth int) []*summary.Shape {
	var out []*summary.Shape
	for _, t := range v {
		out = append(out, b.shape(t, typ, lit, depth))
	}
	if len(out) == 0 {
		out = append(out, b.shape(&origin.Term{}, typ, nil, depth))
	}
	return out
}

func (b encoding) shape(t *origin.Term, typ types.Type, lit *ast.CompositeLit, depth int) *summary.Shape {
	s := b.encoded(t, typ, lit, depth)
	if typ == nil || types.IsInterface(typ) {
		typ = b.Dynamic(t)
	}
	s.Lost = lost(t, typ)
	s.Vague = s.Lost && t.Op == origin.Opaque && (typ == nil || types.IsInterface(typ))
	return s
}

// encoded returns the shape but for what is lost in it.
func (b encoding) encoded(t *origin.Term, typ types.Type, lit *ast.CompositeLit, depth int) *summary.Shape {
	if typ == nil || types.IsInterface(typ) {
		typ = b.Dynamic(t)
	}
	if l := b.literal(t.Pos); l != nil && t.Op == origin.Object {
		lit = l
	}
	if t.Op != origin.Object {
		lit = nil
	}
	if typ == nil {
		return b.untyped(t, lit, depth)
	}
	s := &summary.Shape{Type: typ, Lit: lit}
	if depth > MaxShape || types.IsInterface(typ) {
		return s
	}
	if elem, ok := pointee(typ); ok {
		if t.Op == origin.Zero {
			s.Kind = "null"
			return s
		}
		if elem != nil && types.IsInterface(elem) {
			// Only a term of a type of its own tells what is behind the pointer. The
			// pointer's own type would lead here again.
			typ := b.Dynamic(t)
			if typ == nil {
				return b.untyped(t, lit, depth)
			}
			if elem, _ = pointee(typ); elem != nil && types.IsInterface(elem) {
				return &summary.Shape{Type: elem, Lit: lit}
			}
		}
		if elem == nil {
			return s
		}
		inner := b.shape(t, elem, lit, depth)
		if t.Op != origin.Object {
			inner.Known = false // it may be nil as well
		}
		return inner
	}
	if kind, custom := Marshaler(typ); custom {
		s.Kind = kind
		return s
	}
	switch u := typ.Underlying().(type) {
	case *types.Basic:
		if b.V2 && !b.Legacy && typeutil.IsNamed(typ, "time", "Duration") {
			return s // it cannot be encoded
		}
		s.Kind = basicKind(u)
		s.SetConst(t)
	case *types.Struct:
		s.Kind = "object"
		b.members(s, t, u, depth)
	case *types.Map:
		b.entries(s, t, u, depth)
	case *types.Slice:
		b.elements(s, t, u.Elem(), depth)
	case *types.Array:
		b.elements(s, t, u.Elem(), depth)
	}
	return s
}

// pointee returns what a pointer leads to, through pointers to pointers, and
// whether t is a pointer. A type like `type P *P` leads to nothing but itself:
// its elem is nil.
func pointee(t types.Type) (elem types.Type, ok bool) {
	var seen []types.Type
	for {
		ptr, isPtr := t.Underlying().(*types.Pointer)
		if !isPtr {
			return t, ok
		}
		if slices.ContainsFunc(seen, func(s types.Type) bool { return types.Identical(s, t) }) {
			return nil, true
		}
		seen = append(seen, t)
		t, ok = ptr.Elem(), true
	}
}

// untyped returns the shape of a term of unknown type.
func (b encoding) untyped(t *origin.Term, lit *ast.CompositeLit, depth int) *summary.Shape {
	s := &summary.Shape{Lit: lit}
	switch t.Op {
	case origin.Zero:
		s.Kind = "null"
	case origin.Const:
		switch t.Const.Kind() {
		case constant.String:
			s.Kind = "string"
		case constant.Int:
			s.Kind = "integer"
		case constant.Float:
			s.Kind = "number"
		case constant.Bool:
			s.Kind = "boolean"
		}
		s.SetConst(t)
	case origin.Text, origin.StatusText, origin.Concat, origin.Escaped:
		s.Kind, s.Full = "string", summary.SaysSomething(t)
	case origin.Object:
		// From another package, whose unnamed types facts do not carry. Only a map
		// has members with names. A type with a name that is not found is one that the
		// export data leaves out, and nobody knows the tags of its fields.
		if t.TypeName == "" && slices.ContainsFunc(t.Fields, func(f origin.Field) bool { return f.Name != "[]" && f.Name[:1] != "#" && !f.Hidden }) {
			b.entries(s, t, types.NewMap(types.Typ[types.String], types.NewInterfaceType(nil, nil)), depth)
		}
	}
	return s
}

// members fills in what encoding/json makes of a struct.
func (b encoding) members(s *summary.Shape, t *origin.Term, u *types.Struct, depth int) {
	for _, f := range jsonfield.Of(u) {
		if b.V2 && f.Formatted { // it cannot be encoded
			s.Kind, s.Members = "", nil
			return
		}
		v, lit, elt := origin.Value{t}, s.Lit, (*ast.KeyValueExpr)(nil)
		absent := false
		for i, field := range f.Path {
			v = SelectMember(v, field.Name())
			elt = element(lit, field.Name())
			lit = literalOf(elt)
			if _, ok := field.Type().Underlying().(*types.Pointer); ok && i < len(f.Path)-1 {
				absent = absent || onlyZero(v)
			}
		}
		if f.Embedded {
			b.embedded(s, v, f.Path[len(f.Path)-1].Type(), lit, depth)
			continue
		}
		m := &summary.Member{Name: f.Name, OmitEmpty: f.OmitEmpty, OmitZero: f.OmitZero || b.OmitZero, Field: f.Path[len(f.Path)-1], Elt: elt}
		m.Values = b.shapes(v, m.Field.Type(), lit, depth+1)
		if f.Quoted {
			for i, s := range m.Values {
				if slices.Contains([]string{"integer", "number", "boolean"}, s.Kind) {
					m.Values[i] = &summary.Shape{Kind: "string", Const: s.Const, Known: s.Known, Type: s.Type}
				}
			}
		}
		if typeutil.IsList(m.Field.Type()) && onlyZero(v) && stays(t, s.Lit, f.Path[0].Name()) {
			m.Values = []*summary.Shape{b.nilList(m.Field.Type())}
		}
		m.Presence = b.presence(m, v)
		if absent {
			m.Presence = summary.Never
		}
		s.Members = append(s.Members, m)
	}
}

// presence says what the options of a member's tag make of its values.
func (b encoding) presence(m *summary.Member, v origin.Value) summary.Presence {
	if !m.OmitEmpty && !m.OmitZero {
		return summary.Always
	}
	empty, full := 0, 0
	for i, s := range m.Values {
		if b.V2 && !b.Legacy && !m.OmitZero {
			switch left := emptyJSON(s); left {
			case summary.Never:
				empty++
			case summary.Always:
				full++
			}
			continue
		}
		_, isStruct := m.Field.Type().Underlying().(*types.Struct)
		zero := i < len(v) && (v[i].Op == origin.Zero || isStruct && v[i].Op == origin.Object && len(v[i].Fields) == 0 && !v[i].Open)
		switch {
		case s.Known && (s.Const == "" || s.Const == "0" || s.Const == "false"), s.Kind == "null",
			m.OmitEmpty && s.Empty, m.OmitZero && zero:
			empty++
		case s.Known, s.Full, m.OmitEmpty && isStruct && !m.OmitZero,
			i < len(v) && v[i].Op == origin.Object && (s.Kind == "object" && len(s.Members) > 0 || s.Kind == "array" && len(s.Items) > 0):
			full++
		}
	}
	switch len(m.Values) {
	case empty:
		return summary.Never
	case full:
		return summary.Always
	}
	return summary.Maybe
}

// entries fills in what encoding/json makes of a map.
func (b encoding) entries(s *summary.Shape, t *origin.Term, u *types.Map, depth int) {
	if t.Op == origin.Zero {
		s.Kind = "null"
		if b.V2 && !b.NullMaps {
			s.Kind = "object"
		}
		return
	}
	s.Kind = "object"
	s.Open = t.Op != origin.Object || t.Open
	if key, ok := u.Key().Underlying().(*types.Basic); !ok || key.Info()&types.IsString == 0 {
		s.Open = true
		return
	}
	computed, open := t.Member("[]")
	for _, f := range t.Fields {
		if f.Name == "" || f.Name[0] == '#' || f.Name[0] == '[' {
			s.Open = s.Open || f.Name == "" || f.Name[0] == '['
			continue
		}
		m := &summary.Member{Name: strings.ReplaceAll(f.Name, "·", "."), Presence: summary.Always}
		m.Elt = element(s.Lit, strconv.Quote(m.Name))
		held := slices.DeleteFunc(slices.Clone(f.Value), (*origin.Term).Absent)
		if len(held) < len(f.Value) {
			m.Presence = summary.Maybe
		}
		if open { // what was written under a computed key, was perhaps written here
			held = slices.DeleteFunc(held, func(t *origin.Term) bool { return slices.ContainsFunc(computed, sameAs(t)) })
			m.Values = append(m.Values, &summary.Shape{})
		}
		if len(f.Value) > 0 && len(held) == 0 {
			continue
		}
		m.Values = append(b.shapes(held, u.Elem(), literalOf(m.Elt), depth+1), m.Values...)
		s.Members = append(s.Members, m)
	}
	if lit := s.Lit; lit != nil { // more keys than a value lists
		s.Open = s.Open || len(lit.Elts) > len(s.Members)
	}
}

func sameAs(t *origin.Term) func(*origin.Term) bool {
	return func(u *origin.Term) bool { return t.Key() == u.Key() }
}

// elements fills in what encoding/json makes of a slice or an array.
func (b encoding) elements(s *summary.Shape, t *origin.Term, elem types.Type, depth int) {
	_, isSlice := s.Type.Underlying().(*types.Slice)
	if e, ok := elem.Underlying().(*types.Basic); ok && e.Kind() == types.Byte && (isSlice || b.V2 && !b.Legacy) {
		s.Kind = "string" // base64
		return
	}
	if t.Op == origin.Zero && isSlice {
		return // a list grows out of sight: members knows better, if it can
	}
	s.Kind = "array"
	v, written := t.Member("[]")
	var lit *ast.CompositeLit
	if s.Lit != nil && len(s.Lit.Elts) == 1 {
		lit, _ = s.Lit.Elts[0].(*ast.CompositeLit)
	}
	s.Empty = t.Op == origin.Object && !written && !t.Open && s.Lit != nil && len(s.Lit.Elts) == 0
	if !s.Empty {
		s.Items = b.shapes(v, elem, lit, depth+1)
	}
}

func basicKind(u *types.Basic) string {
	switch info := u.Info(); {
	case info&types.IsString != 0:
		return "string"
	case info&types.IsInteger != 0:
		return "integer"
	case info&types.IsFloat != 0:
		return "number"
	case info&types.IsBoolean != 0:
		return "boolean"
	}
	return ""
}

// Marshaler reports whether a type writes its JSON itself, and the kind of what
// is known to come of it.
func Marshaler(t types.Type) (kind string, custom bool) {
	switch {
	case typeutil.IsNamed(t, "time", "Time"):
		return "string", true
	case typeutil.IsNamed(t, "encoding/json", "Number"):
		return "number", true
	}
	for _, name := range []string{"MarshalJSON", "MarshalText", "MarshalJSONTo"} {
		// With the method of a pointer encoding/json writes what it can take the
		// address of: nobody can tell here.
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj != nil {
			if _, ok := obj.(*types.Func); ok {
				return "", true
			}
		}
	}
	return "", false
}

// Dynamic returns the type of what a term is, nil if it is not known.
func (b *shaper) Dynamic(t *origin.Term) types.Type {
	if t.Type != nil {
		return t.Type
	}
	i := strings.LastIndexByte(t.TypeName, '.')
	if i < 0 {
		return nil
	}
	pkg := typeutil.FindPackage(b.pkg, t.TypeName[:i])
	if pkg == nil {
		return nil
	}
	obj, ok := pkg.Scope().Lookup(t.TypeName[i+1:]).(*types.TypeName)
	if !ok {
		return nil
	}
	return obj.Type()
}

// SelectMember returns a field of what a value may be.
func SelectMember(v origin.Value, name string) origin.Value {
	var out origin.Value
	for _, t := range v {
		f, ok := t.Member(name)
		switch {
		case ok:
			out = append(out, f...)
		case t.Op == origin.Zero, t.Op == origin.Object && !t.Open:
			out = append(out, &origin.Term{Op: origin.Zero})
		default:
			out = append(out, &origin.Term{})
		}
	}
	return out
}

func onlyZero(v origin.Value) bool {
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op != origin.Zero })
}

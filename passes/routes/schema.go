package routes

import (
	"encoding/json"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/jsonfield"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses"
)

// A Schema is what encoding/json makes of a Go type, or reads into it, in the words of JSON
// Schema. The zero Schema is that of any value.
type Schema struct {
	Ref        string     `json:"ref,omitempty"` // a name among the Schemas of a Unit
	Types      []string   `json:"types,omitempty"`
	Format     string     `json:"format,omitempty"`
	Base64     bool       `json:"base64,omitempty"`     // the text has bytes in it
	Properties []Property `json:"properties,omitempty"` // in the order in which they are encoded
	Closed     bool       `json:"closed,omitempty"`     // all properties are known, be it none
	Items      *Schema    `json:"items,omitempty"`
	Values     *Schema    `json:"values,omitempty"` // of a map
	AnyOf      []*Schema  `json:"anyOf,omitempty"`
}

// A Property is a member of an object.
type Property struct {
	Name     string  `json:"name"`
	Required bool    `json:"required,omitempty"`
	Schema   *Schema `json:"schema"`
}

// Request is added to the names of schemas that say what is read, and not what is sent: of
// that nothing is certainly there.
const Request = " (request)"

// A schemer makes schemas of the types of a package.
type schemer struct {
	named  map[string]*Schema // what others refer to, by the full names of types
	decode bool               // what is read is asked for

	bodyType func(*responses.Response) types.Type
}

// maxProperties bounds a schema of one object; generated types have hundreds.
const maxProperties = 256

// of returns the schema of a type.
func (m *schemer) of(t types.Type) *Schema {
	t = types.Unalias(t)
	if s := special(t); s != nil {
		return s
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		if m.decode {
			return m.of(ptr.Elem())
		}
		return orNull(m.of(ptr.Elem()))
	}
	if s, custom := marshals(t); custom {
		return s
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return basic(u)
	case *types.Struct:
		if n, ok := t.(*types.Named); ok && n.Obj().Pkg() != nil {
			return m.reference(n, u)
		}
		return m.object(u)
	case *types.Slice:
		if e, ok := u.Elem().Underlying().(*types.Basic); ok && e.Kind() == types.Byte {
			return m.nullable(&Schema{Types: []string{"string"}, Base64: true})
		}
		return m.nullable(&Schema{Types: []string{"array"}, Items: m.of(u.Elem())})
	case *types.Array:
		return &Schema{Types: []string{"array"}, Items: m.of(u.Elem())}
	case *types.Map:
		return m.nullable(&Schema{Types: []string{"object"}, Values: m.of(u.Elem())})
	}
	return &Schema{}
}

// nullable is a schema of what is encoded as null where it is nil.
func (m *schemer) nullable(s *Schema) *Schema {
	if m.decode {
		return s
	}
	return orNull(s)
}

// reference refers to the schema of a struct with a name, which is made if it is not there.
func (m *schemer) reference(n *types.Named, u *types.Struct) *Schema {
	name := types.TypeString(n, nil)
	if m.decode {
		name += Request
	}
	if m.named[name] == nil {
		m.named[name] = &Schema{} // it may contain itself
		*m.named[name] = *m.object(u)
	}
	return &Schema{Ref: name}
}

// object returns the schema of a struct.
func (m *schemer) object(u *types.Struct) *Schema {
	s := &Schema{Types: []string{"object"}, Closed: true}
	for _, f := range jsonfield.Of(u) {
		if f.Embedded || len(s.Properties) == maxProperties {
			s.Closed = false
			continue
		}
		field := f.Path[len(f.Path)-1]
		p := Property{Name: f.Name, Schema: m.of(field.Type()), Required: !f.OmitEmpty && !f.OmitZero}
		for _, above := range f.Path[:len(f.Path)-1] {
			if _, ptr := above.Type().Underlying().(*types.Pointer); ptr {
				p.Required = false
			}
		}
		if m.decode {
			p.Required = required(u, field)
		}
		if f.Quoted {
			p.Schema = &Schema{Types: []string{"string"}}
		}
		if f.OmitEmpty || f.OmitZero { // then it is not null either
			p.Schema = notNull(p.Schema)
		}
		s.Properties = append(s.Properties, p)
	}
	return s
}

// required reports whether a validator wants a field, by the tags of go-playground's.
func required(u *types.Struct, field *types.Var) bool {
	for i := range u.NumFields() {
		if u.Field(i) != field {
			continue
		}
		tag := reflect.StructTag(u.Tag(i))
		return slices.Contains(strings.Split(tag.Get("binding"), ","), "required") || slices.Contains(strings.Split(tag.Get("validate"), ","), "required")
	}
	return false
}

func basic(u *types.Basic) *Schema {
	switch info := u.Info(); {
	case info&types.IsBoolean != 0:
		return &Schema{Types: []string{"boolean"}}
	case info&types.IsInteger != 0:
		s := &Schema{Types: []string{"integer"}}
		switch u.Kind() {
		case types.Int32, types.Int64:
			s.Format = u.Name()
		}
		return s
	case info&types.IsFloat != 0:
		return &Schema{Types: []string{"number"}}
	case info&types.IsString != 0:
		return &Schema{Types: []string{"string"}}
	}
	return &Schema{}
}

// special returns the schema of types that encoding/json knows, nil for others.
func special(t types.Type) *Schema {
	switch {
	case typeutil.IsNamed(t, "time", "Time"):
		return &Schema{Types: []string{"string"}, Format: "date-time"}
	case typeutil.IsNamed(t, "encoding/json", "Number"):
		return &Schema{Types: []string{"number"}}
	case typeutil.IsNamed(t, "encoding/json", "RawMessage"):
		return &Schema{}
	}
	return nil
}

// marshals returns the schema of types that have a say in how they are encoded: as text, or as
// something that is not known.
func marshals(t types.Type) (s *Schema, custom bool) {
	has := func(name string) bool {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		_, ok := obj.(*types.Func)
		return ok
	}
	switch {
	case types.IsInterface(t):
		return nil, false
	case has("MarshalJSON") || has("MarshalJSONTo") || has("UnmarshalJSON"):
		return &Schema{}, true
	case has("MarshalText") || has("UnmarshalText"):
		return &Schema{Types: []string{"string"}}, true
	}
	return nil, false
}

// orNull is a schema that also allows null.
func orNull(s *Schema) *Schema {
	switch {
	case s.Ref != "":
		return &Schema{AnyOf: []*Schema{s, {Types: []string{"null"}}}}
	case len(s.Types) == 0 || slices.Contains(s.Types, "null"):
		return s
	}
	c := *s
	c.Types = append(slices.Clone(s.Types), "null")
	return &c
}

// notNull is a schema without null.
func notNull(s *Schema) *Schema {
	if len(s.AnyOf) == 2 && s.AnyOf[0].Ref != "" {
		return s.AnyOf[0]
	}
	c := *s
	c.Types = slices.DeleteFunc(slices.Clone(s.Types), func(t string) bool { return t == "null" })
	return &c
}

// maxNested bounds how far a schema follows the values of a body.
const maxNested = 8

// shape returns the schema of a value of which more is known than its type: the members of a
// map, and what is in a field of an interface's type.
func (m *schemer) shape(s *responses.Shape, depth int) *Schema {
	switch {
	case depth > maxNested:
		return &Schema{}
	case s.Type != nil && !types.IsInterface(s.Type) && !open(s.Type, 0):
		if t := m.of(s.Type); s.Kind != "null" || len(t.Types)+len(t.AnyOf) > 0 {
			if s.Kind == "null" {
				return orNull(t)
			}
			return t
		}
	}
	if s.Type != nil && special(s.Type) != nil {
		return special(s.Type)
	}
	switch s.Kind {
	case "":
		return &Schema{}
	case "object":
		out := &Schema{Types: []string{"object"}, Closed: !s.Open}
		for _, member := range s.Members {
			if member.Presence == responses.Never || len(out.Properties) == maxProperties {
				continue
			}
			p := Property{Name: member.Name, Required: member.Presence == responses.Always, Schema: m.values(member, depth)}
			out.Properties = append(out.Properties, p)
		}
		if len(out.Properties) == 0 && s.Open && s.Type != nil {
			if u, ok := s.Type.Underlying().(*types.Map); ok {
				out.Values = m.of(u.Elem())
			}
		}
		return out
	case "array":
		out := &Schema{Types: []string{"array"}}
		var items []*Schema
		for _, item := range s.Items {
			items = append(items, m.shape(item, depth+1))
		}
		if u, ok := sliceOf(s.Type); len(items) == 0 && ok {
			items = append(items, m.of(u.Elem()))
		}
		if len(items) > 0 {
			out.Items = union(items)
		}
		if s.Known || s.Empty {
			return out
		}
		return m.nullable(out)
	}
	return &Schema{Types: []string{s.Kind}}
}

func sliceOf(t types.Type) (*types.Slice, bool) {
	if t == nil {
		return nil, false
	}
	u, ok := t.Underlying().(*types.Slice)
	return u, ok
}

// values returns the schema of a member.
func (m *schemer) values(member *responses.Member, depth int) *Schema {
	if f := member.Field; f != nil && !open(f.Type(), 0) {
		s := m.of(f.Type())
		if member.OmitEmpty || member.OmitZero {
			return notNull(s)
		}
		return s
	}
	var all []*Schema
	for _, v := range member.Values {
		all = append(all, m.shape(v, depth+1))
	}
	return union(all)
}

// open reports whether a type has parts of which a value tells more: fields of interface
// types, and maps with the names of members as keys.
func open(t types.Type, depth int) bool {
	if depth > 3 || special(t) != nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return true
	case *types.Pointer:
		return open(u.Elem(), depth)
	case *types.Struct:
		for f := range u.Fields() {
			if open(f.Type(), depth+1) {
				return true
			}
		}
	case *types.Map:
		return open(u.Elem(), depth)
	case *types.Slice:
		return open(u.Elem(), depth)
	}
	return false
}

// union returns the schema of what one of several allows.
func union(all []*Schema) *Schema {
	var out []*Schema
	seen := make(map[string]bool)
	for _, s := range all {
		key, _ := json.Marshal(s)
		if string(key) == "{}" {
			return &Schema{} // any value
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			out = append(out, s)
		}
	}
	switch len(out) {
	case 0:
		return &Schema{}
	case 1:
		return out[0]
	}
	return &Schema{AnyOf: out}
}

// Union returns the schema of what either of two allows; a nil Schema is none.
func (s *Schema) Union(o *Schema) *Schema {
	switch {
	case s == nil:
		return o
	case o == nil:
		return s
	}
	var all []*Schema
	for _, x := range []*Schema{s, o} {
		if len(x.AnyOf) > 0 {
			all = append(all, x.AnyOf...)
		} else {
			all = append(all, x)
		}
	}
	return union(all)
}

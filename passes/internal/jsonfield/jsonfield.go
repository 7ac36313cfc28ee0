// Package jsonfield says what encoding/json writes of a struct.
package jsonfield

import (
	"go/types"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// A Field is a field of a struct that encoding/json writes.
type Field struct {
	Name      string
	Path      []*types.Var // through embedded structs, the field itself last
	tagged    bool         // the name is the tag's
	OmitEmpty bool
	OmitZero  bool
	Quoted    bool // the option string
	// Embedded says that it has no name: it is a map, or text, whose members are those of
	// the struct (the option embed, since Go 1.27).
	Embedded  bool
	Formatted bool // the option format, which encoding/json/v2 refuses and encoding/json ignores
}

// Of returns what encoding/json writes of a struct, in its order. Of
// fields with one name it takes the one that is embedded least; among those the
// one whose name a tag gives; and none if that leaves several.
func Of(u *types.Struct) []Field {
	type level struct {
		s    *types.Struct
		path []*types.Var
	}
	var all []Field
	seen := make(map[*types.Struct]bool)
	for next := []level{{u, nil}}; len(next) > 0; {
		current := next
		next = nil
		for _, l := range current {
			if seen[l.s] {
				continue
			}
			seen[l.s] = true
			for i := range l.s.NumFields() {
				field := l.s.Field(i)
				tag, set := reflect.StructTag(l.s.Tag(i)).Lookup("json")
				if tag == "-" {
					continue
				}
				name, options, _ := strings.Cut(tag, ",")
				if !validName(name) {
					name = ""
				}
				path := append(slices.Clip(l.path), field)
				embed := field.Exported() && hasOption(options, "embed")
				inner := embedded(field, embed)
				if !field.Exported() && inner == nil {
					continue
				}
				if inner != nil && name == "" {
					next = append(next, level{inner, path})
					continue
				}
				if !field.Exported() {
					continue
				}
				f := Field{Name: name, Path: path, tagged: set && name != "", OmitEmpty: hasOption(options, "omitempty"),
					OmitZero: hasOption(options, "omitzero"), Quoted: hasOption(options, "string"), Formatted: strings.Contains(","+options, ",format:")}
				f.Embedded = embed && name == "" && hasMembers(field.Type())
				if name == "" && !f.Embedded {
					f.Name = field.Name()
				}
				all = append(all, f)
			}
		}
	}
	return dominant(all, u)
}

// hasOption reports whether the options of a tag have one.
func hasOption(options, name string) bool {
	for o := range strings.SplitSeq(options, ",") {
		if o == name {
			return true
		}
	}
	return false
}

// hasMembers reports whether a type is one whose members the option embed makes those of
// the struct, other than a struct: a map of texts, or JSON as it is.
func hasMembers(t types.Type) bool {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "encoding/json/jsontext" {
		return n.Obj().Name() == "Value"
	}
	m, ok := t.Underlying().(*types.Map)
	if !ok {
		return false
	}
	key, ok := m.Key().Underlying().(*types.Basic)
	return ok && key.Info()&types.IsString != 0
}

// embedded returns the struct that an embedded field brings in, or one with the option
// embed; nil if it is none.
func embedded(field *types.Var, embed bool) *types.Struct {
	if !field.Embedded() && !embed {
		return nil
	}
	t := field.Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}

// dominant drops the fields that others with their name hide, and sorts the
// rest as the source has them.
func dominant(all []Field, u *types.Struct) []Field {
	var out []Field
	for _, f := range all {
		hidden := !f.Embedded && slices.ContainsFunc(all, func(o Field) bool {
			if o.Name != f.Name || slices.Equal(o.Path, f.Path) {
				return false
			}
			if len(o.Path) != len(f.Path) {
				return len(o.Path) < len(f.Path)
			}
			return o.tagged || !f.tagged // equals hide each other
		})
		if !hidden {
			out = append(out, f)
		}
	}
	order := func(f Field) (at []int) {
		s := u
		for _, v := range f.Path {
			for i := range s.NumFields() {
				if s.Field(i) == v {
					at = append(at, i)
				}
			}
			if s = embedded(v, true); s == nil {
				break
			}
		}
		return at
	}
	slices.SortStableFunc(out, func(a, b Field) int { return slices.Compare(order(a), order(b)) })
	return out
}

// validName reports whether encoding/json takes a name from a tag.
func validName(name string) bool {
	for _, r := range name {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

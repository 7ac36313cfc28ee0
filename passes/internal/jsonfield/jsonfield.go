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
				inner := embedded(field)
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
				f := Field{Name: name, Path: path, tagged: set && name != ""}
				if name == "" {
					f.Name = field.Name()
				}
				for o := range strings.SplitSeq(options, ",") {
					f.OmitEmpty = f.OmitEmpty || o == "omitempty"
					f.OmitZero = f.OmitZero || o == "omitzero"
					f.Quoted = f.Quoted || o == "string"
				}
				all = append(all, f)
			}
		}
	}
	return dominant(all, u)
}

// embedded returns the struct that an embedded field brings in, nil if it is none.
func embedded(field *types.Var) *types.Struct {
	if !field.Embedded() {
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
		hidden := slices.ContainsFunc(all, func(o Field) bool {
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
			if s = embedded(v); s == nil {
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

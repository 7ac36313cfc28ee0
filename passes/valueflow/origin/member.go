package origin

import (
	"go/types"
	"reflect"
	"slices"
	"sort"
	"strings"
)

// SetField returns members with one that is replaced, or added.
func SetField(fs []Field, f Field) []Field {
	for i := range fs {
		if fs[i].Name == f.Name {
			fs[i] = f
			return fs
		}
	}
	fs = append(fs, f)
	SortFields(fs)
	return fs
}

// Copies reports whether a result is a changed copy of a parameter: it differs
// from it in members that the function does not write to the parameter itself.
func (r Row) Copies(t *Term) bool {
	return slices.ContainsFunc(t.Fields, func(fd Field) bool {
		return !slices.ContainsFunc(r.Effects, func(e Effect) bool { return e.Index == t.Index && e.Path == t.Path+"."+fd.Name })
	})
}

// MemberType returns the type of a field of a struct, or of the one a pointer
// refers to; nil if it has none.
func MemberType(t types.Type, name string) types.Type {
	if t == nil {
		return nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		for v := range s.Fields() {
			if v.Name() == name {
				return v.Type()
			}
		}
	}
	return nil
}

// Hidden reports whether encoding/json leaves a field of a struct type out.
func Hidden(typ types.Type, name string) bool {
	if typ == nil {
		return false
	}
	if p, ok := typ.Underlying().(*types.Pointer); ok {
		typ = p.Elem()
	}
	s, ok := typ.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		if fd := s.Field(i); fd.Name() == name {
			if !fd.Exported() && !fd.Embedded() {
				return true
			}
			return tagValue(s.Tag(i), "json") == "-"
		}
	}
	return false
}

// FieldName returns the member that a struct's field is: ".name".
func FieldName(t types.Type, i int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok && i < s.NumFields() {
		return "." + s.Field(i).Name()
	}
	return ".?"
}

// Member returns the member of an object.
func (t *Term) Member(name string) (Value, bool) {
	for _, f := range t.Fields {
		if f.Name == name {
			return f.Value, true
		}
	}
	return nil, false
}

// SelectField returns the member of what a term stands for.
func (t *Term) SelectField(name string) Value {
	if f, ok := t.Member(name); ok {
		return f
	}
	switch t.Op {
	case Object:
		if strings.HasPrefix(name, "#") {
			return nil
		}
		if t.Open {
			return AnyValue(false)
		}
		return Value{{Op: Zero}}
	case Param, Global, Opaque:
		c := &Term{Op: t.Op, Index: t.Index, Name: t.Name, Path: t.Path + "." + name, Guards: t.Guards, Pos: t.Pos, Fn: t.Fn}
		c.Parse, c.Checked, c.Gone = t.Parse, t.Checked, t.Gone // an error inside one is about the same
		return Value{c}
	case Zero, Const:
		return Value{{Op: Zero}}
	}
	return AnyValue(false)
}

// SplitPath splits ".a.b" into "a" and ".b". Members that hold dots, as header
// keys may not but map keys may, are written with them replaced.
func SplitPath(path string) (name, rest string) {
	path = path[1:]
	if i := strings.IndexByte(path, '.'); i >= 0 {
		return path[:i], path[i:]
	}
	return path, ""
}

// Member returns the path of a member with a name.
func Member(name string) string { return "." + strings.ReplaceAll(name, ".", "·") }

// SortFields sorts members by their names.
func SortFields(fs []Field) {
	sort.Slice(fs, func(i, j int) bool { return fs[i].Name < fs[j].Name })
}

// Below splits a term that is a member of something unread into what that is
// and the path of the member; base is nil if it is none.
func (t *Term) Below() (base *Term, path string) {
	if t.Op != Param && t.Op != Opaque || t.Path == "" {
		return nil, ""
	}
	i := strings.LastIndexByte(t.Path, '.')
	c := &Term{Op: t.Op, Index: t.Index, Name: t.Name, Path: t.Path[:i], Pos: t.Pos, Fn: t.Fn}
	return c, t.Path[i:]
}

func tagValue(tag, key string) string { return reflect.StructTag(tag).Get(key) }

package edit

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Return returns the statement that leaves the function around a position, with
// the imports that it needs: a bare return where the results are named and in
// sight, else one with their zero values. It is not ok outside of a function, or
// where a result's type cannot be written down.
func (f *File) Return(pos token.Pos) (stmt string, edits []analysis.TextEdit, ok bool) {
	_, sig := f.Func(pos)
	if sig == nil {
		return "", nil, false
	}
	if f.bare(sig, pos) {
		return "return", nil, true
	}
	values, edits, ok := f.ZeroResults(sig, pos)
	return "return " + values, edits, ok
}

// ReturnError returns the statement that leaves the function around a position with an
// error, which has to be the last of its results.
func (f *File) ReturnError(pos token.Pos, err string) (stmt string, edits []analysis.TextEdit, ok bool) {
	_, sig := f.Func(pos)
	if sig == nil || sig.Results().Len() == 0 || sig.Results().At(sig.Results().Len()-1).Type().String() != "error" {
		return "", nil, false
	}
	zeros, edits, ok := f.ZeroResults(sig, pos)
	return "return " + strings.TrimSuffix(zeros, "nil") + err, edits, ok
}

// bare reports whether a return at a position needs no values.
func (f *File) bare(sig *types.Signature, pos token.Pos) bool {
	for v := range sig.Results().Variables() {
		if v.Name() == "" || v.Name() != "_" && f.resolve(v.Name(), pos) != v {
			return false
		}
	}
	return true
}

// ZeroResults returns the zero values of a signature's results as a return at a
// position lists them, "" if there are none.
func (f *File) ZeroResults(sig *types.Signature, pos token.Pos) (values string, edits []analysis.TextEdit, ok bool) {
	var texts []string
	for v := range sig.Results().Variables() {
		text, more, ok := f.zero(v.Type(), pos)
		if !ok {
			return "", nil, false
		}
		texts = append(texts, text)
		edits = append(edits, more...)
	}
	return strings.Join(texts, ", "), edits, true
}

// zero returns the zero value of a type.
func (f *File) zero(t types.Type, pos token.Pos) (string, []analysis.TextEdit, bool) {
	universe := func(name string) (string, []analysis.TextEdit, bool) {
		return name, nil, f.resolve(name, pos) == types.Universe.Lookup(name)
	}
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		text, edits, ok := f.typeText(t, pos)
		_, _, visible := universe("new")
		return "*new(" + text + ")", edits, ok && visible
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch info := u.Info(); {
		case info&types.IsBoolean != 0:
			return universe("false")
		case info&types.IsNumeric != 0:
			return "0", nil, true
		case info&types.IsString != 0:
			return `""`, nil, true
		}
		return universe("nil") // unsafe.Pointer
	case *types.Struct, *types.Array:
		text, edits, ok := f.typeText(t, pos)
		return text + "{}", edits, ok
	}
	return universe("nil")
}

// typeText returns a type as code at a position writes it.
func (f *File) typeText(t types.Type, pos token.Pos) (text string, edits []analysis.TextEdit, ok bool) {
	if !f.nameable(t, pos, make(map[types.Type]bool)) {
		return "", nil, false
	}
	ok = true
	text = types.TypeString(t, func(p *types.Package) string {
		if p == f.pass.Pkg {
			return ""
		}
		name, more, found := f.Import(p.Path(), p.Name(), pos)
		edits = append(edits, more...)
		ok = ok && found
		return name
	})
	return text, edits, ok
}

// nameable reports whether every name in a type can be written at a position:
// those of this package must mean it there, those of others be exported.
func (f *File) nameable(t types.Type, pos token.Pos, seen map[types.Type]bool) bool {
	if seen[t] {
		return true
	}
	seen[t] = true
	named := func(obj *types.TypeName, args *types.TypeList) bool {
		if obj.Pkg() == nil || obj.Pkg() == f.pass.Pkg {
			if f.resolve(obj.Name(), pos) != obj {
				return false
			}
		} else if !obj.Exported() {
			return false
		}
		for arg := range args.Types() {
			if !f.nameable(arg, pos, seen) {
				return false
			}
		}
		return true
	}
	tuple := func(vars *types.Tuple) bool {
		for v := range vars.Variables() {
			if !f.nameable(v.Type(), pos, seen) {
				return false
			}
		}
		return true
	}
	switch t := t.(type) {
	case *types.Basic:
		return t.Kind() == types.UnsafePointer || f.resolve(t.Name(), pos) == types.Universe.Lookup(t.Name())
	case *types.Alias:
		return named(t.Obj(), t.TypeArgs())
	case *types.Named:
		return named(t.Obj(), t.TypeArgs())
	case *types.TypeParam:
		return f.resolve(t.Obj().Name(), pos) == t.Obj()
	case *types.Pointer:
		return f.nameable(t.Elem(), pos, seen)
	case *types.Slice:
		return f.nameable(t.Elem(), pos, seen)
	case *types.Array:
		return f.nameable(t.Elem(), pos, seen)
	case *types.Chan:
		return f.nameable(t.Elem(), pos, seen)
	case *types.Map:
		return f.nameable(t.Key(), pos, seen) && f.nameable(t.Elem(), pos, seen)
	case *types.Signature:
		return tuple(t.Params()) && tuple(t.Results())
	case *types.Struct:
		for v := range t.Fields() {
			if !v.Exported() && v.Pkg() != f.pass.Pkg || !f.nameable(v.Type(), pos, seen) {
				return false
			}
		}
		return true
	}
	return false // an interface literal within a struct or array: too rare to spell
}

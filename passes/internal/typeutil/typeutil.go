// Package typeutil answers questions about types and packages that need nothing
// but go/types.
package typeutil

import (
	"go/types"
	"strings"
)

// Named returns the named type that a type is or points to, nil if there is none.
func Named(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	n, _ := types.Unalias(t).(*types.Named)
	return n
}

// IsNamed reports whether a type is, or points to, the type of a package that has a name.
func IsNamed(t types.Type, pkg, name string) bool {
	n := Named(t)
	return n != nil && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == pkg
}

// Name returns the name of the concrete type that a type is or points to,
// "path.Name"; "" if it has none.
func Name(t types.Type) string {
	n := Named(t)
	if n == nil || types.IsInterface(n) {
		return ""
	}
	if n.Obj().Pkg() == nil {
		return n.Obj().Name()
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}

// MethodExpr names a method as the Go expression that selects it from its type:
// "store.Store.Cart", "(*http.Client).Do".
func MethodExpr(typ, method string, byPointer bool) string {
	if byPointer {
		return "(*" + typ + ")." + method
	}
	return typ + "." + method
}

// PackageOf returns the package that a type, or what it points to, is declared in;
// nil if it has no name or is predeclared.
func PackageOf(t types.Type) *types.Package {
	if n := Named(t); n != nil {
		return n.Obj().Pkg()
	}
	return nil
}

// Receiver returns the type that a method is declared for, nil for a function.
func Receiver(m *types.Func) *types.TypeName {
	recv := m.Signature().Recv()
	if recv == nil {
		return nil
	}
	if n := Named(recv.Type()); n != nil {
		return n.Obj()
	}
	return nil
}

// Method returns the method of a type, or of a pointer to it, that has a name; nil if
// it has none.
func Method(t types.Type, name string) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	fn, _ := obj.(*types.Func)
	return fn
}

// errorType is the interface error.
var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// IsError reports whether a type is one of errors: error itself, or one that has its method.
func IsError(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if _, ok := t.(*types.Named); !ok {
			return false
		}
	case *types.Interface:
		if u.NumMethods() == 0 {
			return false
		}
	case *types.Tuple:
		return false
	}
	return types.Implements(t, errorType)
}

// IsErrorInterface reports whether a type is error itself.
func IsErrorInterface(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

// IsString reports whether a type is a string type.
func IsString(t types.Type) bool { return isBasic(t, types.IsString) }

// IsInteger reports whether a type is an integer type.
func IsInteger(t types.Type) bool { return isBasic(t, types.IsInteger) }

func isBasic(t types.Type, info types.BasicInfo) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&info != 0
}

// IsText reports whether a type is one of strings or of slices of bytes.
func IsText(t types.Type) bool { return IsString(t) || t != nil && isBytes(t) }

// IsList reports whether a type is one of slices, other than of bytes.
func IsList(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok && !isBytes(t)
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// IsFunc reports whether a type is one of functions.
func IsFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// IsStruct reports whether a type is one of structs.
func IsStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// IsMap reports whether a type is one of maps.
func IsMap(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// FieldName returns the name of a field of the struct that a type is or points to,
// "" if there is no such field.
func FieldName(t types.Type, i int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok && i < s.NumFields() {
		return s.Field(i).Name()
	}
	return ""
}

// HasField reports whether a field is the own one of a struct, or of the one that a
// pointer leads to.
func HasField(t types.Type, field *types.Var) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f == field {
			return true
		}
	}
	return false
}

// FindPackage returns the package with a path among those that one imports, however
// far, and that one itself; nil if there is none.
func FindPackage(from *types.Package, path string) *types.Package {
	seen := make(map[*types.Package]bool)
	var find func(pkg *types.Package) *types.Package
	find = func(pkg *types.Package) *types.Package {
		if pkg.Path() == path {
			return pkg
		}
		seen[pkg] = true
		for _, imp := range pkg.Imports() {
			if !seen[imp] {
				if found := find(imp); found != nil {
					return found
				}
			}
		}
		return nil
	}
	return find(from)
}

// Lookup returns what a package declares, or one that it imports, by the full name
// "path.Name"; nil if there is no such thing.
func Lookup(pkg *types.Package, full string) types.Object {
	path, name := SplitName(full)
	switch {
	case name == full:
		return nil
	case path == pkg.Path():
		return pkg.Scope().Lookup(name)
	}
	for _, imp := range pkg.Imports() {
		if imp.Path() == path {
			return imp.Scope().Lookup(name)
		}
	}
	return nil
}

// SplitName splits "path.Name".
func SplitName(full string) (path, name string) {
	i := strings.LastIndexByte(full, '.')
	if i < 0 {
		return "", full
	}
	return full[:i], full[i+1:]
}

// Within reports whether an import path is a root, as a module has one, or lies below it.
func Within(path, root string) bool {
	rest, ok := strings.CutPrefix(path, root)
	return ok && (rest == "" || rest[0] == '/')
}

// PackagePath returns the import path of the package that a type, or what it points
// to, is declared in; "" if it has no name or is predeclared.
func PackagePath(t types.Type) string {
	if pkg := PackageOf(t); pkg != nil {
		return pkg.Path()
	}
	return ""
}

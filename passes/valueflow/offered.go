package valueflow

import (
	"go/types"
	"strings"
)

// Code that asks an error for an interface of its own, `Public() string` beside
// Error() or `Code() string`, sends what errors offer that were made for it. Of one
// that is not known to be such, nothing that the code sends is the text.

// distinguishes reports whether an interface tells some errors from the rest: it has a
// method beside those that any error may have, and one of no library's making.
func (f *Result) distinguishes(typ types.Type) bool {
	it, ok := typ.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range it.Methods() {
		switch m.Name() {
		case "Error", "String", "GoString", "Format", "Unwrap", "Cause", "Is", "As", "StackTrace", "Timeout", "Temporary":
			continue
		}
		if m.Pkg() != nil && !f.fromStandard(m.Pkg().Path()) {
			return true
		}
	}
	return false
}

// fromStandard reports whether an import path is the standard library's, which has
// no dot in its first element; that of this package may have none either.
func (f *Result) fromStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	own, _, _ := strings.Cut(f.Pkg.Pkg.Path(), "/")
	return first != own && !strings.Contains(first, ".")
}

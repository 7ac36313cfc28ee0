package valueflow

import (
	"go/constant"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
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

// foundHere returns the error of which a condition says that its chain has one of an
// interface of the program's own, and that interface.
func (f *Result) foundHere(c cond) (x ssa.Value, want types.Type) {
	if c.kind != origin.GuardConst || c.c == nil || c.c.Value == nil || c.c.Value.Kind() != constant.Bool || constant.BoolVal(c.c.Value) == c.neg {
		return nil, nil
	}
	call, i := ssautil.ResultCall(c.x)
	if call == nil {
		return nil, nil
	}
	x, want = f.lookedFor(call, i)
	if x == nil || !f.distinguishes(want) {
		return nil, nil
	}
	return x, want
}

// lookedFor returns the error in whose chain a call looks for one of a type, as errors.As
// does, and says by result i whether there is one. It is nil if the call does anything else.
func (f *Result) lookedFor(call *ssa.Call, i int) (x ssa.Value, want types.Type) {
	row, args := f.row(&call.Call), ssautil.Args(&call.Call)
	if row == nil || i >= len(row.Results) {
		return nil, nil
	}
	e := row.Results[i]
	if e.Op != httpmodel.OpAs || e.Arg >= len(args) || e.Int >= len(args) {
		return nil, nil
	}
	if want = resultType(call, 0); e.Int > 0 {
		p, isPointer := ssautil.Unwrap(args[e.Int]).Type().Underlying().(*types.Pointer)
		if !isPointer {
			return nil, nil
		}
		want = p.Elem()
	}
	return args[e.Arg], want
}

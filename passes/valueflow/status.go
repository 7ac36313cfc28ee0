package valueflow

import (
	"go/constant"
	"slices"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Services hide the text of an error where they have failed, and show it where the client has:
//
//	message := err.Error()
//	if status >= 500 {
//		message = http.StatusText(status)
//	}
//
// What such a test says is kept on the text, and on the status itself, see [origin.Term].

// belowService reports whether conditions say that a status is one of the client's.
func (f *Result) belowService(cs []cond) bool {
	return slices.ContainsFunc(cs, func(c cond) bool {
		if c.any != nil {
			return !slices.ContainsFunc(c.any, func(cs []cond) bool { return !f.belowService(cs) })
		}
		if isClients(c) {
			return true
		}
		n, ok := numberOf(c)
		return ok && c.kind == origin.GuardConst && isGiven(c.x) &&
			(c.neg && n == http.StatusInternalServerError || !c.neg && n >= http.StatusBadRequest && n < http.StatusInternalServerError)
	})
}

// isClients reports whether a condition says that a status is less than 500.
func isClients(c cond) bool {
	n, ok := numberOf(c)
	return ok && c.kind == origin.GuardLess && !c.neg && n > http.StatusBadRequest && n <= http.StatusInternalServerError && isGiven(c.x)
}

// numberOf returns the number that a condition compares with.
func numberOf(c cond) (int64, bool) {
	if c.any != nil || c.global != nil || c.c == nil || c.c.Value == nil || c.c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.c.Value)
}

// isGiven reports whether a number is used for more than to be compared, as the status of a
// response is: the length of a text is not.
func isGiven(x ssa.Value) bool {
	if ssautil.LenOf(x) != nil || x.Referrers() == nil {
		return false
	}
	if load, ok := x.(*ssa.UnOp); ok { // a member: it is read again where it is sent
		switch load.X.(type) {
		case *ssa.FieldAddr, *ssa.Alloc, *ssa.FreeVar:
			return true
		}
	}
	return slices.ContainsFunc(*x.Referrers(), func(use ssa.Instruction) bool {
		switch use.(type) {
		case *ssa.BinOp, *ssa.DebugRef:
			return false
		}
		return true
	})
}

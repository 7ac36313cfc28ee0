package handler

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// SaysNothing reports whether a body is empty, or only says what the status is.
func SaysNothing(body origin.Value) bool {
	return isEmpty(body) || len(body) == 1 && body[0].Op == origin.StatusText
}

// NeedsArgument reports whether a helper sends its response only if an argument is not nil
// that may be.
func (p *Handlers) NeedsArgument(s *summary.Response) bool {
	for _, t := range p.Flow.Targets(s.Code.Call) {
		for _, a := range p.summaries.SummaryOf(t) {
			if a.Kind != s.Code.Write.Kind || a.API != s.Code.Write.API {
				continue
			}
			for _, g := range a.When.Guards {
				if g.Kind != origin.GuardNil || g.Index < 0 || g.Index >= len(t.Args) || p.Flow.IsWriter(t.Args[g.Index].Type()) { // nobody handles a request without one
					continue
				}
				switch t.Args[g.Index].(type) {
				case *ssa.MakeInterface, *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeClosure:
				default:
					return true
				}
			}
		}
	}
	return false
}

// IsJSON reports whether every origin of a body is JSON: encoded as such, or a
// text that begins with an object's first member.
func IsJSON(v origin.Value) bool {
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool {
		switch t.Op {
		case origin.Encoded:
			return t.Name != string(summary.JSON)
		case origin.Concat:
			return !strings.HasPrefix(strings.TrimLeft(origin.Value{t}.Prefix(), " [\n\t"), `{"`)
		case origin.Const:
			ss, ok := origin.Value{t}.Strings()
			return !ok || summary.LiteralKind(ss[0]) != summary.JSON || !json.Valid([]byte(ss[0]))
		}
		return true
	})
}

// isEmpty reports whether every origin of a body is nil or an empty text, be it
// encoded or not.
func isEmpty(v origin.Value) bool {
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool {
		switch t.Op {
		case origin.Zero:
			return false
		case origin.Encoded:
			return len(t.Args) == 0 || !isEmpty(t.Args[0])
		case origin.Concat:
			return slices.ContainsFunc(t.Args, func(part origin.Value) bool { return !isEmpty(part) })
		}
		ss, ok := origin.Value{t}.Strings()
		return !ok || ss[0] != ""
	})
}

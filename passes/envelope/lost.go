package envelope

import (
	"fmt"
	"slices"

	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
)

// lost finds an error's body that has nothing where its message should be: an error that
// is encoded as JSON is {}. A helper that encodes one is reported itself.
func lost(s *responses.Response) (f report.Finding, ok bool) {
	if !s.IsFailure() {
		return f, false
	}
	members := func(s *responses.Response) (list []responses.LostMember) {
		for _, shape := range s.Shapes() {
			list = append(list, shape.LostMembers()...)
		}
		return list
	}
	list := members(s)
	if len(list) == 0 || slices.ContainsFunc(s.Helpers.Inside, func(in *responses.Response) bool { return len(members(in)) > 0 }) {
		return f, false
	}
	what := "the error"
	if list[0].Name != "" {
		what = fmt.Sprintf("%q", list[0].Name)
	}
	f.Node, f.Category = s.At.Node, "lost"
	if list[0].Vague {
		f.Message = fmt.Sprintf("%s sends %s in which %s has the exported fields of an error, often none ({}), and not its text", s.Name(), body(s), what)
	} else {
		f.Message = fmt.Sprintf("%s sends %s with %s as {}: JSON omits the error's unexported fields", s.Name(), body(s), what)
	}
	return f, true
}

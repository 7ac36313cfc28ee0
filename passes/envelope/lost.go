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
	members := func(s *responses.Response) (names []string) {
		for _, shape := range s.Shapes() {
			names = append(names, shape.LostMembers()...)
		}
		return names
	}
	names := members(s)
	if len(names) == 0 || slices.ContainsFunc(s.Helpers.Inside, func(in *responses.Response) bool { return len(members(in)) > 0 }) {
		return f, false
	}
	what := "the error"
	if names[0] != "" {
		what = fmt.Sprintf("%q", names[0])
	}
	f.Node, f.Category = s.At.Node, "lost"
	f.Message = fmt.Sprintf("%s sends %s with %s as {}: JSON omits the error's unexported fields", s.Name(), body(s), what)
	return f, true
}

package rawerror

import (
	"fmt"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
)

// router words what is wrong with the answers that a library's router or
// middleware gives of its own accord.
func router(m *responses.Mount, c *contract.Contract) (f report.Finding, ok bool) {
	var wrong []string
	for _, a := range m.Responses {
		switch {
		case a.Code < 400 || !c.IsError(a.Code):
		case a.Kind == responses.Text:
			wrong = append(wrong, fmt.Sprintf("%d as text/plain", a.Code))
		case a.Kind == responses.NoBody && c.WantsBody(a.Code):
			wrong = append(wrong, fmt.Sprintf("%d with an empty body", a.Code))
		}
	}
	f.Node, f.Category = m.Node, "router"
	f.Message = fmt.Sprintf("%s answers %s of its own accord, the contract %s asks for %s",
		m.Made(), strings.Join(wrong, " and "), c.Name, c.ErrorBodyPhrase())
	return f, len(wrong) > 0
}

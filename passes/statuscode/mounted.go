package statuscode

import (
	"fmt"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
)

// mounted holds a status that a router or middleware answers of its own accord
// against a chosen contract.
func mounted(c *contract.Contract, m *responses.Mount, code int) (f report.Finding, ok bool) {
	f.Node = m.Node
	switch {
	case !c.Chosen || code < 400:
		return f, false
	case !c.Documents(code):
		f.Category = "undocumented"
		f.Message = fmt.Sprintf("%s answers %s of its own accord, which the contract %s does not document", m.Made(), http.Named(code), c.Name)
	case !c.MaySet(code):
		f.Category = "role"
		f.Message = fmt.Sprintf("%s answers %s of its own accord, which by the contract %s only the %s sets, and this is the %s", m.Made(), http.Named(code), c.Name, c.SetBy(code), c.Role)
	default:
		return f, false
	}
	return f, true
}

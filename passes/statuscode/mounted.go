package statuscode

import (
	"fmt"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
)

// mounted holds a status that a router or middleware sends by itself
// against a chosen contract.
func mounted(c *contract.Contract, m *responses.Mount, code int) (f report.Finding, ok bool) {
	f.Node = m.Node
	switch {
	case !c.Chosen || code < 400:
		return f, false
	case !c.Documents(code):
		f.Category = "undocumented"
		f.Message = fmt.Sprintf("%s sends its own %s, which contract %s does not document", m.Made(), http.Named(code), c.Name)
	case !c.MaySet(code):
		f.Category = "role"
		f.Message = fmt.Sprintf("%s sends its own %s; contract %s reserves it for the %s, not the %s", m.Made(), http.Named(code), c.Name, c.SetBy(code), c.Role)
	default:
		return f, false
	}
	return f, true
}

package noretry

import (
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/configure"
	"github.com/respvet/respvet/passes/internal/rule/resend"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// configured tells the clients of a request, which send again what failed otherwise, to
// do so after the contract's statuses as well, and when Retry-After says.
func configured(pass *analysis.Pass, c *contract.Contract, s *requests.Site) ([]analysis.TextEdit, bool) {
	if len(s.Clients.Counts) == 0 || !spares(pass, c, s.Clients.Counts) {
		return nil, false
	}
	cond, ok := resend.Condition(c, "r.StatusCode()", "$http")
	if !ok {
		return nil, false
	}
	edits, ok := configure.Edits(pass, s.Clients.Counts, "$again", cond)
	if more, told := configure.Edits(pass, s.Clients.After); told && c.Retry.RetryAfter {
		edits = append(edits, more...)
	}
	return edits, ok
}

// spares reports whether no other request through the same clients might be carried
// out twice. 429 and 503 say that the first was not.
func spares(pass *analysis.Pass, c *contract.Contract, counts []requests.Setting) bool {
	if !c.Retries(500) {
		return true
	}
	for _, s := range pass.ResultOf[requests.Analyzer].(*requests.Result).Sites {
		if may, _ := s.Idempotent(); !may && slices.ContainsFunc(s.Clients.Counts, func(set requests.Setting) bool { return slices.Contains(counts, set) }) {
			return false
		}
	}
	return true
}

package noretry

import (
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/resend"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// fixes returns the ways in which the request could be sent again. A POST or PATCH
// without an idempotency key never has one: it might be carried out twice.
func fixes(pass *analysis.Pass, c *contract.Contract, s *requests.Site, lost requests.Outcome) []analysis.SuggestedFix {
	defer defect.Recover(pass, s.Start())
	switch may, _ := s.Idempotent(); {
	case !may:
		return nil
	case lost.ByClient, len(s.Clients.Counts) > 0:
		if edits, ok := configured(pass, c, s); ok {
			return []analysis.SuggestedFix{{Message: "Configure the client to retry after these statuses; callers may wait longer", TextEdits: edits}}
		}
		return nil
	case lost.Runner != "":
		if edits, ok := resend.Fail(pass, c, s); ok {
			return []analysis.SuggestedFix{{Message: "Return an error for the statuses to retry", TextEdits: edits}}
		}
		return nil
	}
	edits, ok := resend.Clients(pass, c, s)
	if !ok {
		return nil
	}
	return []analysis.SuggestedFix{{Message: "Retry the client's requests after these statuses; callers may wait longer", TextEdits: edits}}
}

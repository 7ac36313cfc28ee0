package noretry

import (
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// fixes returns the ways in which the request could be sent again. A POST or PATCH
// without an idempotency key has none: it might be carried out twice.
func fixes(_ *analysis.Pass, _ *contract.Contract, s *requests.Site) []analysis.SuggestedFix {
	if !idempotent(s) {
		return nil
	}
	return nil
}

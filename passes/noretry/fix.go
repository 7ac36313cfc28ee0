package noretry

import (
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// fixes returns the ways in which the request could be sent again, none so far. A
// POST or PATCH without an idempotency key never has one: it might be carried out
// twice.
func fixes(*analysis.Pass, *contract.Contract, *requests.Site) []analysis.SuggestedFix { return nil }

package noretry

import (
	"go/token"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// A cause is one request that is given up, and the calls that get its response: those of
// a function that all methods of a client go through have one cause.
type cause struct {
	sites []*requests.Site
	lost  []requests.Outcome // of the first
}

// Start returns where the first of the calls stands.
func (k cause) Start() token.Pos { return k.sites[0].Start() }

// maxCallers bounds the callers that one finding names.
const maxCallers = 5

// add puts a site to those with the same cause.
func add(causes []cause, s *requests.Site, lost []requests.Outcome) []cause {
	for i, k := range causes {
		first := k.sites[0]
		if first.Cause() == s.Cause() || first.By.Helper != nil && first.By.Helper == s.By.Helper {
			causes[i].sites = append(k.sites, s)
			return causes
		}
	}
	return append(causes, cause{[]*requests.Site{s}, lost})
}

// finding reports one cause: at the call that gets the response if there is one such
// call, else where the request is made.
func (k cause) finding(pass *analysis.Pass, c *contract.Contract) report.Finding {
	s := k.sites[0]
	if len(k.sites) == 1 {
		return report.Finding{Node: s.At.Call, Message: message(c, s, k.lost), Related: advice(c, s, k.lost), Fixes: fixes(pass, c, s, k.lost[0])}
	}
	at := s.Cause()
	f := report.Finding{Node: at.At.Call, Message: message(c, at, k.lost), Related: advice(c, at, k.lost), Fixes: fixes(pass, c, at, k.lost[0])}
	for _, by := range k.sites {
		if by != at && len(f.Related) < maxCallers {
			f.Related = append(f.Related, analysis.RelatedInformation{Pos: by.At.Call.Pos(), End: by.At.Call.End(), Message: "the response is received here"})
		}
	}
	return f
}

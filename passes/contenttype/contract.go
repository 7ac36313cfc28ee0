package contenttype

import (
	"fmt"
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// other finds JSON under a type that is JSON's, but not the one that a chosen
// contract has for errors, or for successes. What the body is called is the
// sender's affair, also where the caller says whether it is an error's: the
// finding stands there, once for a helper of the package. Where the caller says
// that, too, it stands there.
func other(c *contract.Contract, senders map[token.Pos]*responses.Response, s *responses.Response) (f report.Finding, ok bool) {
	if !c.Chosen || !s.Body.Certain.JSON || !s.Body.Certain.Whole || !isJSON(s.Body.ContentType) || !s.Status.Here && !s.Body.Here && !s.Body.Labels {
		return f, false
	}
	what, want := "an error", c.ErrorMediaType()
	switch {
	case s.IsError() && !slices.ContainsFunc(s.Status.Codes, func(code int) bool { return !c.IsError(code) }):
		ok = !c.AcceptsMediaType(s.Body.ContentType)
	case s.Status.Exact && len(s.Status.Codes) > 0 && !slices.ContainsFunc(s.Status.Codes, func(code int) bool { return code < 200 || code > 299 }):
		ok = !c.AcceptsSuccessMediaType(s.Body.ContentType)
		if ok {
			what, want = "a success", c.Success.MediaTypes[0]
		}
	}
	if !ok {
		return f, false
	}
	at := senders[s.At.Sent]
	if at == nil || s.Body.Labels {
		at = s
	}
	f = report.Finding{
		Node:     at.At.Call,
		Category: "contract",
		Message:  fmt.Sprintf("%s sends %s as %s; %s", at.Name(), what, mediaType(s.Body.ContentType), c.Requires(want)),
	}
	if at != s {
		f.Related = []analysis.RelatedInformation{{Pos: s.At.Call.Pos(), Message: s.By.Via + " is called here"}}
	}
	return f, true
}

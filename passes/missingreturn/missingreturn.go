package missingreturn

import (
	_ "embed"
	"fmt"
	"go/ast"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports handlers that go on after they answered an error.
var Analyzer = &analysis.Analyzer{
	Name:     "missingreturn",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("missingreturn"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func init() { report.Flags(Analyzer) }

// harm says what comes of each kind of work, and what is done at its place.
var harm = [...]struct{ then, here string }{
	responses.CallsAgain:  {"the rejected operation still runs", "the rejected operation runs here"},
	responses.UsesResult:  {"the result of the failed call is used", "the result is used here"},
	responses.ReadsNil:    {"the nil result is used", "the handler panics here"},
	responses.WritesAgain: {"a second response is written", "the second response is written here"},
	responses.CallsNext:   {"the rejected request is still passed to the next handler", "the next handler is called here"},
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	headed := make(map[*responses.Response]bool) // their bodies' findings say it all
	for s := range defect.Each(res.Responses) {
		if s.After != nil && s.StatusCall != nil {
			headed[s.StatusCall] = true
		}
	}
	reported := make(map[*ast.CallExpr]bool) // a call that may send several errors lacks one return
	sent := make(map[*ast.CallExpr][]*responses.Response)
	all := slices.Concat(res.Responses, res.Binding.Ignored, res.Returned)
	for _, s := range all {
		if s.After != nil {
			sent[s.At.Call] = append(sent[s.At.Call], s)
		}
	}
	for s := range defect.Each(all) {
		if s.After == nil || headed[s] || reported[s.At.Call] {
			continue
		}
		reported[s.At.Call] = true
		api := s.Name()
		what := harm[s.After.Work]
		f := report.Finding{
			Node:    s.At.Call,
			Message: message(pass, s, status(sent[s.At.Call])),
		}
		if s.After.Pos != s.At.Call.Pos() { // else it is its own successor in the next round of a loop
			f.Related = []analysis.RelatedInformation{{Pos: s.After.Pos, Message: what.here}}
		}
		if edits, ok := stop(pass, s); ok {
			f.Fixes = []analysis.SuggestedFix{{Message: "Abort the handler chain", TextEdits: edits}}
		} else if edits, ok := leave(pass, s); ok {
			f.Fixes = []analysis.SuggestedFix{{Message: "Return after " + api, TextEdits: edits}}
		}
		r.Add(f)
	}
	r.Flush()
	return nil, nil
}

// message says what was sent, and what the handler does after it.
func message(pass *analysis.Pass, s *responses.Response, status string) string {
	api := s.Name()
	switch {
	case s.After.Left:
		return fmt.Sprintf("handler does not abort the chain after %s sent %s: the handlers that follow still run", api, status)
	case s.After.Unsent:
		return fmt.Sprintf("handler continues after %s set status %s: the response that follows has another status", api, status)
	}
	then := harm[s.After.Work].then
	if s.After.Pos == s.At.Call.Pos() {
		then += " in the next iteration"
	} else if at := pass.Fset.Position(s.After.Pos); at.IsValid() {
		then += fmt.Sprintf(" at line %d", at.Line)
	}
	if s.After.Sign != nil || s.After.NilError {
		return fmt.Sprintf("handler continues after %s, which may have sent %s: %s", api, status, then)
	}
	return fmt.Sprintf("handler continues after %s sent %s: %s", api, status, then)
}

// status names the error that a call sends, if it is one whatever comes before.
func status(sent []*responses.Response) string {
	for _, s := range sent {
		if len(s.Status.Codes) != 1 || s.Status.Codes[0] != sent[0].Status.Codes[0] {
			return "an error"
		}
	}
	return fmt.Sprint(sent[0].Status.Codes[0])
}

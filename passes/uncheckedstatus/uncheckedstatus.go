package uncheckedstatus

import (
	_ "embed"
	"fmt"
	"go/ast"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports answers that are used, or counted as successes, though nobody
// has looked at their status.
var Analyzer = &analysis.Analyzer{
	Name:     "uncheckedstatus",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("uncheckedstatus"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, requests.Analyzer},
}

func init() { report.Flags(Analyzer) }

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[requests.Analyzer].(*requests.Result)
	r := report.New(pass, c.Enabled)
	shared := make(map[ast.Node]int) // places that read the bodies of several responses
	for _, s := range res.Sites {
		if s.Unchecked() && s.Reply.Used != nil {
			shared[s.Reply.Used]++
		}
	}
	for s := range defect.Each(res.Sites) {
		if !s.Unchecked() {
			continue
		}
		api := s.By.API
		if s.By.Via != "" {
			api = s.By.Via
		}
		f := report.Finding{Node: s.At.Call}
		switch {
		case s.Reply.Fills:
			f.Message = fmt.Sprintf("the response status of %s is never checked: a 404 or 503 leaves the result empty and counts as a success", api)
		case s.Reply.Used != nil:
			f.Message = fmt.Sprintf("the response status of %s is never checked: %s reads the body of a 404 or 503 as a success", api, s.Reply.UsedBy)
			if s.Reply.Used != s.At.Call {
				f.Related = []analysis.RelatedInformation{{Pos: s.Reply.Used.Pos(), End: s.Reply.Used.End(), Message: "the body is read here"}}
			}
		default:
			f.Message = fmt.Sprintf("the response status of %s is never checked: a %s rejected with 400 or 503 counts as a success", api, s.Message.Method)
		}
		if s.Reply.Used != nil && shared[s.Reply.Used] > 1 {
			f.Cause, f.Also = s.Reply.Used, "the status of this response is not checked either" // one check before the body is read mends all
		} else if edits, ok := check(pass, s); ok {
			f.Fixes = []analysis.SuggestedFix{{Message: "Return an error after " + api + " if the status is not 2xx", TextEdits: edits}}
		}
		r.Add(f)
	}
	r.Flush()
	return nil, nil
}

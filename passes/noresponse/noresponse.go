package noresponse

import (
	_ "embed"
	"fmt"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports handlers that leave without a response where something has failed.
var Analyzer = &analysis.Analyzer{
	Name:     "noresponse",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("noresponse"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func init() { report.Flags(Analyzer) }

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	for u := range defect.Each(res.MissingResponses) {
		f := report.Finding{Pos: u.Pos, Message: "handler returns without a response after a failure: the client gets an empty 200"}
		if u.Failed != "" {
			f.Message = u.Failed + " failed and the handler returns without a response: the client gets an empty 200"
		}
		if u.Return != nil {
			f.Node = u.Return
		} else {
			f.End = u.Pos + 1 // the brace
		}
		f.Fixes = fixes(pass, c, res, u)
		r.Add(f)
	}
	for s := range defect.Each(res.Swallowed) {
		r.Add(report.Finding{
			Node:     s.Response.At.Node,
			Category: "swallowed",
			Message:  fmt.Sprintf("%s failed and %s sends its result anyway: the client gets a success", s.Failed, s.Response.Name()),
		})
	}
	r.Flush()
	return nil, nil
}

package missingreturn

import (
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// Analyzer reports handlers that go on after they answered an error.
var Analyzer = &analysis.Analyzer{
	Name:     "missingreturn",
	Doc:      Doc,
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/missingreturn",
	Run:      run,
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func init() { report.Flags(Analyzer) }

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	for _, s := range res.Sites {
		if s.After == nil {
			continue
		}
		api := s.API
		if s.Via != "" {
			api = s.Via
		}
		f := report.Finding{Node: s.Call, Message: api + " answers an error and the handler goes on: "}
		what := "the client gets a second answer in the same body"
		if !s.After.Again {
			what = "it uses the result of the call that failed"
		}
		f.Message += what
		f.Related = append(f.Related, analysis.RelatedInformation{Pos: s.After.Pos, Message: "here the handler goes on"})
		r.Add(f)
	}
	r.Flush()
	return nil, nil
}

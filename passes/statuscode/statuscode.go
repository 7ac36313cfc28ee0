package statuscode

import (
	"fmt"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// Analyzer reports statuses that the contract does not document.
var Analyzer = &analysis.Analyzer{
	Name:     "statuscode",
	Doc:      Doc,
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/statuscode",
	Run:      run,
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var implied bool

func init() {
	Analyzer.Flags.BoolVar(&implied, "implied", false, "judge 3xx statuses too")
	report.Flags(Analyzer)
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	for _, s := range res.Sites {
		if !s.Here {
			continue
		}
		for _, code := range s.Codes {
			if f, ok := judge(c, s, code); ok {
				r.Add(f)
				break // one problem, one finding
			}
		}
	}
	r.Flush()
	return nil, nil
}

// judge holds one status of an answer against the contract.
func judge(c *contract.Contract, s *responses.Site, code int) (report.Finding, bool) {
	f := report.Finding{Node: s.Call}
	if s.StatusArg != nil {
		f.Node = s.StatusArg
	}
	api := s.API
	if s.Via != "" {
		api = s.Via
	}
	switch {
	case !contract.Valid(code):
		f.Category = "invalid"
		f.Message = fmt.Sprintf("%s answers %d, which is no status: net/http panics outside 100 to 999", api, code)
	case code >= 300 && code < 400 && !implied || code < 200:
		return f, false
	case !c.Documents(code) && !c.Chosen:
		f.Category = "unregistered"
		f.Message = fmt.Sprintf("%s answers %d, which is no registered status: clients know it only as %dxx", api, code, code/100)
	case !c.Documents(code):
		f.Category = "undocumented"
		f.Message = fmt.Sprintf("%s answers %d, which the contract %s does not document", api, code, c.Name)
	case !c.MaySet(code):
		f.Category = "role"
		f.Message = fmt.Sprintf("%s answers %d, which by the contract %s only the %s sets, and this is the %s", api, code, c.Name, c.SetBy(code), c.Role)
	default:
		return f, false
	}
	return f, true
}

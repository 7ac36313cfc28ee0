package statuscode

import (
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

var Analyzer = &analysis.Analyzer{
	Name:     "statuscode",
	Doc:      "report statuses that the contract does not document",
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/statuscode",
	Run:      run,
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func run(pass *analysis.Pass) (any, error) { return nil, nil }

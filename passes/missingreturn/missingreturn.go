package missingreturn

import (
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

var Analyzer = &analysis.Analyzer{
	Name:     "missingreturn",
	Doc:      "report handlers that go on after they answered an error",
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/missingreturn",
	Run:      run,
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func run(pass *analysis.Pass) (any, error) { return nil, nil }

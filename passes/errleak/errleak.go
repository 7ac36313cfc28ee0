package errleak

import (
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

var Analyzer = &analysis.Analyzer{
	Name:     "errleak",
	Doc:      "report error text that reaches a client",
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/errleak",
	Run:      run,
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func run(pass *analysis.Pass) (any, error) { return nil, nil }

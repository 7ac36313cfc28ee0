package rawerror

import (
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

var Analyzer = &analysis.Analyzer{
	Name:     "rawerror",
	Doc:      "report error answers that are not the contract's kind of body",
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/rawerror",
	Run:      run,
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func run(pass *analysis.Pass) (any, error) { return nil, nil }

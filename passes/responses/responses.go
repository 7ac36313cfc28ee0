// Package responses says what is sent: every response a function can write.
package responses

import (
	"reflect"

	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
)

// Analyzer computes the *Result of the package and exports the summaries of its functions.
var Analyzer = &analysis.Analyzer{
	Name:       "responses",
	Doc:        "compute every response that the functions of a package can write",
	URL:        "https://pkg.go.dev/github.com/respvet/respvet/passes/responses",
	Run:        run,
	Requires:   []*analysis.Analyzer{valueflow.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
}

// Result is what the rules read.
type Result struct{}

func run(pass *analysis.Pass) (any, error) { return &Result{}, nil }

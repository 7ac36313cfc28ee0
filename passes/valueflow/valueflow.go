// Package valueflow says where a value comes from.
package valueflow

import (
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// Analyzer computes the *Result of the package and exports value and no-return facts.
var Analyzer = &analysis.Analyzer{
	Name:       "valueflow",
	Doc:        "compute where the values of a package come from",
	URL:        "https://pkg.go.dev/github.com/respvet/respvet/passes/valueflow",
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
}

// Result is what rules' floors ask.
type Result struct{}

func run(pass *analysis.Pass) (any, error) { return &Result{}, nil }

package analyzer

import (
	"fmt"
	"io"
	"os"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/unjudged"
	"golang.org/x/tools/go/analysis"
)

// stderr is the program's own: golangci-lint puts another one into its place while
// linters run.
var stderr io.Writer = os.Stderr

// Logged returns the suite for drivers that show people nothing but findings: what
// says that an analyzer has failed is written to stderr, and the rule is silent
// about that package.
func Logged() (all []*analysis.Analyzer) {
	for _, a := range append(Suite[:len(Suite):len(Suite)], unjudged.Analyzer) {
		if a != contract.Analyzer { // which the rules require as it is
			a = logged(a, stderr)
		}
		all = append(all, a)
	}
	return all
}

func logged(rule *analysis.Analyzer, log io.Writer) *analysis.Analyzer {
	a := *rule
	a.Run = func(pass *analysis.Pass) (any, error) {
		p := *pass
		p.Report = func(d analysis.Diagnostic) {
			if unjudged.IsDefect(d) {
				fmt.Fprintf(log, "respvet: %s: %s\n", pass.Fset.Position(d.Pos), d.Message)
				return
			}
			pass.Report(d)
		}
		return rule.Run(&p)
	}
	return &a
}

package analyzer

import (
	"go/token"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/unjudged"
	"golang.org/x/tools/go/analysis"
)

// What says that an analyzer has failed is a line on stderr, and no finding.
func TestLogged(t *testing.T) {
	fset := token.NewFileSet()
	file := fset.AddFile("a.go", -1, 10)
	rule := &analysis.Analyzer{Name: "rule", Run: func(pass *analysis.Pass) (any, error) {
		pass.Report(analysis.Diagnostic{Pos: file.Pos(0), Message: "a finding"})
		pass.Report(analysis.Diagnostic{Pos: file.Pos(0), Category: unjudged.DefectCategory, Message: "rule fails"})
		return nil, nil
	}}
	var found []string
	var log strings.Builder
	_, err := logged(rule, &log).Run(&analysis.Pass{Fset: fset, Report: func(d analysis.Diagnostic) { found = append(found, d.Message) }})
	if err != nil {
		t.Error(err)
	}
	if got := strings.Join(found, "; "); got != "a finding" {
		t.Errorf("reported: %s", got)
	}
	if got, want := log.String(), "respvet: a.go:1:1: rule fails\n"; got != want {
		t.Errorf("logged %q, want %q", got, want)
	}
}

// Drivers that take the suite like this take all of it, and what is required as it is.
func TestLoggedSuite(t *testing.T) {
	all := Logged()
	if err := analysis.Validate(all); err != nil {
		t.Fatal(err)
	}
	if len(all) != len(Suite)+1 || all[len(all)-1].Name != unjudged.Analyzer.Name {
		t.Errorf("%d analyzers", len(all))
	}
	for i, a := range Suite {
		if all[i].Name != a.Name || (all[i] == a) != (a == contract.Analyzer) {
			t.Errorf("%s instead of %s", all[i].Name, a.Name)
		}
	}
}

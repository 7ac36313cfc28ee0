// Package directive reports //respvet: comments that have no effect.
//
// A directive with an unknown verb or rule silences nothing: the finding that it
// was written for comes back, or never went away.
//
//	//respvet:ignore errleek shown to operators only  // bad: no rule errleek
//	//respvet:ignore errleak shown to operators only  // ok
//
// One that names a rule but silences nothing, or gives no reason, is reported by
// that rule.
package directive

import (
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"golang.org/x/tools/go/analysis"
)

// For returns the analyzer "directive" of a suite: what directives may name are
// its rules.
func For(rules []*analysis.Analyzer) *analysis.Analyzer {
	var names []string
	for _, rule := range rules {
		names = append(names, rule.Name)
	}
	a := report.Directives(names)
	a.URL = ruledoc.URL("directive")
	return a
}

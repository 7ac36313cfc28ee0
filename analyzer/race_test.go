//go:build race

package analyzer_test

import (
	"testing"

	"github.com/respvet/respvet/analyzer"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// Packages are analysed at the same time, and so are the rules of each, in drivers
// that run in one process: the race detector sees what they have in common.
func TestRace(t *testing.T) {
	mode := packages.LoadAllSyntax | packages.NeedModule
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: testdata(t)}, "./shopgin/...", "./shopecho/...", "./shopclient/...", "./envelope/...", "./uncheckedstatus/...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze(analyzer.Suite, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		found += len(act.Diagnostics)
	}
	if found == 0 {
		t.Error("nothing is found")
	}
}

// Package driver runs the suite from the command line: as the tool that go vet
// starts for each package, and as the stand-alone command, which runs go vet
// with itself as the tool and so inherits its cache and its parallelism.
package driver

import (
	"os"
	"slices"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/explain"
	"github.com/respvet/respvet/passes/routes"
	"github.com/respvet/respvet/passes/survey"
	"github.com/respvet/respvet/passes/unjudged"
)

// Exit statuses of the stand-alone command.
const (
	exitClean    = 0
	exitFindings = 1
	exitTrouble  = 2 // bad usage or configuration, code that does not compile, a failed analysis
)

// Main is the respvet command. It does not return.
func Main() {
	if isUnitCall(os.Args[1:]) {
		Unit(append(slices.Clip(analyzer.Suite), routes.Analyzer, unjudged.Analyzer, explain.Analyzer, survey.For(analyzer.Suite)), analyzer.Producers)
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

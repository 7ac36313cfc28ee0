// Package unjudged tells what of a package was not judged, so that silence is not
// taken for praise. It is no rule: it finds nothing wrong.
package unjudged

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/requests"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
)

// Analyzer reports the panics of the analyzers that rules build on; those of a rule
// it reports itself. With -unjudged.json it reports besides one diagnostic a package,
// whose message is a [Package] in JSON: diagnostics are what go vet keeps, so that
// the command that reads them has its cache. That there is one says that the package
// was analysed.
var Analyzer = &analysis.Analyzer{
	Name:     "unjudged",
	Doc:      "report what of a package was not checked",
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/unjudged",
	Run:      run,
	Requires: []*analysis.Analyzer{valueflow.Analyzer, responses.Analyzer, requests.Analyzer},
}

var enabled, print bool

func init() {
	Analyzer.Flags.BoolVar(&enabled, "json", false, "report what was not checked, as JSON")
	Analyzer.Flags.BoolVar(&print, "stderr", false, "print defects to stderr: diagnostics of dependencies are not shown")
}

// A Package is what is said of one package.
type Package struct {
	Foreign []Foreign
}

// IsDefect reports whether a diagnostic says that an analyzer has failed.
func IsDefect(d analysis.Diagnostic) bool { return d.Category == DefectCategory }

// DefectCategory is the category of the diagnostics which say that an analyzer has
// failed: they are no findings.
const DefectCategory = defect.Category

func run(pass *analysis.Pass) (any, error) {
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	defects := slices.Concat(
		pass.ResultOf[valueflow.Analyzer].(*valueflow.Result).Defects,
		res.Defects,
		pass.ResultOf[requests.Analyzer].(*requests.Result).Defects,
	)
	seen := make(map[string]bool) // one cause shows in several functions
	for _, d := range defects {
		switch {
		case seen[d.Cause]:
		case print:
			fmt.Fprintf(os.Stderr, "%s: %s\n", pass.Fset.Position(d.Pos), d)
		default:
			d.Report(pass)
		}
		seen[d.Cause] = true
	}
	if !enabled {
		return nil, nil
	}
	message, err := json.Marshal(Package{append(foreign(pass, res), later(pass.Pkg)...)})
	if err != nil {
		return nil, err
	}
	clause := pass.Files[0].Name
	pass.Report(analysis.Diagnostic{Pos: clause.Pos(), End: clause.End(), Category: "unjudged", Message: string(message)})
	return nil, nil
}

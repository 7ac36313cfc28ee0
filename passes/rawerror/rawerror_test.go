package rawerror_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/fixture"
	"github.com/respvet/respvet/passes/rawerror"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// What is reported, and what each file looks like with every fix applied: it
// compiles, and nothing is found in it that had a fix.
func TestFindingsAndFixes(t *testing.T) {
	dir := fixture.Dir(t)
	unfixed := make(map[string]int)
	fixed := 0
	for _, res := range analysistest.RunWithSuggestedFixes(t, dir, rawerror.Analyzer, "./rawerror/...") {
		for _, d := range res.Diagnostics {
			if len(d.SuggestedFixes) == 0 {
				unfixed[d.Message]++
			} else {
				fixed++
			}
		}
	}
	if fixed == 0 {
		t.Fatal("no finding has a fix")
	}
	for _, d := range mended(t, dir) {
		if unfixed[d.Message]--; unfixed[d.Message] < 0 {
			t.Errorf("found after the fixes: %s", d.Message)
		}
	}
}

// mended returns the findings in the fixtures as the golden files have them.
func mended(t *testing.T, dir string) []analysis.Diagnostic {
	t.Helper()
	overlay := make(map[string][]byte)
	err := filepath.WalkDir(filepath.Join(dir, "rawerror"), func(name string, _ fs.DirEntry, err error) error {
		file, golden := strings.CutSuffix(name, ".golden")
		if err != nil || !golden {
			return err
		}
		overlay[file], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir, Overlay: overlay}, "./rawerror/...")
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the golden files do not compile")
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{rawerror.Analyzer}, pkgs, &checker.Options{SanityCheck: true})
	if err != nil {
		t.Fatal(err)
	}
	var all []analysis.Diagnostic
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		all = append(all, act.Diagnostics...)
	}
	return all
}

// What a router answers by itself has no fix: its handlers are for a person to write.
func TestRouters(t *testing.T) {
	dir := fixture.Dir(t)
	analysistest.Run(t, dir, rawerror.Analyzer, "./router/...")
}

// In the code of a framework a fix is written as that framework's users do.
func TestFrameworks(t *testing.T) {
	fixture.Run(t, rawerror.Analyzer, "frameworks/rawerror")
}

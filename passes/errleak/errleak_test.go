package errleak_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/errleak"
	"github.com/respvet/respvet/passes/internal/fixture"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// What is reported, and what each file looks like with every fix applied: it
// compiles, and nothing is found in it that had a fix.
func TestFindingsAndFixes(t *testing.T) {
	dir := fixture.Dir(t)
	fixture.Enable(t, errleak.Analyzer, "parse")
	unfixed := make(map[string]int)
	fixed := 0
	for _, res := range analysistest.RunWithSuggestedFixes(t, dir, errleak.Analyzer, "./errleak/...") {
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
	err := filepath.WalkDir(filepath.Join(dir, "errleak"), func(name string, _ fs.DirEntry, err error) error {
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
	return analyze(t, &packages.Config{Dir: dir, Overlay: overlay}, "./errleak/...")
}

// With -callers the calls that pass an internal error on are findings as well.
func TestCallers(t *testing.T) {
	fixture.Enable(t, errleak.Analyzer, "callers", "parse")
	got := make(map[string]int)
	for _, d := range analyze(t, &packages.Config{Dir: fixture.Dir(t)}, "./errleak/helper") {
		if helper, _, ok := strings.Cut(d.Message, " sends "); ok {
			got[helper]++
		}
	}
	for helper, want := range map[string]int{"reply.Fail": 3, "generic": 1, "p.with": 0, "placeOrder": 0} {
		if got[helper] != want {
			t.Errorf("%d calls of %s, want %d", got[helper], helper, want)
		}
	}
}

// analyze returns the findings in packages, which have to compile.
func analyze(t *testing.T, config *packages.Config, patterns ...string) []analysis.Diagnostic {
	t.Helper()
	config.Mode = packages.LoadAllSyntax | packages.NeedModule
	pkgs, err := packages.Load(config, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the packages do not compile")
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{errleak.Analyzer}, pkgs, &checker.Options{SanityCheck: true})
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

// In the code of a framework a fix is written as that framework's users do.
func TestFrameworks(t *testing.T) {
	fixture.Enable(t, errleak.Analyzer, "parse")
	fixture.Run(t, errleak.Analyzer, "frameworks/errleak")
}

// Without a contract the text of a parser is left alone, unless somebody asks for it.
func TestDefaults(t *testing.T) {
	analysistest.Run(t, fixture.Dir(t), errleak.Analyzer, "./errleakdefault/...")
}

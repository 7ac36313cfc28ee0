package analyzer_test

import (
	"context"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// unitEnv makes this executable a vet tool that reads the standard library.
const unitEnv = "RESPVET_STD_UNIT"

// unitLimit bounds one package. On an idle machine the largest takes half a minute.
const unitLimit = 5 * time.Minute

// An init function rather than TestMain, which other tests of the package may want.
func init() {
	if os.Getenv(unitEnv) == "" {
		return
	}
	debug.SetTraceback("all")
	time.AfterFunc(unitLimit, func() { panic("the analysis hangs") })
	if err := valueflow.Analyzer.Flags.Set("std", "true"); err != nil {
		panic(err)
	}
	suite := slices.Concat(analyzer.Producers, analyzer.Suite)
	for _, a := range suite { // what is found in the standard library is nobody's business
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			pass.Report = func(analysis.Diagnostic) {}
			return run(pass)
		}
	}
	unitchecker.Main(suite...)
}

// TestStandardLibrary proves that no package of the standard library makes the
// producers or a rule panic, fail or hang. The standard library holds about
// every construct of the language, and is never analysed otherwise.
func TestStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole standard library")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	if deadline, ok := t.Deadline(); ok { // leave no go vet behind
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline.Add(-10*time.Second))
		defer cancel()
	}
	cmd := exec.CommandContext(ctx, "go", "vet", "-vettool="+exe, "std")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	cmd.Env = append(os.Environ(), unitEnv+"=1")
	out, err := cmd.CombinedOutput()
	if err == nil {
		return
	}
	t.Errorf("go vet std: %v", err)
	for section := range strings.SplitSeq("\n"+string(out), "\n# ") {
		if pkg, text, ok := strings.Cut(section, "\n"); ok && pkg != "" {
			t.Errorf("package %s:\n%s", pkg, text)
		}
	}
}

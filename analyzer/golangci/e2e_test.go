package golangci

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer/internal/e2e"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestScript runs a golangci-lint that has the plugin, offline, in modules that
// need nothing but the standard library.
func TestScript(t *testing.T) {
	exe := e2e.GolangciLint(t)
	out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	caches := strings.Fields(string(out))
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("GCL", exe)
			env.Setenv("GOCACHE", caches[0])
			env.Setenv("GOMODCACHE", caches[1])
			env.Setenv("GOFLAGS", "-mod=mod")
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GOWORK", "off")
			env.Setenv("GOLANGCI_LINT_CACHE", filepath.Join(env.WorkDir, "cache"))
			return nil
		},
	})
}

// The configurations that the README shows work.
func TestREADME(t *testing.T) {
	exe := e2e.GolangciLint(t)
	text, err := os.ReadFile(filepath.Join(e2e.Root(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	configs := regexp.MustCompile("(?ms)^```yaml\n# \\.golangci\\.yml\n(.*?)^```$").FindAllSubmatch(text, -1)
	if len(configs) != 2 {
		t.Fatalf("README.md has %d configurations of golangci-lint", len(configs))
	}
	dir, cache := t.TempDir(), t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(e2e.Root(t), "testdata", "shop"))); err != nil {
		t.Fatal(err)
	}
	for _, config := range configs {
		if err := os.WriteFile(filepath.Join(dir, ".golangci.yml"), config[1], 0o666); err != nil {
			t.Fatal(err)
		}
		// Another package's test may run one at the same time.
		cmd := exec.Command(exe, "run", "--allow-parallel-runners")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+cache)
		out, err := cmd.CombinedOutput()
		if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(string(out), "* respvet: ") {
			t.Errorf("%v with\n%s\n%s", err, config[1], out)
		}
	}
}

package golangci

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer/internal/e2e"
	"github.com/respvet/respvet/analyzer/internal/fragile"
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

// The configurations that the documents show work.
func TestDocumented(t *testing.T) {
	exe := e2e.GolangciLint(t)
	text, err := os.ReadFile(filepath.Join(e2e.Root(t), "docs", "drivers", "golangci-lint.md"))
	if err != nil {
		t.Fatal(err)
	}
	configs := regexp.MustCompile("(?ms)^```yaml\n# \\.golangci\\.yml\n(.*?)^```$").FindAllSubmatch(text, -1)
	if len(configs) != 2 {
		t.Fatalf("docs/drivers/golangci-lint.md has %d configurations of golangci-lint", len(configs))
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

// Where a rule panics, the findings of the others are shown, and the panic is logged.
func TestDefect(t *testing.T) {
	exe := e2e.GolangciLint(t, "-overlay="+fragile.Overlay(t, e2e.Root(t)))
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":        "module example.com/shop\n\ngo 1.25\n",
		"shop.go":       fragile.Teapot,
		".golangci.yml": "version: \"2\"\nlinters:\n  default: none\n  enable: [respvet]\n  settings:\n    custom:\n      respvet:\n        type: module\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(exe, "run", "--allow-parallel-runners")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+t.TempDir(), "GOWORK=off")
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Errorf("golangci-lint: %v", err)
	}
	if text := stdout.String(); !strings.Contains(text, "shop.go:7:2: lateheader: ") || strings.Contains(text, "defect") {
		t.Errorf("findings:\n%s", text)
	}
	if text := stderr.String(); strings.Count(text, "respvet has a defect: bodyless fails in package example.com/shop") != 1 {
		t.Errorf("log:\n%s", text)
	}
}

// The patch that docs/golangci-upstream.md shows applies to the golangci-lint that it was
// made for, and what it makes of it builds.
func TestUpstream(t *testing.T) {
	if os.Getenv("RESPVET_E2E") == "" {
		t.Skip("builds linters of golangci-lint: set $RESPVET_E2E to a directory to keep tools in")
	}
	root, dir := e2e.Root(t), t.TempDir()
	run := func(name string, args ...string) []byte {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
		out, err := cmd.Output()
		if err != nil {
			if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
				out = append(out, exit.Stderr...)
			}
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
		return out
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(run("go", "mod", "download", "-json", "github.com/golangci/golangci-lint/v2@v2.15.0"), &module); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pkg", "internal", "jsonschema", ".golangci.next.reference.yml", "go.mod", "go.sum"} {
		copyWritable(t, filepath.Join(module.Dir, name), filepath.Join(dir, name))
	}
	run("git", "init", "-q")
	run("git", "apply", filepath.Join(root, "docs", "golangci-upstream.patch"))
	if out := run("gofmt", "-l", "pkg/golinters/respvet", "pkg/config/linters_settings.go", "pkg/lint/lintersdb"); len(out) > 0 {
		t.Errorf("not formatted: %s", out)
	}
	run("go", "mod", "edit", "-require=github.com/respvet/respvet@v0.0.0", "-replace=github.com/respvet/respvet="+root)
	run("go", "build", "./pkg/lint/lintersdb")
}

// copyWritable copies a file or a directory of the module cache, which nobody may write to.
func copyWritable(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(to, strings.TrimPrefix(name, from))
		if d.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
}

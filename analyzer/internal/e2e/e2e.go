// Package e2e builds other people's tools with the suite in them, for tests that
// drive them as their users do.
package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/respvet/respvet/analyzer/gopls"
	"github.com/respvet/respvet/analyzer/internal/gotool"
	"github.com/rogpeppe/go-internal/lockedfile"
)

// variable names the directory that the tools are built in, once for all tests.
// The tests that need them, which takes minutes, are skipped without it.
const variable = "RESPVET_E2E"

// build returns what a tool is built as, in a directory that keeps it. Several
// test processes may ask at a time: they wait for each other, and the go command
// sees whether what the first has built is up to date.
func build(t testing.TB, name string, make func(dir, exe string) error) string {
	t.Helper()
	dir := os.Getenv(variable)
	if dir == "" {
		t.Skipf("builds %s: set $%s to a directory to keep it in", name, variable)
	}
	dir, err := filepath.Abs(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(dir, "lock")).Lock()
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	exe := filepath.Join(dir, name+".exe") // any system runs that name
	if err := make(dir, exe); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return exe
}

// Root returns the directory of this module.
func Root(t testing.TB) string {
	t.Helper()
	out, err := gotool.Run(t.Context(), ".", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		t.Fatal(err)
	}
	return string(out[:len(out)-1])
}

// GolangciLint returns the path of a golangci-lint with the plugin, the newest
// that the Go at hand can build. `golangci-lint custom` does the same to a clone
// of its repository; here it comes from the module proxy.
func GolangciLint(t testing.TB) string {
	t.Helper()
	const module = "github.com/golangci/golangci-lint/v2"
	root := Root(t)
	return build(t, "golangci-lint", func(dir, exe string) error {
		ctx := context.Background() // a build that is cut short would begin anew
		m, err := gotool.Newest(ctx, dir, module)
		if err != nil {
			return err
		}
		if err := m.Download(ctx, dir); err != nil {
			return err
		}
		main, err := os.ReadFile(filepath.Join(m.Dir, "cmd", "golangci-lint", "main.go"))
		if err != nil {
			return err
		}
		files := map[string]string{
			"main.go":    string(main),
			"plugins.go": "package main\n\nimport _ \"github.com/respvet/respvet/analyzer/golangci\"\n",
			"go.mod": fmt.Sprintf("module e2e.test/golangci-lint\n\ngo %s\n\nrequire %s %s\n\nrequire github.com/respvet/respvet v0.0.0\n\nreplace github.com/respvet/respvet => %s\n",
				m.GoVersion, module, m.Version, root),
		}
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				return err
			}
		}
		_, err = gotool.Run(ctx, dir, "build", "-trimpath", "-ldflags=-s -w", "-o", exe, ".")
		return err
	})
}

// Gopls returns the path of a gopls with the suite, the newest that the Go at
// hand can build.
func Gopls(t testing.TB) string {
	t.Helper()
	return build(t, "gopls", func(_, exe string) error {
		_, err := gopls.Build(context.Background(), gopls.Options{Output: exe})
		return err
	})
}

// StockGopls returns the path of the same gopls as it was released.
func StockGopls(t testing.TB) string {
	t.Helper()
	return build(t, "gopls-stock", func(dir, exe string) error {
		ctx := context.Background()
		m, err := gotool.Newest(ctx, dir, "golang.org/x/tools/gopls")
		if err != nil {
			return err
		}
		text := fmt.Sprintf("module e2e.test/gopls\n\ngo %s\n\nrequire %s %s\n", m.GoVersion, m.Path, m.Version)
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o666); err != nil {
			return err
		}
		_, err = gotool.Run(ctx, dir, "build", "-trimpath", "-ldflags=-s -w", "-o", exe, m.Path)
		return err
	})
}

// Package e2e builds other people's tools with the suite in them, for tests that
// drive them as their users do.
package e2e

import (
	"context"
	"errors"
	"fmt"
	"go/version"
	"iter"
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
// It is made from the newest release, see newest.
func build(t testing.TB, name, module, known string, make func(dir, exe string, m *gotool.Module) error) string {
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
	ctx := context.Background()            // a build that is cut short would begin anew
	err = newest(gotool.Releases(ctx, dir, module), known, t.Logf, func(m *gotool.Module) error {
		if err := m.Download(ctx, dir); err != nil {
			return err
		}
		return make(dir, exe, m)
	})
	if err != nil {
		t.Fatal(err)
	}
	return exe
}

// newest makes the newest of the releases. One of a later minor version than the
// known one ("v1.2"), which builds with the suite, may have changed what the suite
// relies on: that is logged, and the minor version before it is next.
func newest(releases iter.Seq2[*gotool.Module, error], known string, log func(string, ...any), make func(*gotool.Module) error) error {
	for m, err := range releases {
		if err != nil {
			return err
		}
		err := make(m)
		if err == nil {
			log("%s %s", m.Path, m.Version)
			return nil
		}
		// These are no versions of Go, but they compare like them.
		if version.Compare(version.Lang("go"+m.Version[1:]), "go"+known[1:]) <= 0 {
			return fmt.Errorf("%s %s: %w", m.Path, m.Version, err)
		}
		log("%s %s does not build with the suite: %v", m.Path, m.Version, err)
	}
	return errors.New("no release that the Go at hand can build")
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
// of its repository; here it comes from the module proxy. Flags are go build's; each
// list of them makes a tool of its own.
func GolangciLint(t testing.TB, flags ...string) string {
	t.Helper()
	root := Root(t)
	return build(t, named("golangci-lint", flags), "github.com/golangci/golangci-lint/v2", "v2.15", func(dir, exe string, m *gotool.Module) error {
		main, err := os.ReadFile(filepath.Join(m.Dir, "cmd", "golangci-lint", "main.go"))
		if err != nil {
			return err
		}
		files := map[string]string{
			"main.go":    string(main),
			"plugins.go": "package main\n\nimport _ \"github.com/respvet/respvet/analyzer/golangci\"\n",
			"go.mod": fmt.Sprintf("module e2e.test/golangci-lint\n\ngo %s\n\nrequire %s %s\n\nrequire github.com/respvet/respvet v0.0.0\n\nreplace github.com/respvet/respvet => %s\n",
				m.GoVersion, m.Path, m.Version, root),
		}
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				return err
			}
		}
		args := append([]string{"build", "-ldflags=-s -w", "-o", exe}, flags...)
		_, err = gotool.Run(context.Background(), dir, append(args, ".")...)
		return err
	})
}

// named returns the name of a tool that is built with flags of go build's or without.
func named(tool string, flags []string) string {
	if len(flags) > 0 {
		return tool + "-flags"
	}
	return tool
}

const (
	goplsModule = "golang.org/x/tools/gopls"
	goplsKnown  = "v0.23"
)

// Gopls returns the path of a gopls with the suite, the newest that the Go at
// hand can build. Flags are go build's.
func Gopls(t testing.TB, flags ...string) string {
	t.Helper()
	return build(t, named("gopls", flags), goplsModule, goplsKnown, func(_, exe string, m *gotool.Module) error {
		_, err := gopls.Build(context.Background(), gopls.Options{Version: m.Version, Output: exe, Flags: flags})
		return err
	})
}

// StockGopls returns the path of a gopls as it was released.
func StockGopls(t testing.TB) string {
	t.Helper()
	return build(t, "gopls-stock", goplsModule, goplsKnown, func(dir, exe string, m *gotool.Module) error {
		text := fmt.Sprintf("module e2e.test/gopls\n\ngo %s\n\nrequire %s %s\n", m.GoVersion, m.Path, m.Version)
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o666); err != nil {
			return err
		}
		_, err := gotool.Run(context.Background(), dir, "build", "-ldflags=-s -w", "-o", exe, m.Path)
		return err
	})
}

// Respvet returns the path of a respvet that is built with the newest x/tools that
// the Go at hand can build, as in a module that has it as a tool and asks for that.
func Respvet(t testing.TB) string {
	t.Helper()
	root := Root(t)
	return build(t, "respvet", "golang.org/x/tools", "v0.52", func(dir, exe string, m *gotool.Module) error {
		text := fmt.Sprintf("module e2e.test/respvet\n\ngo %s\n\nrequire %s %s\n\nrequire github.com/respvet/respvet v0.0.0\n\nreplace github.com/respvet/respvet => %s\n",
			m.GoVersion, m.Path, m.Version, root)
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o666); err != nil {
			return err
		}
		_, err := gotool.Run(context.Background(), dir, "build", "-o", exe, "github.com/respvet/respvet/cmd/respvet")
		return err
	})
}

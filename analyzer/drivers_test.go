package analyzer_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/analyzer/internal/e2e"
)

// A driver finds, in the packages below a folder of a module, lines of the form
// "file:line:column: message", the file seen from the module.
type driver struct {
	name string
	find func(t *testing.T, dir, folder string) map[string]bool
}

// TestDriversAgree runs the same services through every driver.
func TestDriversAgree(t *testing.T) {
	golangci, gopls, newer := e2e.GolangciLint(t), e2e.Gopls(t), e2e.Respvet(t)
	exe, multi := buildRespvet(t), buildSuite(t)
	root := testdata(t)
	drivers := []driver{
		{"go vet", func(t *testing.T, dir, folder string) map[string]bool {
			return lines(dir, output(t, dir, "go", "vet", "-vettool="+exe, "./"+folder+"/..."))
		}},
		{"respvet", func(t *testing.T, dir, folder string) map[string]bool {
			return lines(dir, output(t, dir, exe, "./"+folder+"/..."))
		}},
		{"go vet, with a newer x/tools", func(t *testing.T, dir, folder string) map[string]bool {
			return lines(dir, output(t, dir, "go", "vet", "-vettool="+newer, "./"+folder+"/..."))
		}},
		{"multichecker", func(t *testing.T, dir, folder string) map[string]bool {
			return lines(dir, output(t, dir, multi, "./"+folder+"/..."))
		}},
		{"golangci-lint", func(t *testing.T, dir, folder string) map[string]bool {
			return issues(t, dir, output(t, dir, golangci, "run", "--allow-parallel-runners", "--config="+golangciConfig(t),
				"--output.text.path=stderr", "--output.json.path=stdout", "--show-stats=false", "./"+folder+"/..."))
		}},
		{"gopls", func(t *testing.T, dir, folder string) map[string]bool {
			return lines(dir, output(t, dir, gopls, append([]string{"check"}, goFiles(t, filepath.Join(dir, folder))...)...))
		}},
	}
	for _, shop := range []string{"shop", "shopgin"} {
		t.Run(shop, func(t *testing.T) {
			// Out of testdata: of a directory with that name gopls sees nothing.
			dir, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"go.mod", "go.sum"} {
				copyFile(t, filepath.Join(root, name), filepath.Join(dir, name))
			}
			copyTree(t, filepath.Join(root, shop), filepath.Join(dir, shop))
			folder := shop
			if _, err := os.Stat(filepath.Join(dir, shop, "go.mod")); err == nil {
				dir, folder = filepath.Join(dir, shop), "internal"
			}
			want := drivers[0].find(t, dir, folder)
			if len(want) < 20 {
				t.Errorf("%s finds %d mistakes only", drivers[0].name, len(want))
			}
			for _, d := range drivers[1:] {
				got := d.find(t, dir, folder)
				for _, line := range slices.Sorted(maps.Keys(want)) {
					if !got[line] {
						t.Errorf("%s does not find\n%s", d.name, line)
					}
				}
				for _, line := range slices.Sorted(maps.Keys(got)) {
					if !want[line] {
						t.Errorf("%s alone finds\n%s", d.name, line)
					}
				}
			}
		})
	}
}

// output returns what a command prints to its standard output, and go vet to its
// standard error. Findings are no failure.
func output(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "RESPVET_CONFIG=", "GOWORK=off", "GOLANGCI_LINT_CACHE="+t.TempDir(), "GOPLSCACHE="+t.TempDir())
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if stdout.Len() == 0 {
		return stderr.String()
	}
	return stdout.String()
}

// A place ends in a line and a column, and with gopls in a range of either. The
// stand-alone command alone says how severe a finding is.
var findingLine = regexp.MustCompile(`(?m)^(\S+\.go:\d+:\d+)(?:-[\d:]+)?: (?:(?:warning|info): )?(.* \(([a-z]+)(?:/\w+)?\))$`)

func lines(dir, text string) map[string]bool {
	found := make(map[string]bool)
	for _, m := range findingLine.FindAllStringSubmatch(text, -1) {
		if isRule(m[3]) {
			found[relative(dir, m[1])+": "+m[2]] = true
		}
	}
	return found
}

// issues reads golangci-lint's JSON, in which the name of the analyzer precedes
// each message.
func issues(t *testing.T, dir, text string) map[string]bool {
	t.Helper()
	var report struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &report); err != nil {
		t.Fatalf("golangci-lint: %v in\n%s", err, text)
	}
	found := make(map[string]bool)
	for _, issue := range report.Issues {
		if issue.FromLinter != "respvet" {
			t.Errorf("golangci-lint: the linter %s says %s", issue.FromLinter, issue.Text)
			continue
		}
		_, message, _ := strings.Cut(issue.Text, ": ")
		found[fmt.Sprintf("%s:%d:%d: %s", relative(dir, issue.Pos.Filename), issue.Pos.Line, issue.Pos.Column, message)] = true
	}
	return found
}

func isRule(name string) bool {
	for _, a := range analyzer.Suite {
		if a.Name == name {
			return true
		}
	}
	return false
}

func relative(dir, name string) string {
	if rel, err := filepath.Rel(dir, name); err == nil && filepath.IsAbs(name) {
		name = rel
	}
	return filepath.ToSlash(filepath.Clean(name))
}

func golangciConfig(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "golangci.yml")
	const config = `version: "2"
run: {relative-path-mode: wd}
linters: {default: none, enable: [respvet], settings: {custom: {respvet: {type: module}}}}
issues: {max-issues-per-linter: 0, max-same-issues: 0, uniq-by-line: false}
`
	if err := os.WriteFile(name, []byte(config), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

func goFiles(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".go" {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// buildSuite builds a plain multichecker of the suite.
func buildSuite(t *testing.T) string {
	t.Helper()
	const program = `package main

import (
	"github.com/respvet/respvet/analyzer"
	"golang.org/x/tools/go/analysis/multichecker"
)

func main() { multichecker.Main(analyzer.Suite...) }
`
	return buildOverlay(t, "cmd/suite/main.go", program)
}

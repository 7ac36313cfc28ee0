// Package freeze holds a change that is to change nothing against what was there
// before: the findings, fixes, facts and routes of modules, as JSON.
//
//	RESPVET_FREEZE=DIR go test ./analyzer/freeze -timeout 0
//
// The first run writes a file for each module to that directory, and later ones
// compare with it, byte by byte. The modules are testdata and those that
// RESPVET_FREEZE_MODULES lists, directories as in a PATH.
package freeze

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/respvet/respvet/internal/modcache"
)

const (
	dirEnv     = "RESPVET_FREEZE"
	modulesEnv = "RESPVET_FREEZE_MODULES"
)

// The program is the command, whose producers report the facts that they export of a
// package as findings of their own.
const program = `package main

import (
	"fmt"
	"reflect"
	"sort"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/analyzer/driver"
	"golang.org/x/tools/go/analysis"
)

func main() {
	for _, a := range analyzer.Producers {
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			result, err := run(pass)
			var facts []string
			for _, f := range pass.AllObjectFacts() {
				if f.Object.Pkg() == pass.Pkg {
					facts = append(facts, fmt.Sprintf("fact of %s: %s %v", f.Object, reflect.TypeOf(f.Fact).Elem().Name(), f.Fact))
				}
			}
			for _, f := range pass.AllPackageFacts() {
				if f.Package == pass.Pkg {
					facts = append(facts, fmt.Sprintf("fact of the package: %s %v", reflect.TypeOf(f.Fact).Elem().Name(), f.Fact))
				}
			}
			sort.Strings(facts)
			for _, fact := range facts {
				pass.Reportf(pass.Files[0].Package, "%s", fact)
			}
			return result, err
		}
		analyzer.Suite = append(analyzer.Suite, a)
	}
	driver.Main()
}
`

func TestFreeze(t *testing.T) {
	frozen := os.Getenv(dirEnv)
	if frozen == "" {
		t.Skipf("set $%s to a directory that keeps what was there", dirEnv)
	}
	if err := os.MkdirAll(frozen, 0o777); err != nil {
		t.Fatal(err)
	}
	facts, command := build(t, program), build(t, "")
	modules := append([]string{modcache.Fill(t, "../../testdata")}, filepath.SplitList(os.Getenv(modulesEnv))...)
	modules = append(modules, nested(t, modules[0])...)
	for _, dir := range modules {
		name := strings.NewReplacer("/", "_", `\`, "_", ":", "_").Replace(strings.TrimPrefix(dir, filepath.Dir(modules[0])))
		t.Run(name, func(t *testing.T) {
			now := append(findings(t, dir, facts), routes(t, dir, command)...)
			file := filepath.Join(frozen, name+".json")
			before, err := os.ReadFile(file)
			if errors.Is(err, fs.ErrNotExist) {
				if err := os.WriteFile(file, now, 0o666); err != nil {
					t.Fatal(err)
				}
				t.Logf("%s: %d bytes are frozen", file, len(now))
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			compare(t, before, now)
		})
	}
}

// compare reports the first lines that differ.
func compare(t *testing.T, before, now []byte) {
	t.Helper()
	const most = 20 // enough to see what it is about
	if bytes.Equal(before, now) {
		return
	}
	count := make(map[string]int)
	for line := range strings.Lines(string(before)) {
		count[line]--
	}
	for line := range strings.Lines(string(now)) {
		count[line]++
	}
	left := most
	show := func(text []byte, sign string, differs func(int) bool) {
		for line := range strings.Lines(string(text)) {
			if n := count[line]; differs(n) && left > 0 {
				left--
				t.Errorf("%s %s", sign, strings.TrimSpace(line))
			}
		}
	}
	show(before, "-", func(n int) bool { return n < 0 })
	show(now, "+", func(n int) bool { return n > 0 })
	if left == most {
		t.Error("the same lines in another order")
	}
}

// nested returns the modules below a directory, which "./..." of it leaves out.
func nested(t *testing.T, dir string) (modules []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "go.mod" && filepath.Dir(name) != dir {
			modules = append(modules, filepath.Dir(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return modules
}

// findings returns what go vet reports, and the facts, a line each.
func findings(t *testing.T, dir, tool string) []byte {
	t.Helper()
	cmd := exec.Command("go", "vet", "-json", "-vettool="+tool, "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if len(out) == 0 {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	all := make(map[string]json.RawMessage) // by package, for the go command has no order
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		var units map[string]json.RawMessage
		if err := dec.Decode(&units); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		maps.Copy(all, units)
	}
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(all); err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(text.Bytes(), []byte(dir), []byte("."))
}

// routes returns the routes of a module.
func routes(t *testing.T, dir, command string) []byte {
	t.Helper()
	cmd := exec.Command(command, "routes", "-format", "json", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(out, []byte(dir), []byte("."))
}

// build builds the command, with another main function unless that is "".
func build(t *testing.T, main string) (exe string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	exe = filepath.Join(dir, "respvet.exe")
	args := []string{"build", "-o", exe}
	if main != "" {
		src, overlay := filepath.Join(dir, "main.go"), filepath.Join(dir, "overlay.json")
		text, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(root, "cmd", "respvet", "main.go"): src}})
		if err := errors.Join(err, os.WriteFile(src, []byte(main), 0o666), os.WriteFile(overlay, text, 0o666)); err != nil {
			t.Fatal(err)
		}
		args = append(args, "-overlay", overlay)
	}
	cmd := exec.Command("go", append(args, "./cmd/respvet")...)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatal(fmt.Errorf("%w\n%s", err, out))
	}
	return exe
}

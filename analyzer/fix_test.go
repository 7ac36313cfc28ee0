package analyzer_test

import (
	"bytes"
	"encoding/json"
	"go/version"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// The fixes of all rules, applied together to whole services as "go vet -fix"
// applies them: the services compile, and nothing is found in them any more that
// had a fix. New are only messages that say no more than the status, where an
// error's text was all that there was: better words are for a person to find. And a
// status that is looked at now may be given up, which nobody could say before.
func TestFixedShops(t *testing.T) {
	skipBeforeVetFix(t)
	root := testdata(t)
	tool := filepath.Join(t.TempDir(), "respvet")
	run(t, ".", "build", "-o", tool, "../cmd/respvet")
	shops := []string{"shopchi", "shopclient", "shopecho", "shopfiber", "shopgin"}
	module := t.TempDir()
	for _, file := range []string{"go.mod", "go.sum"} {
		copyFile(t, filepath.Join(root, file), filepath.Join(module, file))
	}
	var patterns []string
	for _, shop := range shops {
		copyTree(t, filepath.Join(root, shop), filepath.Join(module, shop))
		patterns = append(patterns, "./"+shop+"/...")
	}
	fixed(t, tool, module, patterns...)
	oldest := t.TempDir() // a module of its own
	copyTree(t, filepath.Join(root, "shop"), oldest)
	fixed(t, tool, oldest, "./...")
}

// unnumbered is a message without the number of a line, which fixes move.
func unnumbered(message string) string { return atLine.ReplaceAllString(message, "") }

var atLine = regexp.MustCompile(` at line [0-9]+`)

func skipBeforeVetFix(t *testing.T) {
	t.Helper()
	if version.Compare(runtime.Version(), "go1.26") < 0 {
		t.Skip("go vet has no -fix")
	}
}

// fixed applies the fixes to the packages of a module, and holds what is found
// afterwards against what was found before.
func fixed(t *testing.T, tool, dir string, patterns ...string) {
	t.Helper()
	args := func(flags ...string) []string {
		// What chooses a status or a value is offered, not applied unseen.
		flags = append(flags, "-statuscode.offer=false", "-statusmeaning.offer=false", "-errheader.offer=false")
		return slices.Concat([]string{"vet", "-vettool=" + tool}, flags, patterns)
	}
	before := findings(t, run(t, dir, args("-json")...))
	for again, runs := true, 0; again; runs++ { // of fixes that overlap one waits for the next run
		if runs == 5 {
			t.Fatal("go vet -fix comes to no end")
		}
		cmd := exec.Command("go", args("-fix")...)
		cmd.Dir = dir
		out, _ := cmd.CombinedOutput() // an error if findings are left
		again = strings.Contains(string(out), "Re-run")
	}
	run(t, dir, slices.Concat([]string{"build"}, patterns)...)
	run(t, dir, slices.Concat([]string{"vet"}, patterns)...)
	rest := make(map[string]int) // of what had no fix, by message
	mended, looked := 0, 0
	for _, d := range before {
		if len(d.Fixes) > 0 {
			mended++
			if strings.HasSuffix(d.Message, "(uncheckedstatus)") {
				looked++
			}
		} else {
			rest[unnumbered(d.Message)]++
		}
	}
	if mended == 0 {
		t.Error("no finding has a fix")
	}
	for _, d := range findings(t, run(t, dir, args("-json")...)) {
		if strings.HasSuffix(d.Message, "(noretry)") && rest[unnumbered(d.Message)] <= 0 && looked > 0 {
			looked--
			continue
		}
		if rest[unnumbered(d.Message)]--; rest[unnumbered(d.Message)] < 0 {
			t.Errorf("found after the fixes: %s: %s", d.Posn, d.Message)
		}
	}
}

// A finding is one of go vet's, as -json prints it.
type finding struct {
	Posn    string            `json:"posn"`
	Message string            `json:"message"`
	Fixes   []json.RawMessage `json:"suggested_fixes"`
}

// findings reads what "go vet -json" prints: an object a package, which begins and
// ends with a brace alone on its line, and lines of text.
func findings(t *testing.T, out []byte) (all []finding) {
	t.Helper()
	var text strings.Builder
	inside := false
	for line := range strings.Lines(string(out)) {
		brace := strings.TrimRight(line, "\r\n")
		inside = inside || brace == "{"
		if inside {
			text.WriteString(line)
		}
		inside = inside && brace != "}"
	}
	dec := json.NewDecoder(strings.NewReader(text.String()))
	for {
		var pkgs map[string]map[string][]finding
		if err := dec.Decode(&pkgs); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatalf("go vet -json: %v in\n%s", err, out)
		}
		for _, rules := range pkgs {
			for _, ds := range rules {
				all = append(all, ds...)
			}
		}
	}
}

// run runs a go command, which has to succeed, and returns what it prints: first
// to stdout, then, as go vet did until 1.26, to stderr.
func run(t *testing.T, dir string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("go %s: %v\n%s%s", strings.Join(args, " "), err, &stdout, &stderr)
	}
	return append(stdout.Bytes(), stderr.Bytes()...)
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

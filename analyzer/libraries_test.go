package analyzer_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/internal/modcache"
)

// librariesDir is a module with a small service for each library, and a client.
const librariesDir = "../testdata/libraries"

// missedMark marks a mistake that is not found.
var missedMark = regexp.MustCompile(`\bMISSED\(([a-z0-9/]+)\)`)

// The services of testdata/libraries have the same mistakes in the style of each
// library, and their right twins beside them. All that is marked BAD is found, nothing
// that is marked MISSED, and nothing else.
func TestLibraries(t *testing.T) {
	dir := modcache.Fill(t, librariesDir)
	found := vetLibraries(t, dir)
	maps.DeleteFunc(found, func(key, _ string) bool { return strings.HasPrefix(key, "behaviour/") })
	marked, missed := make(map[string]string), make(map[string]string)
	eachGoFile(t, dir, func(name string, src []byte) {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for pattern, to := range map[*regexp.Regexp]map[string]string{badMark: marked, missedMark: missed} {
			for _, m := range marks(fset, f, pattern) {
				to[placeOf(t, dir, name, m.line, m.rule)] = m.text
			}
		}
	})
	for key, text := range marked {
		if _, ok := found[key]; !ok {
			t.Errorf("not found: %s, %s", key, text)
		}
	}
	for key, text := range found {
		if _, ok := missed[key]; ok {
			t.Errorf("%s need not be MISSED any more", key)
		} else if _, ok := marked[key]; !ok {
			t.Errorf("not marked: %s, %s", key, text)
		}
	}
	if !t.Failed() {
		checkLibraryTables(t, marked, missed)
	}
}

// What the fixes leave of the services compiles.
func TestFixedLibraries(t *testing.T) {
	skipBeforeVetFix(t)
	from, dir := modcache.Fill(t, librariesDir), t.TempDir()
	copyTree(t, from, dir)
	if err := os.RemoveAll(filepath.Join(dir, "behaviour")); err != nil {
		t.Fatal(err)
	}
	tool := filepath.Join(t.TempDir(), "respvet")
	run(t, ".", "build", "-o", tool, "../cmd/respvet")
	cmd := exec.Command("go", "vet", "-vettool="+tool, "-fix", "./...")
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // an error if findings are left
	if bytes.Contains(out, []byte("defect")) {
		t.Errorf("%s", out)
	}
	run(t, dir, "vet", "./...")
}

// placeOf names a place by its file, seen from dir, its line, and what is found there.
func placeOf(t *testing.T, dir, file string, line int, category string) string {
	t.Helper()
	name, err := filepath.Rel(dir, file)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s:%d %s", filepath.ToSlash(name), line, category)
}

// vetLibraries runs the command under go vet and returns the messages by place.
func vetLibraries(t *testing.T, dir string) map[string]string {
	t.Helper()
	tool, err := exec.Command("go", "tool", "-n", "respvet").Output()
	if err != nil {
		t.Fatalf("the tool does not build: %v", err)
	}
	cmd := exec.Command("go", "vet", "-json", "-vettool="+strings.TrimSpace(string(tool)), "./...")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	if bytes.Contains(stderr.Bytes(), []byte("defect")) {
		t.Errorf("%s", stderr.Bytes())
	}
	found := make(map[string]string)
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var units map[string]map[string]json.RawMessage
		if err := dec.Decode(&units); errors.Is(err, io.EOF) {
			return found
		} else if err != nil {
			t.Fatal(err)
		}
		for _, rules := range units {
			for rule, result := range rules {
				var list []struct{ Posn, Message string }
				if err := json.Unmarshal(result, &list); err != nil {
					t.Fatalf("%s: %s", rule, result)
				}
				for _, f := range list {
					m := position.FindStringSubmatch(f.Posn)
					line := 0
					fmt.Sscan(m[2], &line)
					found[placeOf(t, dir, m[1], line, suffix.FindStringSubmatch(f.Message)[1])] = f.Message
				}
			}
		}
	}
}

var position = regexp.MustCompile(`^(.+):(\d+):\d+$`)

// libraryRules are the columns of the table of services, clientRules those of clients.
var (
	libraryRules = []string{"rawerror", "errleak", "statuscode", "missingreturn", "noresponse", "nilslice", "lateheader", "bodyless"}
	clientRules  = []string{"noretry", "badretry", "uncheckedstatus"}
)

const (
	libraryTable = "../docs/frameworks.md"
	tableBegin   = "<!-- generated: %s -->\n"
	tableEnd     = "<!-- end -->\n"
)

// checkLibraryTables compares the tables of the documentation with the marks, or writes them.
func checkLibraryTables(t *testing.T, marked, missed map[string]string) {
	t.Helper()
	text, err := os.ReadFile(libraryTable)
	if err != nil {
		t.Fatal(err)
	}
	want := string(text)
	for name, rules := range map[string][]string{"libraries": libraryRules, "clients": clientRules} {
		begin := fmt.Sprintf(tableBegin, name)
		before, rest, ok := strings.Cut(want, begin)
		_, after, ok2 := strings.Cut(rest, tableEnd)
		if !ok || !ok2 {
			t.Fatalf("%s has no place for the table of %s", libraryTable, name)
		}
		want = before + begin + libraryRows(marked, missed, rules, name == "clients") + tableEnd + after
	}
	switch {
	case want == string(text):
	case *update:
		if err := os.WriteFile(libraryTable, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is not up to date: run go test ./analyzer -run Libraries -update", libraryTable)
	}
}

// libraryRows returns the table of the libraries by which requests are answered, or of those
// that ask.
func libraryRows(marked, missed map[string]string, rules []string, ask bool) string {
	// A library that is one of a kind has a folder below that of the kind.
	folder := func(place string) string {
		first, rest, _ := strings.Cut(place, "/")
		if second, _, ok := strings.Cut(rest, "/"); ok && slices.Contains(kindsOfLibraries, first) {
			return first + "/" + second
		}
		return first
	}
	count := func(marks map[string]string, library, rule string) (n int) {
		for key := range marks {
			place, category, _ := strings.Cut(key, " ")
			name, _, _ := strings.Cut(category, "/")
			if strings.HasPrefix(place, library+"/") && name == rule {
				n++
			}
		}
		return n
	}
	var libraries []string
	for _, marks := range []map[string]string{marked, missed} {
		for key := range marks {
			libraries = append(libraries, folder(key))
		}
	}
	slices.Sort(libraries)
	var b strings.Builder
	b.WriteString("| library | " + strings.Join(rules, " | ") + " |\n|---|" + strings.Repeat("---|", len(rules)) + "\n")
	for _, library := range slices.Compact(libraries) {
		kind, _, _ := strings.Cut(library, "/")
		if slices.Contains(clientLibraries, kind) != ask {
			continue
		}
		fmt.Fprintf(&b, "| [%s](../testdata/libraries/%s) |", library, library)
		for _, rule := range rules {
			switch yes, no := count(marked, library, rule), count(missed, library, rule); {
			case yes+no == 0:
				b.WriteString(" – |")
			case no == 0:
				b.WriteString(" found |")
			default:
				fmt.Fprintf(&b, " %d of %d |", yes, yes+no)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// kindsOfLibraries are the folders that have one for each library.
var kindsOfLibraries = []string{"encoders", "clients", "runners"}

// clientLibraries are the folders that ask instead of answering.
var clientLibraries = []string{"clients", "runners"}

// The routes of these services are what routes.txt says.
func TestLibraryRoutes(t *testing.T) {
	dir := modcache.Fill(t, librariesDir)
	tool, err := exec.Command("go", "tool", "-n", "respvet").Output()
	if err != nil {
		t.Fatalf("the tool does not build: %v", err)
	}
	cmd := exec.Command(strings.TrimSpace(string(tool)), "routes", "./hertz", "./iris", "./httprouter", "./bunrouter", "./kratos", "./fuego")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var routes []string
	for line := range strings.Lines(string(out)) {
		if f := strings.Fields(line); len(f) > 2 && strings.HasPrefix(f[1], "/") {
			routes = append(routes, strings.Join(f[:3], " "))
		}
	}
	slices.Sort(routes)
	got, file := strings.Join(routes, "\n")+"\n", filepath.Join(dir, "routes.txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(file); err != nil || string(want) != got {
		t.Errorf("%v: the routes are\n%s", err, got)
	}
}

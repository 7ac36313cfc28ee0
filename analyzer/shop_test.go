package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

var (
	badMark = regexp.MustCompile(`\bBAD\(([a-z0-9/]+)\)`)
	suffix  = regexp.MustCompile(`\(([a-z0-9/]+)\)$`)
)

// The shops are services as people write them, one a framework, and a client of
// such services. Their mistakes are marked, and nothing else in them is found.
func TestShops(t *testing.T) {
	root := testdata(t)
	found, want := make(map[string]string), make(map[string]string)
	// The oldest is a module of its own.
	vet(t, root, filepath.Join(root, "shop"), found, want, "./...")
	vet(t, root, root, found, want, "./shopchi/...", "./shopclient/...", "./shopecho/...", "./shopfiber/...", "./shopgin/...")
	missed, extra := make(map[string]bool), make(map[string]bool)
	for key := range want {
		if _, ok := found[key]; !ok {
			missed[key] = true
		}
	}
	for key := range found {
		if _, ok := want[key]; !ok {
			extra[key] = true
		}
	}
	waits := waiting(t)
	if *update {
		writeWaiting(t, missed, extra, waits)
		waits = waiting(t)
	}
	for _, key := range slices.Sorted(maps.Keys(missed)) {
		if waits[key] != '-' {
			t.Errorf("not found: %s, %s", key, want[key])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(extra)) {
		if waits[key] != '+' {
			t.Errorf("not marked: %s, %s", key, found[key])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(waits)) {
		if !missed[key] && !extra[key] {
			t.Errorf("%s need not wait any more", key)
		}
	}
	for _, shop := range []string{"shop", "shopchi", "shopclient", "shopecho", "shopfiber", "shopgin"} {
		of := func(keys iter.Seq[string]) (n int) {
			for key := range keys {
				if strings.HasPrefix(key, shop+"/") {
					n++
				}
			}
			return n
		}
		marked, missed, extra := of(maps.Keys(want)), of(maps.Keys(missed)), of(maps.Keys(extra))
		t.Logf("%s: %d of %d marks found, %d findings that are none", shop, marked-missed, marked, extra)
		if marked < 20 {
			t.Errorf("%s has %d marks only", shop, marked)
		}
	}
}

// vet adds the findings and the marks of packages below dir, by their place seen
// from root and their category, with their texts.
func vet(t *testing.T, root, dir string, found, want map[string]string, patterns ...string) {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir, Tests: true}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the shops do not compile")
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{together}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	key := func(file string, line int, category string) string {
		name, err := filepath.Rel(root, file)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%s:%d %s", filepath.ToSlash(name), line, category)
	}
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		fset := act.Package.Fset
		for _, d := range act.Diagnostics {
			at := fset.Position(d.Pos)
			found[key(at.Filename, at.Line, suffix.FindStringSubmatch(d.Message)[1])] = d.Message
		}
		for _, f := range act.Package.Syntax {
			for _, m := range marks(fset, f, badMark) {
				want[key(fset.Position(f.Package).Filename, m.line, m.rule)] = m.text
			}
		}
	}
}

// waitingFile lists what is wrong with the findings and known to be, a line each:
// "- place category" for a mark that nothing finds yet, "+ place category" for a
// finding that is none. With -update marks are entered and removed, findings
// only removed: a new one has to be looked at.
const waitingFile = "testdata/waiting.txt"

// waiting reads the list: '-' or '+' by place and category.
func waiting(t *testing.T) map[string]byte {
	t.Helper()
	text, err := os.ReadFile(waitingFile)
	if err != nil {
		t.Fatal(err)
	}
	list := make(map[string]byte)
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if len(line) < 3 || line[0] != '-' && line[0] != '+' || line[1] != ' ' || list[line[2:]] != 0 {
			t.Fatalf("%s: %q is no entry, or is there twice", waitingFile, line)
		}
		list[line[2:]] = line[0]
	}
	return list
}

func writeWaiting(t *testing.T, missed, extra map[string]bool, old map[string]byte) {
	t.Helper()
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(missed)) {
		fmt.Fprintln(&b, "-", key)
	}
	for _, key := range slices.Sorted(maps.Keys(extra)) {
		if old[key] == '+' {
			fmt.Fprintln(&b, "+", key)
		}
	}
	if err := os.WriteFile(waitingFile, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

// A marked is a mistake that a comment speaks of.
type marked struct {
	line int
	rule string // or rule/category
	text string // the comment
}

// marks returns the marks of a file that have a form. They speak of their own line or, if they
// stand alone on it, of the line below the comment.
func marks(fset *token.FileSet, f *ast.File, pattern *regexp.Regexp) (all []marked) {
	code := make(map[int]bool)
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		}
		code[fset.Position(n.Pos()).Line] = true
		return true
	})
	for _, group := range f.Comments {
		if group.Pos() < f.Package {
			continue // explains the marks
		}
		for _, c := range group.List {
			line := fset.Position(c.Pos()).Line
			if !code[line] {
				line = fset.Position(group.End()).Line + 1
			}
			for _, m := range pattern.FindAllStringSubmatch(c.Text, -1) {
				all = append(all, marked{line, m[1], c.Text})
			}
		}
	}
	return all
}

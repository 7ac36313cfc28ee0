package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

var (
	badMark  = regexp.MustCompile(`\bBAD\(([a-z0-9/]+)\)`)
	category = regexp.MustCompile(`\(([a-z0-9/]+)\)$`)
)

// waiting are the marks that nothing finds yet.
var waiting = []string{
	// A status, or an error's text, in an error that a handler returns.
	"internal/api/customers.go:39 statuscode/undocumented",
	"internal/api/customers.go:42 errleak/parse",
	// Text that a builder keeps in a loop and sends after it.
	"internal/api/customers.go:87 errleak/verbose",
}

// The shop is a service as people write them. Its mistakes are marked, and
// nothing else in it is found.
func TestShop(t *testing.T) {
	dir := filepath.Join(testdata(t), "shop")
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir, Tests: true}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the shop does not compile")
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{together}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	place := func(fset *token.FileSet, pos token.Pos) (file string, line int) {
		at := fset.Position(pos)
		name, err := filepath.Rel(dir, at.Filename)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.ToSlash(name), at.Line
	}
	found, want := make(map[string]string), make(map[string]string)
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		fset := act.Package.Fset
		for _, d := range act.Diagnostics {
			file, line := place(fset, d.Pos)
			found[fmt.Sprintf("%s:%d %s", file, line, category.FindStringSubmatch(d.Message)[1])] = d.Message
		}
		for _, f := range act.Package.Syntax {
			file, _ := place(fset, f.Package)
			for _, m := range marks(fset, f) {
				want[fmt.Sprintf("%s:%d %s", file, m.line, m.rule)] = m.text
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if _, ok := found[key]; !ok && !slices.Contains(waiting, key) {
			t.Errorf("not found: %s, %s", key, want[key])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(found)) {
		if _, ok := want[key]; !ok {
			t.Errorf("not marked: %s, %s", key, found[key])
		}
	}
	for _, key := range waiting {
		if _, ok := found[key]; ok || want[key] == "" {
			t.Errorf("%s need not wait any more", key)
		}
	}
	if len(want) < 20 {
		t.Errorf("the shop has %d marks only", len(want))
	}
}

// A marked is a mistake that a comment speaks of.
type marked struct {
	line int
	rule string // or rule/category
	text string // the comment
}

// marks returns the marks of a file. They speak of their own line or, if they
// stand alone on it, of the line below the comment.
func marks(fset *token.FileSet, f *ast.File) (all []marked) {
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
			for _, m := range badMark.FindAllStringSubmatch(c.Text, -1) {
				all = append(all, marked{line, m[1], c.Text})
			}
		}
	}
	return all
}

package defect

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func newPass(t *testing.T) (*analysis.Pass, *[]analysis.Diagnostic) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "a.go", "package a\n\nfunc f() {}\n\nfunc g() {}\n", 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []analysis.Diagnostic
	return &analysis.Pass{
		Analyzer: &analysis.Analyzer{Name: "rule"},
		Fset:     fset,
		Files:    []*ast.File{f},
		Pkg:      types.NewPackage("example.com/a", "a"),
		Report:   func(d analysis.Diagnostic) { found = append(found, d) },
	}, &found
}

func TestRule(t *testing.T) {
	index := []int{}
	for name, test := range map[string]struct {
		run  func(*analysis.Pass) (any, error)
		line int
		want string
	}{
		"a panic": {func(*analysis.Pass) (any, error) { panic("odd\nthing") }, 1,
			`^respvet has a defect: rule fails in package example.com/a, on the code here: odd thing, in \S+defect_test.go:\d+; please report this at https://\S+/issues \(rule/defect\)$`},
		"of the runtime": {func(*analysis.Pass) (any, error) { return index[len(index)], nil }, 1, `index out of range \[0\] with length 0`},
		"in a loop": {func(pass *analysis.Pass) (any, error) {
			for d := range EachAt(pass.Files[0].Decls, ast.Decl.Pos) {
				if d.(*ast.FuncDecl).Name.Name == "g" {
					panic(errors.New("odd"))
				}
			}
			return nil, nil
		}, 5, ": odd"},
		"in a loop within a loop": {func(pass *analysis.Pass) (any, error) {
			for range EachAt(pass.Files, (*ast.File).Pos) {
				for range EachAt(pass.Files[0].Decls, ast.Decl.Pos) {
					panic(errors.New("odd"))
				}
			}
			return nil, nil
		}, 3, ": odd"},
		"none": {func(pass *analysis.Pass) (any, error) {
			for range EachAt(pass.Files[0].Decls, ast.Decl.Pos) {
				break
			}
			return nil, nil
		}, 0, ""},
	} {
		pass, found := newPass(t)
		if _, err := Rule(test.run)(pass); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if test.line == 0 {
			if len(*found) > 0 {
				t.Errorf("%s: %v", name, *found)
			}
			continue
		}
		if len(*found) != 1 {
			t.Errorf("%s: %d diagnostics", name, len(*found))
			continue
		}
		d := (*found)[0]
		if line := pass.Fset.Position(d.Pos).Line; line != test.line || d.Category != Category {
			t.Errorf("%s: line %d, category %s", name, line, d.Category)
		}
		if !regexp.MustCompile(test.want).MatchString(d.Message) {
			t.Errorf("%s: %s", name, d.Message)
		}
	}
}

// A loop over EachAt is a loop.
func TestEach(t *testing.T) {
	pass, _ := newPass(t)
	got := slices.Collect(EachAt(pass.Files[0].Decls, ast.Decl.Pos))
	if !slices.Equal(got, pass.Files[0].Decls) {
		t.Errorf("%v", got)
	}
}

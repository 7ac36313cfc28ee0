package valueflow

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Test files are read where the package responds, or where a rule asks for them.
func TestFiles(t *testing.T) {
	const aTest = "package p\nimport \"testing\"\nfunc TestGet(t *testing.T) { get() }\nvar _ = func() int { return 1 }()\n"
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "source", nil)
	for name, c := range map[string]struct {
		src  string // what is no test, if there is any
		flag bool
		want []string
	}{
		"no service":       {src: "package p\nfunc get() {}\n", want: []string{"get"}},
		"asked for":        {src: "package p\nfunc get() {}\n", flag: true, want: []string{"init$1", "TestGet", "get"}},
		"a client":         {src: "package p\nimport \"net/http\"\nfunc get() { http.Get(\"\") }\n", want: []string{"get"}},
		"a service":        {src: "package p\nimport \"net/http\"\nfunc get() { var w http.ResponseWriter; _ = w }\n", want: []string{"init$1", "TestGet", "get"}},
		"nothing but test": {},
	} {
		t.Run(name, func(t *testing.T) {
			var files []*ast.File
			add := func(file, src string) {
				f, err := parser.ParseFile(fset, file, src, 0)
				if err != nil {
					t.Fatal(err)
				}
				files = append(files, f)
			}
			if c.src == "" {
				add("p_test.go", "package p\nfunc get() {}\n")
			} else {
				add("p_test.go", aTest)
				add("p.go", c.src)
			}
			info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object), Implicits: make(map[ast.Node]types.Object), Scopes: make(map[ast.Node]*types.Scope), Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string)}
			pkg, err := (&types.Config{Importer: imports}).Check("example.com/p", fset, files, info)
			if err != nil {
				t.Fatal(err)
			}
			if c.flag {
				withTests = true
				defer func() { withTests = false }()
			}
			pass := &analysis.Pass{Pkg: pkg, Fset: fset, Files: files, TypesInfo: info, Module: &analysis.Module{Path: "example.com"}}
			f := &Result{unit: unit{pass: pass, main: true}}
			f.build()
			var got []string
			for _, fn := range f.Funcs {
				got = append(got, fn.Name())
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("read %q, want %q", got, c.want)
			}
			if read := f.Pkg != nil; read != (c.want != nil) {
				t.Errorf("the package was read: %t", read)
			}
		})
	}
}

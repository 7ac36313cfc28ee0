package valueflow

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// TestGenerated wraps a writer in as many unexported types as a package may have, and in
// one more.
func TestGenerated(t *testing.T) {
	for _, n := range []int{maxHidden, maxHidden + 1} {
		var src strings.Builder
		src.WriteString("package p\nimport \"net/http\"\ntype Known struct{ http.ResponseWriter }\nfunc (w Known) WriteHeader(int) {}\ntype other struct{}\n")
		for i := range n {
			fmt.Fprintf(&src, "type w%d struct{ http.ResponseWriter }\nfunc (w w%d) WriteHeader(int) {}\n", i, i)
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", src.String(), 0)
		if err != nil {
			t.Fatal(err)
		}
		pkg, err := (&types.Config{Importer: importer.ForCompiler(fset, "source", nil)}).Check("example.com/p", fset, []*ast.File{file}, nil)
		if err != nil {
			t.Fatal(err)
		}
		asked := func(typ string) bool {
			f := &Result{unit: unit{pass: &analysis.Pass{Pkg: pkg}}}
			return f.Analysed(pkg.Scope().Lookup(typ).Type().(*types.Named).Method(0))
		}
		if !asked("Known") {
			t.Errorf("%d hidden types: nothing is asked of the exported one", n)
		}
		if got, want := asked("w0"), n <= maxHidden; got != want {
			t.Errorf("%d hidden types: asked of one of them: %t, want %t", n, got, want)
		}
	}
}

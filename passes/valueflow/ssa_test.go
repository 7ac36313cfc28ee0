package valueflow

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// TestTables says that a long list is a table and a long function none: its body is code.
func TestTables(t *testing.T) {
	src := "package p\nvar table = []int{" + strings.Repeat("1, ", maxTable) + "}\n" +
		"var code = func(x int) {\n" + strings.Repeat("\tx++\n", maxTable) + "}\n" +
		"var codes = []func(){" + strings.Repeat("func() {}, ", maxTable) + "}\n"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: make(map[*ast.Ident]types.Object)}
	if _, err := new(types.Config).Check("p", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, in := range withoutTables(info.InitOrder) {
		names = append(names, in.Lhs[0].Name())
	}
	if got := fmt.Sprint(names); got != "[code]" {
		t.Errorf("initialised are %s, want code alone", got)
	}
}

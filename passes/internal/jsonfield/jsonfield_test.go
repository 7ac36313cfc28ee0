package jsonfield_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"testing"

	"github.com/respvet/respvet/passes/internal/jsonfield"
)

type base struct {
	ID   int `json:"id"`
	Name string
}

type Tagged struct {
	Name string `json:"Name"`
}

type sample struct {
	Title string `json:"title,omitempty"`
	base
	*Tagged
	Skipped string `json:"-"`
	hidden  string
	Count   int `json:",string"`
}

const source = `package p

type base struct {
	ID   int ` + "`json:\"id\"`" + `
	Name string
}

type Tagged struct {
	Name string ` + "`json:\"Name\"`" + `
}

type sample struct {
	Title string ` + "`json:\"title,omitempty\"`" + `
	base
	*Tagged
	Skipped string ` + "`json:\"-\"`" + `
	hidden  string
	Count   int ` + "`json:\",string\"`" + `
}
`

// TestOf holds the fields against what encoding/json writes of the same struct.
func TestOf(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := new(types.Config).Check("p", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	fields := jsonfield.Of(pkg.Scope().Lookup("sample").Type().Underlying().(*types.Struct))
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	text, err := json.Marshal(sample{Title: "t", Tagged: &Tagged{Name: "n"}, hidden: "h"})
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]any
	if err := json.Unmarshal(text, &members); err != nil {
		t.Fatal(err)
	}
	var want []string
	for name := range members {
		want = append(want, name)
	}
	slices.Sort(want)
	sorted := slices.Sorted(slices.Values(names))
	if !reflect.DeepEqual(sorted, want) {
		t.Errorf("fields %v, encoding/json writes %v", sorted, want)
	}
	if f := fields[0]; f.Name != "title" || !f.OmitEmpty || f.OmitZero || f.Quoted {
		t.Errorf("first field: %+v", f)
	}
	if i := slices.Index(names, "Count"); i < 0 || !fields[i].Quoted {
		t.Error("Count is not quoted")
	}
}

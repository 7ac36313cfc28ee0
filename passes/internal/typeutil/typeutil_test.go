package typeutil_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"github.com/respvet/respvet/passes/internal/typeutil"
)

const source = `package p

import "context"

type (
	Failure  struct{ Code int; Text string }
	Alias    = *Failure
	Fails    interface{ error; Code() int }
	Text     string
	Bytes    []byte
	Texts    []string
	Anything any
)

func (f *Failure) Error() string { return f.Text }

var (
	failure  Failure
	pointer  *Failure
	alias    Alias
	fails    Fails
	err      error
	text     Text
	bytes    Bytes
	texts    Texts
	anything Anything
	ctx      context.Context
	table    map[string]int
	f        func()
)
`

func check(t *testing.T) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("example.com/m/p", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

func TestTypes(t *testing.T) {
	pkg := check(t)
	of := func(name string) types.Type { return pkg.Scope().Lookup(name).Type() }
	for _, c := range []struct {
		of                      string
		name                    string
		isError, isText, isList bool
		isString, isMap, isFunc bool
	}{
		{of: "failure", name: "example.com/m/p.Failure"},
		{of: "pointer", name: "example.com/m/p.Failure", isError: true},
		{of: "alias", name: "example.com/m/p.Failure", isError: true},
		{of: "fails", isError: true},
		{of: "err", isError: true},
		{of: "text", name: "example.com/m/p.Text", isText: true, isString: true},
		{of: "bytes", name: "example.com/m/p.Bytes", isText: true},
		{of: "texts", name: "example.com/m/p.Texts", isList: true},
		{of: "anything"},
		{of: "table", isMap: true},
		{of: "f", isFunc: true},
	} {
		typ := of(c.of)
		if got := typeutil.Name(typ); got != c.name {
			t.Errorf("Name(%s) = %q, want %q", c.of, got, c.name)
		}
		for what, got := range map[string][2]bool{
			"IsError":  {typeutil.IsError(typ), c.isError},
			"IsText":   {typeutil.IsText(typ), c.isText},
			"IsList":   {typeutil.IsList(typ), c.isList},
			"IsString": {typeutil.IsString(typ), c.isString},
			"IsMap":    {typeutil.IsMap(typ), c.isMap},
			"IsFunc":   {typeutil.IsFunc(typ), c.isFunc},
		} {
			if got[0] != got[1] {
				t.Errorf("%s(%s) = %v", what, c.of, got[0])
			}
		}
	}
	if !typeutil.IsNamed(of("ctx"), "context", "Context") || typeutil.IsNamed(of("pointer"), "context", "Context") {
		t.Error("IsNamed: context.Context")
	}
	if typeutil.IsErrorInterface(of("fails")) || !typeutil.IsErrorInterface(of("err")) {
		t.Error("IsErrorInterface: only error is")
	}
	if m := typeutil.Method(of("failure"), "Error"); m == nil || typeutil.Receiver(m).Name() != "Failure" {
		t.Errorf("Method(Failure, Error) = %v", m)
	}
	if got := typeutil.FieldName(of("pointer"), 1); got != "Text" {
		t.Errorf("FieldName = %q", got)
	}
	if got := typeutil.FieldName(of("text"), 0); got != "" {
		t.Errorf("FieldName of a string = %q", got)
	}
}

func TestPackages(t *testing.T) {
	pkg := check(t)
	if got := typeutil.FindPackage(pkg, "context"); got == nil || got.Path() != "context" {
		t.Errorf("FindPackage = %v", got)
	}
	if got := typeutil.FindPackage(pkg, "example.com/other"); got != nil {
		t.Errorf("FindPackage = %v", got)
	}
	for full, found := range map[string]bool{
		"example.com/m/p.Failure": true,
		"context.Canceled":        true,
		"context.None":            false,
		"Failure":                 false,
		"io.EOF":                  false, // not imported
	} {
		if got := typeutil.Lookup(pkg, full); (got != nil) != found {
			t.Errorf("Lookup(%q) = %v", full, got)
		}
	}
	for _, c := range []struct {
		path, root string
		within     bool
	}{
		{"example.com/m", "example.com/m", true},
		{"example.com/m/p", "example.com/m", true},
		{"example.com/more", "example.com/m", false},
		{"example.com", "example.com/m", false},
	} {
		if got := typeutil.Within(c.path, c.root); got != c.within {
			t.Errorf("Within(%q, %q) = %v", c.path, c.root, got)
		}
	}
}

package syntax_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/syntax"
	"golang.org/x/tools/go/analysis"
)

const source = `package p

import "net/http"

type server struct{ codes []int }

func (s *server) get(w http.ResponseWriter, r *http.Request) {
	send := func(code int) { w.WriteHeader(code) }
	send(s.codes[1])
	_ = server{codes: nil}
	return
}
`

func index(t *testing.T) (x *syntax.Index, at func(text string) token.Pos) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	return syntax.NewIndex(&analysis.Pass{Fset: fset, Files: []*ast.File{file}}), func(text string) token.Pos {
		return file.FileStart + token.Pos(strings.Index(source, text))
	}
}

func TestIndex(t *testing.T) {
	x, at := index(t)
	if call := x.Call(at("(s.codes")); call == nil || syntax.Name(call.Fun) != "send" {
		t.Errorf("Call: %v", call)
	}
	if call := x.Call(at("send(")); call != nil {
		t.Errorf("Call off its parenthesis: %v", call)
	}
	if lit := x.Literal(at("{codes: nil")); lit == nil {
		t.Error("Literal")
	}
	if _, ok := x.Func(at("w.WriteHeader")).(*ast.FuncLit); !ok {
		t.Error("Func: not the literal")
	}
	if fn, ok := x.Func(at("return")).(*ast.FuncDecl); !ok || fn.Name.Name != "get" {
		t.Error("Func: not the declaration")
	}
	if fn := x.Func(at("type server")); fn != nil {
		t.Errorf("Func: %v", fn)
	}
	if id := x.Ident(at("codes[1]")); id == nil || id.Name != "codes" {
		t.Errorf("Ident: %v", id)
	}
	if e := x.IndexExpr(at("[1]")); e == nil {
		t.Error("IndexExpr")
	}
	if r := x.Return(at("return")); r == nil {
		t.Error("Return")
	}
	if spec := x.Import("net/http"); spec == nil || x.Import("io") != nil {
		t.Error("Import")
	}
	if !x.Before(at("type"), at("return")) || x.Before(at("return"), at("type")) {
		t.Error("Before")
	}
	if x.InTest(at("type")) || x.InTest(token.NoPos) {
		t.Error("InTest")
	}
}

func TestName(t *testing.T) {
	for text, want := range map[string]string{
		"http.Error":    "http.Error",
		"s.store.Get":   "s.store.Get",
		"reply[string]": "reply",
		"(f)":           "f",
		"f().Get":       "Get",
		"func() {}":     "",
	} {
		e, err := parser.ParseExpr(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := syntax.Name(e); got != want {
			t.Errorf("Name(%s) = %q, want %q", text, got, want)
		}
	}
}

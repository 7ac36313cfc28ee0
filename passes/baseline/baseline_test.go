package baseline

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

var shop = Finding{
	Name: "errleak/parse", File: "api/a.go", Func: "(*Server).get", Line: "fail(w, err)",
	Message: "parse error text is sent to the client in the response body (errleak/parse)",
}

func TestKey(t *testing.T) {
	keys := map[string]string{shop.Key(): "it"}
	for what, change := range map[string]func(*Finding){
		"name":     func(f *Finding) { f.Name = "errleak" },
		"file":     func(f *Finding) { f.File = "api/b.go" },
		"function": func(f *Finding) { f.Func = "get" },
		"line":     func(f *Finding) { f.Line = "fail(w, err2)" },
		"message":  func(f *Finding) { f.Message = "error text is sent to the client (errleak/parse)" },
		"border":   func(f *Finding) { f.Func, f.Line = f.Func+f.Line, "" },
	} {
		f := shop
		change(&f)
		if other := keys[f.Key()]; other != "" {
			t.Errorf("a change of the %s makes no difference to %s", what, other)
		}
		keys[f.Key()] = what
	}
	for _, pair := range [][2]string{
		{"first in line 12, a.go:3:14 (x)", "first in line 7, a.go:115:1 (x)"},
		{"a.go:3", "a.go:77"},
	} {
		if a, b := (Finding{Message: pair[0]}), (Finding{Message: pair[1]}); a.Key() != b.Key() {
			t.Errorf("%q and %q differ", pair[0], pair[1])
		}
	}
	if a, b := (Finding{Message: "fail sends the 404"}), (Finding{Message: "fail sends the 410"}); a.Key() == b.Key() {
		t.Error("a status is taken for a line")
	}
}

func TestHas(t *testing.T) {
	var out strings.Builder
	other := shop
	other.File = "api/b.go"
	if err := Write(&out, []Finding{shop, other, shop}, nil, nil); err != nil {
		t.Fatal(err)
	}
	b, err := Parse("/src/shop", []byte(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]int)
	for i, want := range []bool{true, true, false} {
		if got := b.Has(shop, seen); got != want {
			t.Errorf("equal finding %d is known: %t, want %t", i+1, got, want)
		}
	}
	if got := b.File("/src/shop/api/a.go"); got != "api/a.go" {
		t.Errorf("the file is called %s", got)
	}
	if got := b.File("/src/lib/a.go"); got != "../lib/a.go" {
		t.Errorf("the file is called %s", got)
	}
	for _, b := range []*Baseline{nil, {}} {
		if !b.Empty() || b.Has(shop, map[string]int{}) {
			t.Errorf("%v is not empty", b)
		}
	}
}

func TestWrite(t *testing.T) {
	const earlier = "# x\n" +
		"00000000000000000001\terrleak\tz/z.go\tf\n" +
		"00000000000000000002\terrleak\tgone/a.go\tf\n" +
		"<<<<<<< HEAD\n"
	evil := shop
	evil.File, evil.Func = "a\n\t.go", ""
	var out strings.Builder
	if err := Write(&out, []Finding{shop, evil}, []byte(earlier), func(file string) bool { return file == "z/z.go" }); err != nil {
		t.Fatal(err)
	}
	want := header +
		evil.Key() + "\terrleak/parse\t\"a\\n\\t.go\"\t\n" +
		shop.Key() + "\terrleak/parse\tapi/a.go\t(*Server).get\n" +
		"00000000000000000001\terrleak\tz/z.go\tf\n"
	if out.String() != want {
		t.Errorf("written:\n%swant:\n%s", &out, want)
	}
	if _, err := Parse("", []byte(out.String())); err != nil {
		t.Error(err)
	}
}

func TestParse(t *testing.T) {
	const good = "00000000000000000001\terrleak\tz/z.go\tf"
	for _, bad := range []string{
		"<<<<<<< HEAD", "password: hunter2", "00000000000000000001", good + "\tx", good[1:], "g" + good[1:], "\t\t\t", " ",
	} {
		b, err := Parse("", []byte("# x\r\n"+good+"\r\n"+bad+"\n"+good))
		if wrong := (*Error)(nil); !errors.As(err, &wrong) || wrong.Line != 3 {
			t.Errorf("%q: %v", bad, err)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the error shows what is in the file: %v", err)
		}
		if b.counts["00000000000000000001"] != 2 {
			t.Errorf("%q: the good lines do not count: %v", bad, b.counts)
		}
	}
}

func TestPlace(t *testing.T) {
	const src = `package p

type T[K any] struct{}

func f() { /*f*/ }

func (T[K]) g() { _ = func() { /*T.g*/ } }

func (t *T[_]) h() { /*(*T).h*/ }

func (*(U)) i(x int /*(*U).i*/) {}

var a, b = 1, func() int { /*a*/ return 2 }

var (
	c = 3 + /*c*/ 4
	/**/
)

type U struct{ /**/ }

	var   d =	"x  y" // z
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, g := range file.Comments {
		if c := g.List[0]; strings.HasPrefix(c.Text, "/*") {
			n++
			if got, want := Func(file, c.Pos()), strings.TrimSuffix(strings.TrimPrefix(c.Text, "/*"), "*/"); got != want {
				t.Errorf("%s stands in %q", c.Text, got)
			}
		}
	}
	if n != 8 {
		t.Errorf("%d marks, want 8", n)
	}
	if got := Func(file, file.Name.Pos()); got != "" {
		t.Errorf("the package clause stands in %q", got)
	}
	if got := Func(&ast.File{}, 1); got != "" {
		t.Errorf("an empty file has %q", got)
	}
	lines := strings.Count(src, "\n")
	for n, want := range map[int]string{0: "", 1: "package p", 2: "", lines: `var d = "x y" // z`, lines + 1: "", -1: ""} {
		if got := Line([]byte(src), n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
}

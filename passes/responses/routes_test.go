package responses_test

import (
	"fmt"
	"go/ast"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/responses/route"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// TestRoutes compares the routes that are found in each fixture with what its
// comments say of the registration: "// route GET /v1/x api.get; …", in which a
// handler is the last two words of its name, and a question mark before the path
// says that it may not begin there.
func TestRoutes(t *testing.T) {
	parts, pkgs := routings(t, "./routes/...")
	got, want := make(map[string]bool), marked(pkgs)
	for _, r := range route.Join(parts) {
		got[describe(pkgs, r)] = true
	}
	for s := range got {
		if !want[s] {
			t.Errorf("not marked: %s", s)
		}
	}
	for s := range want {
		if !got[s] {
			t.Errorf("not found: %s", s)
		}
	}
	if len(want) < 70 {
		t.Errorf("only %d marks", len(want))
	}
}

// routings analyses packages and returns what they say of routes.
func routings(t *testing.T, patterns ...string) ([]*route.Routing, []*packages.Package) {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: testdata}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the fixtures do not compile")
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{responses.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	var parts []*route.Routing
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		res := act.Result.(*responses.Result)
		for _, d := range res.Defects {
			t.Errorf("%s: %v", act.Package, d)
		}
		parts = append(parts, res.Routing.Own)
	}
	return parts, pkgs
}

func describe(pkgs []*packages.Package, r route.Route) string {
	at := pkgs[0].Fset.Position(r.Pos)
	mark := "?"
	if r.Whole || strings.Contains(r.Path, route.Unread) {
		mark = ""
	}
	handler := strings.NewReplacer("(", "", ")", "", "*", "").Replace(r.Handler)
	handler = handler[strings.LastIndexByte(handler, '/')+1:]
	if words := strings.Split(handler, "."); len(words) > 2 {
		handler = strings.Join(words[len(words)-2:], ".")
	}
	return fmt.Sprintf("%s:%d %s", filepath.Base(at.Filename), at.Line, strings.TrimSpace(r.Method+" "+mark+r.Path+" "+handler))
}

func marked(pkgs []*packages.Package) map[string]bool {
	marks := make(map[string]bool)
	for _, pkg := range pkgs {
		for _, file := range pkg.Syntax {
			for _, c := range slices.Collect(comments(file)) {
				text, ok := strings.CutPrefix(c.Text, "// route ")
				if !ok {
					continue
				}
				at := pkg.Fset.Position(c.Pos())
				for r := range strings.SplitSeq(text, ";") {
					marks[fmt.Sprintf("%s:%d %s", filepath.Base(at.Filename), at.Line, strings.TrimSpace(r))] = true
				}
			}
		}
	}
	return marks
}

func comments(file *ast.File) func(yield func(*ast.Comment) bool) {
	return func(yield func(*ast.Comment) bool) {
		for _, g := range file.Comments {
			for _, c := range g.List {
				if !yield(c) {
					return
				}
			}
		}
	}
}

// TestRoutingFact holds the fact that importers read against what it was made of.
func TestRoutingFact(t *testing.T) {
	parts, _ := routings(t, "./routes/std/...")
	for _, part := range parts {
		data, err := part.GobEncode()
		if err != nil {
			t.Fatal(err)
		}
		var read route.Routing
		if err := read.GobDecode(data); err != nil {
			t.Fatal(err)
		}
		if again, _ := read.GobEncode(); string(again) != string(data) || read.String() != part.String() {
			t.Errorf("%s: read %s, written %s", part.Pkg, &read, part)
		}
		for i := range data {
			_ = new(route.Routing).GobDecode(data[:i]) // may fail, may not panic
		}
	}
}

// TestHandlers compares what handlers answer with the comment behind each of them:
// "// answers 200 404", with "…" where there may be more.
func TestHandlers(t *testing.T) {
	parts, pkgs := routings(t, "./answers/...")
	got, want := make(map[string]string), make(map[string]string)
	for _, part := range parts {
		for _, h := range part.Handlers {
			var codes []string
			for _, a := range h.Replies {
				codes = append(codes, fmt.Sprint(a.Code))
			}
			if h.Unread != "" {
				codes = append(codes, "…")
			}
			at := pkgs[0].Fset.Position(h.Pos)
			got[fmt.Sprintf("%s:%d", filepath.Base(at.Filename), at.Line)] = strings.Join(codes, " ")
		}
	}
	for _, pkg := range pkgs {
		for _, file := range pkg.Syntax {
			for c := range comments(file) {
				if codes, ok := strings.CutPrefix(c.Text, "// answers "); ok {
					at := pkg.Fset.Position(c.Pos())
					want[fmt.Sprintf("%s:%d", filepath.Base(at.Filename), at.Line)] = codes
				}
			}
		}
	}
	for at, codes := range want {
		if got[at] != codes {
			t.Errorf("%s: found %q, marked %q", at, got[at], codes)
		}
	}
	if len(want) < 19 {
		t.Errorf("only %d marks", len(want))
	}
}

// TestLibraryHandlers says that handlers of a library are known by what it chooses to
// answer, once each, however many packages register them.
func TestLibraryHandlers(t *testing.T) {
	parts, _ := routings(t, "./routes/joins", "./routes/gin", "./routes/echo")
	for _, name := range []string{"net/http.FileServer", "(*github.com/gin-gonic/gin.RouterGroup).Static", "(*github.com/labstack/echo/v4.Echo).Static"} {
		handlers := route.RepliesOf(slices.Concat(parts, parts), name)
		if len(handlers) != 1 || handlers[0].Unread != "" {
			t.Errorf("%s: %d handlers", name, len(handlers))
			continue
		}
		for _, code := range []int{200, 304, 404} {
			if !slices.ContainsFunc(handlers[0].Replies, func(a route.Reply) bool { return a.Code == code && a.Implied }) {
				t.Errorf("%s: nothing is said of %d", name, code)
			}
		}
	}
	if handlers := route.RepliesOf(parts, "net/http.NotFoundHandler"); len(handlers) != 1 || len(handlers[0].Replies) != 1 || handlers[0].Replies[0].Code != 404 {
		t.Error("net/http.NotFoundHandler answers 404 and nothing else")
	}
}

// TestReadToTheEnd says of a service whose every response is in its own code that
// nothing of it is left unread.
func TestReadToTheEnd(t *testing.T) {
	parts, pkgs := routings(t, "./shopchi/...")
	handlers := 0
	for _, r := range route.Join(parts) {
		for _, h := range route.RepliesOf(parts, r.Handler) {
			if handlers++; h.Unread != "" {
				t.Errorf("%s: %s: %s", pkgs[0].Fset.Position(h.Pos), h.Name, h.Unread)
			}
		}
	}
	if handlers < 10 {
		t.Errorf("only %d handlers", handlers)
	}
}

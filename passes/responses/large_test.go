package responses_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// large holds, by name, code of which there is so much, or which is so entangled,
// that following each way through it takes for ever.
var large = map[string]string{
	"cases": handler("switch r.URL.Path {\n" + repeat(1500, func(i int) string {
		return fmt.Sprintf("case \"/%d\": http.Error(w, \"no\", %d)\n", i, 400+i%100)
	}) + "}\nw.Write(nil)"),
	"status": handler("code := 200\nswitch r.URL.Path {\n" + repeat(1500, func(i int) string {
		return fmt.Sprintf("case \"/%d\": code = %d\n", i, 400+i%100)
	}) + "}\nhttp.Error(w, \"no\", code)"),
	"disjunction": handler("if false" + repeat(1500, func(i int) string {
		return fmt.Sprintf(" || r.Method == \"M%d\"", i)
	}) + " {\nhttp.Error(w, \"no\", 405)\n}\nw.Write(nil)"),
	"maps": handler("m := map[string]any{}\n" + repeat(120, func(i int) string {
		return fmt.Sprintf("m[\"k%d\"] = m\n", i)
	}) + "json.NewEncoder(w).Encode(m)"),
	"clique": handler("f0(w, 1, r.ParseForm())") + repeat(20, func(i int) string {
		return fmt.Sprintf("func f%d(w http.ResponseWriter, c int, err error) {\n", i) + repeat(20, func(j int) string {
			return fmt.Sprintf("if c == %d { f%d(w, c+1, err) }\n", j, j)
		}) + "http.Error(w, err.Error(), 500)\n}\n"
	}),
}

func handler(body string) string {
	return "package large\n\nimport (\n\"encoding/json\"\n\"net/http\"\n)\n\nvar _ = json.Marshal\n\nfunc Handle(w http.ResponseWriter, r *http.Request) {\n" + body + "\n}\n"
}

func repeat(n int, part func(int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(part(i))
	}
	return b.String()
}

// TestLarge tests that large code is analysed in a time that depends on its size
// and not on the ways through it. The limit is generous: without the bounds each
// of these takes minutes, or for ever.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses large code")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module large\n\ngo 1.25\n")
	for name, src := range large {
		write(t, filepath.Join(dir, name, "large.go"), src)
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if len(pkgs) != len(large) || packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the code does not compile")
	}
	start := time.Now()
	graph, err := checker.Analyze([]*analysis.Analyzer{responses.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 2*time.Minute {
		t.Errorf("took %v", took)
	}
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Errorf("%s: %v", root.Package.PkgPath, root.Err)
		} else if len(root.Result.(*responses.Result).Responses) == 0 {
			t.Errorf("%s: no site was found", root.Package.PkgPath)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

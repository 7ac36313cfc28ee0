package httpmodel

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"
)

// imported finds packages among some and all that they import.
type imported []*types.Package

func (from imported) Import(path string) (*types.Package, error) {
	seen := make(map[*types.Package]bool)
	for queue := slices.Clone(from); len(queue) > 0; queue = queue[1:] {
		if queue[0].Path() == path {
			return queue[0], nil
		}
		for _, p := range queue[0].Imports() {
			if !seen[p] {
				seen[p] = true
				queue = append(queue, p)
			}
		}
	}
	return nil, fmt.Errorf("no package %s", path)
}

// What the forms say compiles, returns an error or nothing as they say, and the
// calls are those whose rows answer with JSON.
func TestForms(t *testing.T) {
	testForms(t, frameworksDir, slices.Concat(gin(), echo(), chi(), fiber(), fasthttp()))
	for _, tables := range moreFrameworks {
		testForms(t, librariesDir, tables())
	}
}

func testForms(t *testing.T, dir string, tables []table) {
	pkgs := load(t, dir, tables)
	from := imported(slices.Collect(maps.Values(pkgs)))
	for _, tab := range tables {
		forms := map[string]*Form{"http.ResponseWriter": tab.form}
		for _, c := range tab.contexts {
			typ := "lib." + c.Type
			if !types.IsInterface(pkgs[tab.pkg].Scope().Lookup(c.Type).Type()) {
				typ = "*" + typ
			}
			forms[typ] = c.Form
		}
		for typ, form := range forms {
			if form != nil {
				t.Run(tab.pkg+"."+typ, func(t *testing.T) { checkForm(t, from, tab.pkg, typ, form) })
			}
		}
	}
}

func checkForm(t *testing.T, from imported, path, typ string, form *Form) {
	object, result := "map[string]any", ""
	if form.Map != "" {
		object = "lib." + form.Map
	}
	body := object + `{"error": "text"}`
	if form.Errors {
		result = "var _ error = "
	}
	fill := func(form, body string) string {
		return strings.NewReplacer("$p", "lib", "$w", "w", "$r", "r", "$s", "http.StatusTeapot", "$b", body, "$k", `"X-Key"`, "$v", `"value"`).Replace(form)
	}
	var lines []string
	for _, code := range []string{form.JSON, form.Kept, form.Abort} {
		if code == "" {
			continue
		}
		lines = append(lines, result+fill(code, body))
		if form.Types {
			lines = append(lines, result+fill(code, body+`, "application/problem+json"`))
		}
	}
	answering := len(lines)
	for _, code := range []string{form.Header, form.Label, form.Status} {
		if code != "" {
			lines = append(lines, fill(code, ""))
		}
	}
	if form.Status != "" {
		lines = append(lines, `io.WriteString(w, "the body")`)
	}
	src := fmt.Sprintf("package p\n\nimport (\n\t\"io\"\n\t\"net/http\"\n\tlib %q\n)\n\nvar _ lib.%s\nvar _ io.Writer\n\nfunc f(w %s, r *http.Request) {\n%s\n}\n",
		path, anyType(from, path), typ, strings.Join(lines, "\n"))
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		t.Fatal(err, src)
	}
	info := &types.Info{Uses: make(map[*ast.Ident]types.Object)}
	if _, err := (&types.Config{Importer: from}).Check("p", fset, []*ast.File{file}, info); err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	answers := 0
	for _, obj := range info.Uses {
		if fn, ok := obj.(*types.Func); ok {
			if row := builtIn.Lookup(fn); row != nil && row.Response != nil && row.Response.Kind == Complete {
				answers++
				if body := row.Response.Body; body.Op != OpEncode || body.Name != string(JSON) {
					t.Errorf("%s answers with %+v, not with JSON", row.Name, body)
				}
			}
		}
	}
	if answers != answering {
		t.Errorf("%d calls answer in\n%s", answers, src)
	}
}

// anyType returns an exported type of a package, for code to name it by.
func anyType(from imported, path string) string {
	pkg, _ := from.Import(path)
	for _, name := range pkg.Scope().Names() {
		if tn, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok && tn.Exported() {
			if named, ok := tn.Type().(*types.Named); !ok || named.TypeParams().Len() == 0 {
				return name
			}
		}
	}
	return ""
}

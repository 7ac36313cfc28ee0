package report_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"go/ast"
	"go/constant"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the tests get into testdata")

// ops is part of every fixture: a call of one of these asks the rule below for a
// finding, or for an edit at that place.
const ops = `package p

func bad(category string, args ...any) any { return nil } // a finding of a category
func after(text string, args ...any) any   { return nil } // InsertAfter(text)
func before(text string, args ...any) any  { return nil } // InsertBefore(text)
func leave(args ...any) any                { return nil } // InsertAfter(Return)
func logs(msg string, v any) any           { return nil } // InsertBefore(Log(v))
func status(code int) any                  { return nil } // code replaced by Status
func drop(v any) any                       { return nil } // v replaced by "gone", what is unused logged
func use(path, name, member string) any    { return nil } // InsertBefore(_ = Import.member)
`

// rule is a rule that finds what a fixture asks it to find.
func rule(enabled func(string) bool) *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "demo", Doc: "report calls of the test's functions", URL: "https://example.com/demo"}
	report.Flags(a)
	a.Run = func(pass *analysis.Pass) (any, error) {
		r := report.New(pass, enabled)
		// Backwards, to see that the order of findings does not matter.
		for _, file := range slices.Backward(pass.Files) {
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				if id, ok := call.Fun.(*ast.Ident); ok && pass.Pkg.Scope().Lookup(id.Name) == pass.TypesInfo.Uses[id] {
					find(pass, r, id.Name, call)
				}
				return true
			})
		}
		r.Flush()
		return nil, nil
	}
	return a
}

func find(pass *analysis.Pass, r *report.Reporter, op string, call *ast.CallExpr) {
	f := edit.FileOf(pass, call.Pos())
	arg := func(i int) string {
		if v := pass.TypesInfo.Types[call.Args[i]].Value; v != nil && v.Kind() == constant.String {
			return constant.StringVal(v)
		}
		return f.Source(call.Args[i])
	}
	finding := report.Finding{Node: call, Message: op}
	var edits, more []analysis.TextEdit
	var text string
	ok := false
	stmt := f.Stmt(call.Pos())
	switch op {
	case "bad":
		finding.Category = arg(0)
		finding.Message = fmt.Sprintf("%s answers %d", op, len(call.Args))
		for _, x := range call.Args[1:] {
			finding.Related = append(finding.Related, analysis.RelatedInformation{Pos: x.Pos(), Message: f.Source(x)})
		}
		if len(call.Args) > 1 { // the same again: one finding comes out
			r.Add(finding)
		}
		ok = true
	case "after":
		edits, ok = f.InsertAfter(stmt, arg(0))
	case "before":
		edits, ok = f.InsertBefore(stmt, arg(0))
	case "leave":
		if text, more, ok = f.Return(call.Pos()); ok {
			edits, ok = f.InsertAfter(stmt, text)
		}
	case "logs":
		if text, more, ok = f.Log(call.Pos(), arg(0), f.Source(call.Args[1]), false); ok {
			edits, ok = f.InsertBefore(stmt, text)
		}
	case "use":
		if text, more, ok = f.Import(arg(0), arg(1), call.Pos()); ok {
			edits, ok = f.InsertBefore(stmt, "_ = "+text+"."+arg(2))
		}
	case "status":
		var code int
		fmt.Sscan(f.Source(call.Args[0]), &code)
		text, more, ok = f.Status(code, call.Pos())
		edits = []analysis.TextEdit{{Pos: call.Args[0].Pos(), End: call.Args[0].End(), NewText: []byte(text)}}
	case "drop":
		x := call.Args[0]
		var unused []*types.Var
		edits, unused, ok = f.Replace(x.Pos(), x.End(), `"gone"`)
		for _, v := range unused {
			text, imports, logged := f.Log(call.Pos(), "dropped", v.Name(), false)
			statement, placed := f.InsertBefore(stmt, text)
			more = slices.Concat(more, imports, statement)
			ok = ok && logged && placed
		}
	default:
		return
	}
	if !ok {
		finding.Message += " has no fix"
	}
	if edits = slices.Concat(edits, more); ok && len(edits) > 0 {
		finding.Fixes = []analysis.SuggestedFix{{Message: "Mend it", TextEdits: edits}}
	}
	r.Add(finding)
}

// A fixture is a package p, the files of the archive that have no directory,
// and fake packages at the import paths of its directories.
type fixture struct {
	fset  *token.FileSet
	files map[string][]byte
	std   types.Importer
	done  map[string]*types.Package
}

// The standard library comes from export data, shared by all tests: it is what
// costs the time here.
var (
	sharedFset = token.NewFileSet()
	sharedStd  = importer.ForCompiler(sharedFset, "gc", nil)
)

func newFixture(a *txtar.Archive) *fixture {
	x := &fixture{fset: sharedFset, files: make(map[string][]byte), std: sharedStd, done: make(map[string]*types.Package)}
	for _, f := range a.Files {
		if !strings.HasPrefix(f.Name, "want") {
			x.files[f.Name] = f.Data
		}
	}
	x.files["ops.go"] = []byte(ops)
	return x
}

func (x *fixture) Import(path string) (*types.Package, error) {
	if pkg := x.done[path]; pkg != nil {
		return pkg, nil
	}
	_, pkg, _, err := x.check(path, x.files)
	if err != nil || pkg == nil {
		return x.std.Import(path)
	}
	x.done[path] = pkg
	return pkg, nil
}

// check type-checks the package in a directory of the fixture, nil if there is none.
func (x *fixture) check(dir string, files map[string][]byte) ([]*ast.File, *types.Package, *types.Info, error) {
	var parsed []*ast.File
	for name, data := range files {
		if d := path.Dir(name); d != dir && (d != "." || dir != "example.com/p") {
			continue
		}
		f, err := parser.ParseFile(x.fset, name, data, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, nil, err
		}
		parsed = append(parsed, f)
	}
	if parsed == nil {
		return nil, nil, nil, nil
	}
	slices.SortFunc(parsed, func(a, b *ast.File) int {
		return cmp.Compare(x.fset.File(a.FileStart).Name(), x.fset.File(b.FileStart).Name())
	})
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object),
		Uses: make(map[*ast.Ident]types.Object), Implicits: make(map[ast.Node]types.Object),
		Scopes: make(map[ast.Node]*types.Scope), Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Instances: make(map[*ast.Ident]types.Instance),
	}
	conf := types.Config{Importer: x, FakeImportC: true}
	pkg, err := conf.Check(dir, x.fset, parsed, info)
	return parsed, pkg, info, err
}

// run runs an analyzer on package p.
func (x *fixture) run(t *testing.T, a *analysis.Analyzer) []analysis.Diagnostic {
	t.Helper()
	files, pkg, info, err := x.check("example.com/p", x.files)
	if err != nil {
		t.Fatal(err)
	}
	var found []analysis.Diagnostic
	pass := &analysis.Pass{
		Analyzer: a, Fset: x.fset, Files: files, Pkg: pkg, TypesInfo: info,
		Report:   func(d analysis.Diagnostic) { found = append(found, d) },
		ReadFile: func(name string) ([]byte, error) { return x.files[name], nil },
	}
	if _, err := a.Run(pass); err != nil {
		t.Fatal(err)
	}
	return found
}

// apply returns the files with the first fixes of some diagnostics applied,
// identical edits once, as drivers do.
func (x *fixture) apply(t *testing.T, found []analysis.Diagnostic) map[string][]byte {
	t.Helper()
	type edit struct {
		from, to int
		text     string
	}
	edits := make(map[string][]edit)
	for _, d := range found {
		if len(d.SuggestedFixes) == 0 {
			continue
		}
		for _, e := range d.SuggestedFixes[0].TextEdits {
			file := x.fset.File(e.Pos)
			one := edit{file.Offset(e.Pos), file.Offset(e.End), string(e.NewText)}
			if !slices.Contains(edits[file.Name()], one) {
				edits[file.Name()] = append(edits[file.Name()], one)
			}
		}
	}
	result := make(map[string][]byte)
	for name, src := range x.files {
		list := edits[name]
		slices.SortStableFunc(list, func(a, b edit) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
		var out []byte
		last := 0
		for _, e := range list {
			if e.from < last {
				t.Errorf("%s: edits overlap at offset %d", name, e.from)
				return x.files
			}
			out = append(append(out, src[last:e.from]...), e.text...)
			last = e.to
		}
		result[name] = append(out, src[last:]...)
	}
	return result
}

// lines lists diagnostics as file:line: message, with related places and fixes.
func (x *fixture) lines(found []analysis.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		p := x.fset.PositionFor(d.Pos, false)
		fmt.Fprintf(&b, "%s:%d: %s\n", p.Filename, p.Line, d.Message)
		for _, r := range d.Related {
			fmt.Fprintf(&b, "\t%d: %s\n", x.fset.PositionFor(r.Pos, false).Line, r.Message)
		}
		for _, f := range d.SuggestedFixes {
			fmt.Fprintf(&b, "\tfix: %s\n", f.Message)
		}
	}
	return b.String()
}

// TestFixtures runs the rule on each archive of testdata and compares the
// diagnostics ("want") and the files after all fixes ("want/NAME"). Each fix,
// alone and with all others, must compile and leave the file as gofmt has it.
func TestFixtures(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			x := newFixture(archive)
			found := x.run(t, rule(func(name string) bool { return name != "demo/off" }))
			for _, d := range found {
				if d.URL == "" || d.Category == "" || !d.End.IsValid() || d.End <= d.Pos {
					t.Errorf("%s: URL, Category or End is missing", d.Message)
				}
				alone := x.apply(t, []analysis.Diagnostic{d})
				x.compiles(t, alone)
				for name, after := range alone {
					if formatted(x.files[name]) && !formatted(after) {
						t.Errorf("%s: the fix leaves it unformatted:\n%s", name, after)
					}
				}
			}
			fixed := x.apply(t, found)
			x.compiles(t, fixed)

			got := &txtar.Archive{Comment: archive.Comment}
			for _, f := range archive.Files {
				if !strings.HasPrefix(f.Name, "want") {
					got.Files = append(got.Files, f)
				}
			}
			inputs := len(got.Files)
			got.Files = append(got.Files, txtar.File{Name: "want", Data: []byte(x.lines(found))})
			for _, f := range archive.Files[:inputs] {
				if after := fixed[f.Name]; !bytes.Equal(after, f.Data) {
					// Imports of several fixes meet in any order: drivers format too.
					pretty, err := format.Source(after)
					if err != nil {
						t.Error(err)
					}
					got.Files = append(got.Files, txtar.File{Name: "want/" + f.Name, Data: pretty})
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := txtar.Format(archive); !bytes.Equal(txtar.Format(got), want) {
				t.Errorf("got\n%s\nwant\n%s", txtar.Format(got), want)
			}
		})
	}
}

func formatted(src []byte) bool {
	pretty, err := format.Source(src)
	return err == nil && bytes.Equal(pretty, src)
}

func (x *fixture) compiles(t *testing.T, files map[string][]byte) {
	t.Helper()
	if _, _, _, err := x.check("example.com/p", files); err != nil {
		t.Errorf("does not compile: %v", err)
		for name, data := range files {
			if !strings.Contains(name, "/") && name != "ops.go" {
				t.Logf("%s:\n%s", name, data)
			}
		}
	}
}

// TestFlags turns on what the fixtures see turned off.
func TestFlags(t *testing.T) {
	x := newFixture(txtar.Parse([]byte(`
-- p_test.go --
package p

func f() { after("_ = 0") }
-- gen.go --
// Code generated by hand. DO NOT EDIT.

package p

func g() { after("_ = 0") }
`)))
	for _, test := range []struct{ flag, want string }{
		{"", ""},
		{"tests", "p_test.go:3: after (demo)\n\tfix: Mend it\n"},
		{"generated", "gen.go:5: after has no fix (demo)\n"},
	} {
		a := rule(nil)
		if test.flag != "" {
			if err := a.Flags.Set(test.flag, "true"); err != nil {
				t.Fatal(err)
			}
		}
		if got := x.lines(x.run(t, a)); got != test.want {
			t.Errorf("-%s: got %q, want %q", test.flag, got, test.want)
		}
	}
}

func TestDirectives(t *testing.T) {
	x := newFixture(txtar.Parse([]byte(`
-- a.go --
package p

//respvet:ignore demo reason
//respvet:ignore demo, other/parse reason
//respvet:ignore demo/any reason
//respvet:ignore other/typo reason
//respvet:ignore dmeo reason
//respvet:ignore
//respvet:ignored demo reason
//respvet:public
//respvet:	public
// respvet:ignore demo reason
// respvet: the tool
//respvetting is fun
var _ int
`)))
	a := report.Directives([]string{"other", "other/parse", "demo"})
	if err := analysis.Validate([]*analysis.Analyzer{a}); err != nil {
		t.Fatal(err)
	}
	const want = `a.go:6: //respvet:ignore names unknown rule other/typo (directive)
	6: the rules are demo, other, other/parse
a.go:7: //respvet:ignore names unknown rule dmeo (directive)
	7: the rules are demo, other, other/parse
a.go:8: //respvet:ignore names no rule (directive)
	8: the rules are demo, other, other/parse
a.go:9: unknown directive //respvet:ignored; known are ignore, public (directive)
a.go:11: unknown directive //respvet:; known are ignore, public (directive)
a.go:12: directive has a space after the slashes and no effect; write //respvet:ignore (directive)
`
	if got := x.lines(x.run(t, a)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestStatusName holds the table against net/http itself.
func TestStatusName(t *testing.T) {
	pkg, err := sharedStd.Import("net/http")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, name := range pkg.Scope().Names() {
		c, ok := pkg.Scope().Lookup(name).(*types.Const)
		if !ok || !strings.HasPrefix(name, "Status") {
			continue
		}
		count++
		code, _ := constant.Int64Val(c.Val())
		if got, ok := edit.StatusName(int(code)); !ok || got != name {
			t.Errorf("StatusName(%d) = %q, %t, want %q", code, got, ok, name)
		}
	}
	if count != 62 {
		t.Errorf("net/http has %d status constants, the table 62", count)
	}
	if name, ok := edit.StatusName(418 + 1); ok {
		t.Errorf("StatusName(419) = %q", name)
	}
}

// TestUnreadable runs without the source: findings and directives remain, fixes do not.
func TestUnreadable(t *testing.T) {
	x := newFixture(txtar.Parse([]byte(`
-- a.go --
package p

func f() {
	after("_ = 0")
	//respvet:ignore demo reason
	after("_ = 0")
	after("_ = 0") //respvet:ignore demo reason
	_ = 0
	drop(f)
	use("log", "log", "Print")
	logs("x", nil)
	//respvet:ignore demo unused
}
`)))
	const want = `a.go:4: after has no fix (demo)
a.go:9: drop has no fix (demo)
a.go:10: use has no fix (demo)
a.go:11: logs has no fix (demo)
a.go:12: //respvet:ignore demo silences nothing: there is no such finding on that line (demo)
`
	for name, read := range map[string]func(string) ([]byte, error){
		"no ReadFile": nil,
		"error":       func(string) ([]byte, error) { return nil, os.ErrNotExist },
		"stale":       func(string) ([]byte, error) { return []byte("package p\n"), nil },
	} {
		a := rule(nil)
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			pass.ReadFile = read
			return run(pass)
		}
		if got := x.lines(x.run(t, a)); got != want {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
	}
}

// TestFlush checks what Flush makes of the raw findings of a rule.
func TestFlush(t *testing.T) {
	x := newFixture(txtar.Parse([]byte(`
-- a.go --
package p

var a, b, c = 1, 2, 3
-- b.go --
package p

var d, e, f, g = 4, 5, 6, 7
`)))
	a := &analysis.Analyzer{Name: "raw", Doc: "report what the test lists", URL: "https://example.com/raw"}
	a.Run = func(pass *analysis.Pass) (any, error) {
		at := func(name string) token.Pos { return pass.Pkg.Scope().Lookup(name).Pos() }
		related := func(names ...string) (places []analysis.RelatedInformation) {
			for _, name := range names {
				places = append(places, analysis.RelatedInformation{Pos: at(name), Message: name})
			}
			return places
		}
		fix := func(edits ...analysis.TextEdit) []analysis.SuggestedFix {
			return []analysis.SuggestedFix{{Message: "Mend it", TextEdits: edits}}
		}
		edit := func(from, to, text string) analysis.TextEdit {
			return analysis.TextEdit{Pos: at(from), End: at(to), NewText: []byte(text)}
		}
		r := report.New(pass, nil)
		r.Add(report.Finding{Pos: at("e"), Message: "in the second file"})
		r.Add(report.Finding{Pos: at("b"), Message: "y", Related: related("g", "c", "f"), Fixes: fix(edit("b", "b", "x"))})
		r.Add(report.Finding{Pos: at("b"), Message: "y", Related: related("a", "c", "d", "e", "f")})
		r.Add(report.Finding{Pos: at("b"), Message: "z differs"})
		r.Add(report.Finding{Pos: at("g"), Message: "last of a cause", Cause: "same", Also: "also the last"})
		r.Add(report.Finding{Pos: at("f"), Message: "first of a cause", Related: related("d"), Cause: "same", Also: "also the first"})
		r.Add(report.Finding{Pos: at("g"), Category: "kind", Message: "the cause of another category", Cause: "same"})
		r.Add(report.Finding{Pos: at("g"), Message: "another cause", Cause: "other"})
		r.Add(report.Finding{Pos: at("b"), Category: "kind", Message: "another category"})
		r.Add(report.Finding{Pos: at("a"), Message: "edits overlap", Fixes: fix(edit("a", "c", ""), edit("b", "b", "x"))})
		r.Add(report.Finding{Pos: at("c"), Message: "edits repeat", Fixes: fix(edit("a", "b", ""), edit("b", "b", "x"), edit("b", "b", "x"))})
		r.Add(report.Finding{Pos: at("d"), Message: "edits cross files", Fixes: fix(edit("a", "d", ""))})
		r.Add(report.Finding{Message: "nowhere"})
		r.Flush()
		return nil, nil
	}
	found := x.run(t, a)
	const want = `a.go:3: edits overlap (raw)
a.go:3: y (raw)
	3: a
	3: c
	3: d
	3: e
	3: f
	fix: Mend it
a.go:3: z differs (raw)
a.go:3: another category (raw/kind)
a.go:3: edits repeat (raw)
	fix: Mend it
b.go:3: edits cross files (raw)
b.go:3: in the second file (raw)
b.go:3: first of a cause (raw)
	3: d
	3: also the last
b.go:3: another cause (raw)
b.go:3: the cause of another category (raw/kind)
`
	if got := x.lines(found); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for _, d := range found {
		if want := map[bool]string{false: "raw", true: "kind"}[strings.Contains(d.Message, "raw/kind")]; d.Category != want {
			t.Errorf("%s: got category %q, want %q", d.Message, d.Category, want)
		}
		if d.End != d.Pos+1 {
			t.Errorf("%s: ends %d behind its start, want the identifier", d.Message, d.End-d.Pos)
		}
		for _, f := range d.SuggestedFixes {
			if strings.HasPrefix(d.Message, "edits repeat") && len(f.TextEdits) != 2 {
				t.Errorf("got edits %v, want the repeated one once", f.TextEdits)
			}
		}
	}
}

// Package fragile builds tools whose analyzers panic, for tests of what a defect costs.
package fragile

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// panics are put into the analyzers, behind lines of theirs.
var panics = []struct{ file, line, code string }{
	{"bodyless/bodyless.go", "for s := range defect.Each(slices.Concat(res.Responses, res.Returned)) {",
		`if slices.Contains(s.Status.Codes, 418) { panic("odd rule") }`},
	{"responses/handler/site.go", "func (p *Handlers) SitesOf(fn *ssa.Function, call *ssa.Call) []*summary.Response {",
		`if fn.Name() == "FragileAnswer" { panic("odd answer") }`},
	{"responses/header/late.go", "func (p *Headers) late(instr ssa.Instruction) *Late {",
		`if instr.Parent().Name() == "FragilePhase" { panic("odd phase") }`},
	{"requests/requests.go", "func (p *phases) site(fn *ssa.Function, call *ssa.Call, a exchange.Outgoing) *exchange.Site {",
		`if fn.Name() == "FragileRequest" { panic("odd request") }`},
	{"responses/responses.go", "func (p *phases) export(fn *ssa.Function) {",
		`if fn.Name() == "FragileFact" { panic("odd fact") }`},
	{"lateheader/fix.go", "	defer defect.Recover(pass, l.Node.Pos())",
		`; if pass.Pkg.Name() == "fragilefix" { panic("odd fix") }`},
	{"contract/config.go", "func (r *reader) rule(v *value) bool {",
		`if v.Text == "fragilerule" { panic("odd configuration") }`},
	{"contract/comments.go", "func ReadComments(fset *token.FileSet, files []*ast.File) *Comments {",
		`if files[0].Name.Name == "fragilecontract" { panic("odd comment") }`},
	{"valueflow/valueflow.go", "func (f *Result) build() {",
		`if f.pass.Pkg.Name() == "fragileflow" { panic("odd flow") }`},
	{"responses/route/replies.go", "func (p *Routes) Routing() map[string]*ssa.Function {",
		`if p.Pass.Pkg.Name() == "fragilestack" { var f func(int) int; f = func(i int) int { return f(i+1) + 1 }; f(0) }`},
}

// Teapot is the source of a package in which a rule panics, and another one has a finding.
const Teapot = `package shop

import "net/http"

func Order(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte("ordered"))
	w.WriteHeader(http.StatusCreated)
}

func Teapot(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusTeapot) }
`

// Overlay writes an overlay of the go command under which the analyzers panic on code
// that has certain names, or the status 418, and returns its path. root is the directory
// of this module.
func Overlay(t testing.TB, root string) string {
	t.Helper()
	dir := t.TempDir()
	overlay := struct{ Replace map[string]string }{make(map[string]string)}
	for i, p := range panics {
		file := filepath.Join(root, "passes", filepath.FromSlash(p.file))
		name := overlay.Replace[file]
		if name == "" {
			name = file
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(src), p.line+"\n") {
			t.Fatalf("%s has no line %q", p.file, p.line)
		}
		name = filepath.Join(dir, string(rune('a'+i))+".go")
		overlay.Replace[file] = name
		if err := os.WriteFile(name, []byte(strings.Replace(string(src), p.line+"\n", p.line+" "+p.code+"\n", 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	data, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

package driver

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// fragile are panics that are put into the analyzers, behind lines of theirs. Each
// needs a certain name in the code, or the status 418.
var fragile = []struct{ file, line, code string }{
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

// A panic of an analyzer costs what it was about to find, and nothing else.
func TestDefects(t *testing.T) {
	dir := t.TempDir()
	overlay := struct{ Replace map[string]string }{make(map[string]string)}
	for i, f := range fragile {
		file, err := filepath.Abs(filepath.Join("..", "..", "passes", f.file))
		if err != nil {
			t.Fatal(err)
		}
		name := overlay.Replace[file]
		if name == "" {
			name = file
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(src), f.line+"\n") {
			t.Fatalf("%s has no line %q", f.file, f.line)
		}
		name = filepath.Join(dir, string(rune('a'+i))+".go")
		overlay.Replace[file] = name
		if err := os.WriteFile(name, []byte(strings.Replace(string(src), f.line+"\n", f.line+" "+f.code+"\n", 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	data, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	file, exe := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "respvet")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-overlay="+file, "-o", exe, "../../cmd/respvet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	scripts(t, filepath.Join("testdata", "defect"), exe)
}

package paths_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
)

// source calls do where a path begins, and functions of one letter on the way.
const source = `package p

import "errors"

func do() error { return errors.New("x") }
func ok() bool  { return false }

func a() {}
func b() {}
func c() {}

func errorArm() {
	err := do()
	if err != nil {
		a()
		if err == nil {
			b()
		}
		return
	}
	c()
}

func flagged() {
	sent := false
	if ok() {
		sent = true
		do()
	}
	if !sent {
		a()
	}
	if sent {
		b()
	}
}

func flag() {
	sent := false
	if do() != nil {
		sent = true
	}
	if sent {
		a()
		return
	}
	b()
}

func above(err error) {
	if err != nil {
		do()
		if err == nil {
			a()
		}
		b()
	}
	c()
}

func loop(n int) {
	do()
	for i := 0; i < n; i++ {
		if n == 0 {
			a()
		}
		b()
	}
	c()
}

func ends() {
	do()
	if ok() {
		panic("a")
	}
	b()
}
`

// walk returns the functions of one letter that are called on some path from the call
// of do in a function, or from its beginning.
func walk(t *testing.T, w *paths.Walker, fn *ssa.Function) string {
	t.Helper()
	var called []string
	visit := func(instr ssa.Instruction, _ paths.Env) bool {
		if call, ok := instr.(*ssa.Call); ok {
			if f := ssautil.Callee(&call.Call); f != nil && len(f.Name()) == 1 && !slices.Contains(called, f.Name()) {
				called = append(called, f.Name())
			}
		}
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && ssautil.Callee(&call.Call).Name() == "do" {
				w.Walk(call, paths.NewEnv(), visit)
				slices.Sort(called)
				return strings.Join(called, "")
			}
		}
	}
	t.Fatalf("%s does nothing", fn)
	return ""
}

func TestWalk(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/p\n\ngo 1.25\n", "p.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir, Env: append(os.Environ(), "GOWORK=off")}, ".")
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the source does not compile")
	}
	ran := false
	a := &analysis.Analyzer{
		Name: "walk", Doc: "walk the functions of the source", Requires: []*analysis.Analyzer{valueflow.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			flow := pass.ResultOf[valueflow.Analyzer].(*valueflow.Result)
			if flow.Pkg == nil {
				return nil, nil
			}
			ran = true
			w := paths.New(flow)
			for name, want := range map[string]string{
				"errorArm": "ac",  // b contradicts the branch around it
				"flag":     "ab",  // what was set on the way decides
				"flagged":  "b",   // and only that
				"above":    "bc",  // what leads to the call counts, too
				"loop":     "abc", // round and round
				"ends":     "b",   // not behind a panic
			} {
				if got := walk(t, w, flow.Pkg.Func(name)); got != want {
					t.Errorf("%s calls %q, want %q", name, got, want)
				}
			}
			return nil, nil
		},
	}
	if _, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, nil); err != nil {
		t.Fatal(err)
	}
	if !ran {
		t.Error("valueflow has no SSA")
	}
}

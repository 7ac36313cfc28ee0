package valueflow_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
)

// A question is what is asked of the evaluator.
type question struct {
	name string
	ask  func() string
}

// questionsOf returns what is asked about a package, in the order of its source: what each
// call is passed, what each function returns, and the function's summary.
func questionsOf(f *valueflow.Result) (list []question) {
	for _, fn := range f.Funcs {
		list = append(list, question{fn.String(), func() string { return fmt.Sprint(f.Summary(fn)) }})
		n := 0
		add := func(v ssa.Value, at ssa.Instruction) {
			n++
			list = append(list, question{fmt.Sprintf("%s, value %d, %s", fn, n, v), func() string { return f.Eval(v, at).Key() }})
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					for _, a := range instr.Call.Args {
						add(a, instr)
					}
				case *ssa.Return:
					for _, r := range instr.Results {
						add(r, instr)
					}
				}
			}
		}
	}
	return list
}

// What the evaluator says of a value does not depend on what was asked before.
func TestOrder(t *testing.T) {
	pkgs, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the fixtures do not compile")
	}
	// asked returns the answers by the questions' names, by package.
	asked := func(order func(n int) []int) map[string][]string {
		all := make(map[string][]string)
		type answers struct{ list []string }
		a := &analysis.Analyzer{
			Name: "order", Doc: "ask about values", Requires: []*analysis.Analyzer{valueflow.Analyzer},
			ResultType: reflect.TypeFor[*answers](),
			Run: func(pass *analysis.Pass) (any, error) {
				f := pass.ResultOf[valueflow.Analyzer].(*valueflow.Result)
				list := questionsOf(f)
				out := make([]string, len(list))
				for _, i := range order(len(list)) {
					out[i] = list[i].name + ": " + list[i].ask()
				}
				return &answers{out}, nil
			},
		}
		graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, root := range graph.Roots {
			if root.Err != nil {
				t.Fatalf("%s: %v", root.Package.PkgPath, root.Err)
			}
			all[root.Package.PkgPath] = root.Result.(*answers).list
		}
		return all
	}
	source := func(n int) []int {
		out := make([]int, n)
		for i := range out {
			out[i] = i
		}
		return out
	}
	want := asked(source)
	const shuffles = 2
	for seed := range uint64(shuffles) {
		got := asked(func(n int) []int { return rand.New(rand.NewPCG(seed, uint64(n))).Perm(n) })
		total, wrong := 0, 0
		for pkg, list := range want {
			for i := range list {
				if total++; got[pkg][i] != list[i] {
					if wrong++; wrong <= 10 {
						t.Errorf("seed %d: %s:\n\t%s\nin the order of the source\n\t%s", seed, pkg, got[pkg][i], list[i])
					}
				}
			}
		}
		if wrong > 0 {
			t.Errorf("seed %d: %d of %d answers differ", seed, wrong, total)
		} else if total < 1000 {
			t.Fatalf("only %d questions", total)
		}
	}
}

package requests

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
)

// A line is where something stands: a file's name and a line's number.
type line struct {
	file string
	n    int
}

// A client is the policy of a call, and the function that the call stands in.
type client struct {
	policy.Policy
	fn   string
	runs bool         // a function, which makes an error of each status that says failure
	body policy.Truth // net/http can send the body again
}

// policiesOf gives the policy of every call that sends a request or runs a
// function again.
var policiesOf = &analysis.Analyzer{
	Name:       "policies",
	Doc:        "the policies of a package's clients",
	Requires:   []*analysis.Analyzer{valueflow.Analyzer},
	ResultType: reflect.TypeFor[map[line]client](),
	Run: func(pass *analysis.Pass) (any, error) {
		flow := pass.ResultOf[valueflow.Analyzer].(*valueflow.Result)
		found := make(map[line]client)
		if flow.Pkg == nil {
			return found, nil
		}
		ps := policy.New(flow)
		for _, fn := range flow.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(*ssa.Call); ok {
						if p, ok := ps.Call(call); ok {
							pos := pass.Fset.Position(call.Pos())
							found[line{filepath.Base(pos.Filename), pos.Line}] = client{p, fn.Name(), flow.Retry(&call.Call) != nil, ps.Rewindable(ps.Body(call))}
						}
					}
				}
			}
		}
		return found, nil
	},
}

// TestPolicy holds the policies of clients that are made in the ways of projects
// against what a comment at each call says.
func TestPolicy(t *testing.T) {
	n := 0
	for _, act := range analyse(t, "./requests/policy/...") {
		found := act.Result.(map[line]client)
		for _, file := range act.Package.Syntax {
			for _, group := range file.Comments {
				for _, c := range group.List {
					pos := act.Package.Fset.Position(c.Pos())
					at := line{filepath.Base(pos.Filename), pos.Line}
					p, ok := found[at]
					got := p.String()
					want, wanted := strings.CutPrefix(c.Text, "// policy: ")
					if !wanted {
						want, wanted = strings.CutPrefix(c.Text, "// body: ")
						got = [...]string{"unknown", "no", "yes"}[p.body]
					}
					if !wanted {
						continue
					}
					n++
					if !ok || got != want {
						t.Errorf("%s:%d:\n got %s\nwant %s", at.file, at.n, got, want)
					}
					delete(found, at)
				}
			}
		}
		for at, p := range found {
			t.Errorf("%s:%d: nothing is wanted of %s", at.file, at.n, p)
		}
	}
	if n == 0 {
		t.Error("no fixture wants anything")
	}
}

// analyse returns what policiesOf finds in packages of the module testdata.
func analyse(t *testing.T, pattern string) []*checker.Action {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: fixture.Dir(t)}, pattern)
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the fixtures do not compile")
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{policiesOf}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
	}
	return graph.Roots
}

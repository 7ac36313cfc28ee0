package responses_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// shapeMark begins the comment that tells the shape of a response in its line.
const shapeMark = "// shape "

// The fixture says behind each response what shape its JSON has.
func TestShapes(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: testdata}, "./shapes")
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the fixture does not compile")
	}
	type sites struct{ *responses.Result }
	read := &analysis.Analyzer{
		Name: "sites", Doc: "hand the sites on", Requires: []*analysis.Analyzer{responses.Analyzer},
		ResultType: reflect.TypeFor[*sites](),
		Run: func(pass *analysis.Pass) (any, error) {
			return &sites{pass.ResultOf[responses.Analyzer].(*responses.Result)}, nil
		},
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{read}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	pkg := pkgs[0]
	want := make(map[int]string)
	for _, file := range pkg.Syntax {
		for _, group := range file.Comments {
			for _, c := range group.List {
				if shape, ok := strings.CutPrefix(c.Text, shapeMark); ok {
					want[pkg.Fset.Position(c.Pos()).Line] = shape
				}
			}
		}
	}
	if len(want) < 30 {
		t.Fatalf("only %d lines are marked", len(want))
	}
	seen := make(map[int]bool)
	for _, s := range graph.Roots[0].Result.(*sites).Responses {
		var got []string
		for _, shape := range s.Shapes() {
			got = append(got, shape.String())
		}
		line := pkg.Fset.Position(s.At.Call.Pos()).Line
		if len(got) == 0 || want[line] == "" {
			continue
		}
		seen[line] = true
		if text := strings.Join(got, " or "); text != want[line] {
			t.Errorf("line %d: the shape is %s, want %s", line, text, want[line])
		}
	}
	for line := range want {
		if !seen[line] {
			t.Errorf("line %d: no answer", line)
		}
	}
}

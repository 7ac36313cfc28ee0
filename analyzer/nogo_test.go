package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/contract"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// Bazel's nogo wants a package per analyzer that exports it as Analyzer, and no
// second one.
func TestOneAnalyzerAPackage(t *testing.T) {
	for _, a := range append(slices.Clone(rules), contract.Analyzer) {
		var names []string
		files, err := filepath.Glob(filepath.Join("..", "passes", a.Name, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, exportedAnalyzers(f)...)
		}
		if len(names) != 1 || names[0] != "Analyzer" {
			t.Errorf("package %s exports the analyzers %v, want just Analyzer", a.Name, names)
		}
	}
}

// exportedAnalyzers returns the names of a file's exported variables that are
// made as analyzers.
func exportedAnalyzers(f *ast.File) (names []string) {
	for _, decl := range f.Decls {
		decl, ok := decl.(*ast.GenDecl)
		if !ok || decl.Tok != token.VAR {
			continue
		}
		for _, spec := range decl.Specs {
			spec := spec.(*ast.ValueSpec)
			for i, value := range spec.Values {
				address, ok := value.(*ast.UnaryExpr)
				if !ok || !spec.Names[i].IsExported() {
					continue
				}
				lit, ok := address.X.(*ast.CompositeLit)
				if !ok {
					continue
				}
				if sel, ok := lit.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "Analyzer" {
					names = append(names, spec.Names[i].Name)
				}
			}
		}
	}
	return names
}

// nogo's passes lack what other drivers' have: the module, a way to read files,
// and the files that the compiler does not read. The findings are the same.
func TestNogo(t *testing.T) {
	load := &packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: filepath.Join(testdata(t), "shop")}
	pkgs, err := packages.Load(load, "./...")
	if err != nil {
		t.Fatal(err)
	}
	find := func(suite []*analysis.Analyzer) (found []string) {
		graph, err := checker.Analyze(suite, pkgs, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, act := range graph.Roots {
			if act.Err != nil {
				t.Fatal(act.Err)
			}
			for _, d := range act.Diagnostics {
				found = append(found, fmt.Sprintf("%s: %s, %d fixes", act.Package.Fset.Position(d.Pos), d.Message, len(d.SuggestedFixes)))
			}
		}
		slices.Sort(found)
		return found
	}
	bare := make(bareAnalyzers)
	var suite []*analysis.Analyzer
	for _, a := range analyzer.Suite {
		suite = append(suite, bare.of(a))
	}
	want, got := find(analyzer.Suite), find(suite)
	if len(want) < 20 {
		t.Errorf("%d findings in the shop, want more", len(want))
	}
	for _, f := range want {
		if !slices.Contains(got, f) {
			t.Errorf("not found in nogo's pass: %s", f)
		}
	}
	for _, f := range got {
		if !slices.Contains(want, f) {
			t.Errorf("found in nogo's pass alone: %s", f)
		}
	}
}

// bareAnalyzers holds, for analyzers, copies that run in a pass like nogo's.
type bareAnalyzers map[*analysis.Analyzer]*analysis.Analyzer

func (m bareAnalyzers) of(a *analysis.Analyzer) *analysis.Analyzer {
	if m[a] != nil {
		return m[a]
	}
	bare := *a
	m[a] = &bare
	bare.Requires = nil
	for _, need := range a.Requires {
		bare.Requires = append(bare.Requires, m.of(need))
	}
	bare.Run = func(pass *analysis.Pass) (any, error) {
		p := *pass
		p.Analyzer, p.Module, p.ReadFile = a, nil, nil
		p.OtherFiles, p.IgnoredFiles = nil, nil
		p.ResultOf = make(map[*analysis.Analyzer]any)
		for _, need := range a.Requires {
			p.ResultOf[need] = pass.ResultOf[m[need]]
		}
		return a.Run(&p)
	}
	return &bare
}

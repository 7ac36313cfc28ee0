// Command overlap is a vet tool that offers two fixes for the same text: the name
// worse becomes bad, or good2. The name bad becomes good.
package main

import (
	"go/ast"

	"github.com/respvet/respvet/analyzer/driver"
	"golang.org/x/tools/go/analysis"
)

var overlap = &analysis.Analyzer{
	Name: "overlap",
	Doc:  "report bad names",
	Run:  run,
}

func main() { driver.Unit([]*analysis.Analyzer{overlap}, nil) }

func run(pass *analysis.Pass) (any, error) {
	rename := func(id *ast.Ident, name string) {
		pass.Report(analysis.Diagnostic{
			Pos:     id.Pos(),
			End:     id.End(),
			Message: "bad name",
			SuggestedFixes: []analysis.SuggestedFix{
				{Message: "Rename", TextEdits: []analysis.TextEdit{{Pos: id.Pos(), End: id.End(), NewText: []byte(name)}}},
				{Message: "Rename in another way", TextEdits: []analysis.TextEdit{{Pos: id.Pos(), End: id.End(), NewText: []byte("other")}}},
			},
		})
	}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			switch f.Name.Name {
			case "bad":
				rename(f.Name, "good")
			case "worse":
				rename(f.Name, "bad")
				rename(f.Name, "good2")
			}
		}
	}
	return nil, nil
}

package report

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/respvet/respvet/passes/baseline"
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"golang.org/x/tools/go/analysis"
)

// unknown returns the findings that the configured baseline does not have. They
// are sorted: of equal ones the first are known.
func (r *Reporter) unknown(found []analysis.Diagnostic) []analysis.Diagnostic {
	c, ok := r.pass.ResultOf[contract.Analyzer].(*contract.Contract)
	if !ok || c.Project.Policy.Baseline().Empty() {
		return found
	}
	seen := make(map[string]int)
	return slices.DeleteFunc(found, func(d analysis.Diagnostic) bool {
		return c.Project.Policy.Baseline().Has(r.known(d, c.Project.Policy.Baseline()), seen)
	})
}

// known is what a baseline knows a diagnostic by. The place is the one that its
// reader sees: where cgo has rewritten a file, that in the author's. What stands
// at a place in no Go file is not asked.
func (r *Reporter) known(d analysis.Diagnostic, b *baseline.Baseline) baseline.Finding {
	f := edit.FileOf(r.pass, d.Pos)
	at := r.pass.Fset.Position(d.Pos)
	known := baseline.Finding{Name: d.Category, File: b.File(at.Filename), Message: d.Message}
	src := f.Bytes()
	if at.Filename != f.Tok.Name() {
		src = readGo(at.Filename)
	}
	if src != nil {
		known.Func, known.Line = baseline.Func(f.Syntax, d.Pos), baseline.Line(src, at.Line)
	}
	return known
}

// readGo returns the text of a Go file, nil if there is none of that name.
func readGo(name string) []byte {
	// A //line comment may name anything: nothing that blocks or has no end is opened.
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSource || filepath.Ext(name) != ".go" {
		return nil
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	return src
}

// maxSource is far more than the compiler likes to read.
const maxSource = 32 << 20 // bytes

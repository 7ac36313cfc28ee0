package noretry

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/report"
	"github.com/respvet/respvet/passes/internal/resend"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// told tells the clients of a request, which send again what failed otherwise, to
// do so after the contract's statuses as well.
func told(pass *analysis.Pass, c *contract.Contract, s *requests.Site) ([]analysis.TextEdit, bool) {
	if len(s.Counts) == 0 || !spares(pass, c, s.Counts) {
		return nil, false
	}
	var edits []analysis.TextEdit
	for _, set := range s.Counts {
		file := report.FileOf(pass, set.Call.Pos())
		sel, ok := ast.Unparen(set.Call.Fun).(*ast.SelectorExpr)
		if file == nil || !ok || set.Pkg == nil {
			return nil, false
		}
		http, httpEdits, ok := file.Import("net/http", "http", set.Call.End())
		lib, libEdits, ok2 := file.Import(set.Pkg.Path(), set.Pkg.Name(), set.Call.End())
		cond, ok3 := resend.Condition(c, "r.StatusCode()", http)
		if !ok || !ok2 || !ok3 {
			return nil, false
		}
		dot, tabs := ".", indent(pass, file, span{set.Call.End(), set.Call.End()})
		if pass.Fset.Position(sel.X.End()).Line != pass.Fset.Position(sel.Sel.Pos()).Line {
			dot += "\n" + tabs // the chain has a line for each call
		}
		text := strings.NewReplacer("$pkg", lib, "$again", cond, "\n", "\n"+tabs).Replace(set.Text)
		added := analysis.TextEdit{Pos: set.Call.End(), End: set.Call.End(), NewText: []byte(dot + text)}
		edits = slices.Concat(edits, httpEdits, libEdits, []analysis.TextEdit{added})
	}
	return edits, true
}

// spares reports whether no other request through the same clients might be carried
// out twice. 429 and 503 say that the first was not.
func spares(pass *analysis.Pass, c *contract.Contract, counts []requests.Setting) bool {
	if !c.Retries(500) {
		return true
	}
	for _, s := range pass.ResultOf[requests.Analyzer].(*requests.Result).Sites {
		if !idempotent(s) && slices.ContainsFunc(s.Counts, func(set requests.Setting) bool { return slices.Contains(counts, set) }) {
			return false
		}
	}
	return true
}

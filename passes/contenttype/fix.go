package contenttype

import (
	"go/ast"
	"strconv"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// fixes sets the content type before the status is sent.
func fixes(pass *analysis.Pass, c *contract.Contract, s *responses.Response) []analysis.SuggestedFix {
	defer defect.Recover(pass, s.Start())
	file := edit.FileOf(pass, s.At.Call.Pos())
	if file == nil || s.By.Writer == nil {
		return nil
	}
	call := s.At.Call
	switch {
	case s.StatusCall != nil:
		call = s.StatusCall.At.Call
	case !s.Body.Certain.Fresh:
		return nil // the status was sent elsewhere
	}
	stmt := file.Stmt(call.Pos())
	label := "application/json"
	if c.Chosen && s.IsError() {
		label = c.ErrorMediaType()
	}
	line, ok := s.Header(file.Source, `"Content-Type"`, strconv.Quote(label))
	if !ok || !first(stmt, call) {
		return nil
	}
	edits, ok := file.InsertBefore(stmt, line)
	if !ok {
		return nil
	}
	return []analysis.SuggestedFix{{Message: "Set Content-Type to " + label + "; clients get a different media type", TextEdits: edits}}
}

// first reports whether a statement runs a call whenever it runs.
func first(stmt ast.Stmt, call *ast.CallExpr) bool {
	within := func(n ast.Node) bool { return n != nil && n.Pos() <= call.Pos() && call.End() <= n.End() }
	switch stmt := stmt.(type) {
	case *ast.ExprStmt, *ast.AssignStmt, *ast.ReturnStmt:
		return true
	case *ast.IfStmt:
		return stmt.Init != nil && within(stmt.Init) || stmt.Init == nil && within(stmt.Cond)
	}
	return false
}

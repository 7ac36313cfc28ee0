package edit

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Drop returns the edits that delete a statement of a list, with the comments
// that belong to it and the imports that nothing else uses. Unused is as for
// Replace. It is not ok if the statement shares a line with another one.
func (f *File) Drop(stmt ast.Stmt) (edits []analysis.TextEdit, unused []*types.Var, ok bool) {
	from, to, ok := f.own(stmt)
	if !ok {
		return nil, nil, false
	}
	edits, unused, ok = f.Replace(stmt.Pos(), stmt.End(), "")
	if ok {
		edits[0] = f.cutLines(from, to)
	}
	return edits, unused, ok
}

// Move returns the edits that take a statement, with the comments that belong to
// it, to the place before another one of the same list. Whether it means the same
// there is for the caller to know.
func (f *File) Move(stmt, before ast.Stmt) ([]analysis.TextEdit, bool) {
	from, to, ok := f.own(stmt)
	if !ok {
		return nil, false
	}
	text := strings.TrimSpace(f.text(from, to))
	if strings.Contains(text, "`") && strings.Contains(text, "\n") {
		return nil, false // the indentation is a part of the string
	}
	text = strings.ReplaceAll(text, "\n"+f.indent(stmt.Pos()), "\n")
	edits, ok := f.InsertBefore(before, text)
	return append(edits, f.cutLines(from, to)), ok
}

// own returns the lines that belong to a statement and to nothing else.
func (f *File) own(stmt ast.Stmt) (from, to token.Pos, ok bool) {
	p, ok := f.place(stmt)
	if !ok || p.stmt != stmt || len(p.before)+len(p.after) > 0 || !f.blank(stmt.End(), f.lineEnd(stmt.End())) {
		return 0, 0, false
	}
	to, ok = f.nextLine(stmt.End())
	return f.lineStart(f.above(p)), to, ok
}

// Ignores reports whether a statement is a call whose results nobody uses, and
// nothing else.
func Ignores(stmt ast.Stmt, call *ast.CallExpr) bool {
	switch stmt := stmt.(type) {
	case *ast.ExprStmt:
		return ast.Unparen(stmt.X) == call
	case *ast.AssignStmt:
		named := func(e ast.Expr) bool { id, ok := e.(*ast.Ident); return !ok || id.Name != "_" }
		return len(stmt.Rhs) == 1 && ast.Unparen(stmt.Rhs[0]) == call && !slices.ContainsFunc(stmt.Lhs, named)
	}
	return false
}

// DropComment deletes a comment, with its line if it has one.
func (f *File) DropComment(c *ast.Comment) (edits []analysis.TextEdit, ok bool) {
	if f.Bytes() == nil {
		return nil, false
	}
	from := f.lineStart(c.Pos())
	if next, ok := f.nextLine(c.End()); ok && f.StartsLine(c.Pos()) {
		return []analysis.TextEdit{f.cutLines(from, next)}, true
	}
	blank := len(strings.TrimRight(f.text(from, c.Pos()), " \t"))
	return []analysis.TextEdit{replace(from+token.Pos(blank), c.End(), "")}, true
}

package lateheader

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// fixes takes a header before the call that begins the response, or drops a status
// that was sent before.
func fixes(pass *analysis.Pass, l *responses.Late) []analysis.SuggestedFix {
	defer defect.Recover(pass, l.Node.Pos())
	file := edit.FileOf(pass, l.Node.Pos())
	if file == nil || l.Early || !l.Here {
		return nil
	}
	stmt := file.Stmt(l.Node.Pos())
	if !does(stmt, l.Node) {
		return nil
	}
	if l.Header == "" {
		if !l.Same || !l.Bare {
			return nil
		}
		edits, unused, ok := file.Drop(stmt)
		if !ok || len(unused) > 0 {
			return nil
		}
		return []analysis.SuggestedFix{{Message: "Remove the second " + l.API, TextEdits: edits}}
	}
	between := since(file, stmt, l.Begun)
	if len(between) == 0 || !movable(pass.TypesInfo, between, stmt, l.Node) {
		return nil
	}
	edits, ok := file.Move(stmt, between[0])
	if !ok {
		return nil
	}
	return []analysis.SuggestedFix{{Message: "Set " + l.Header + " before " + l.BegunAPI + "; clients get a new header field", TextEdits: edits}}
}

// does reports whether a statement is a call, or an assignment to an element, and
// nothing else.
func does(stmt ast.Stmt, node ast.Node) bool {
	switch stmt := stmt.(type) {
	case *ast.ExprStmt:
		return ast.Unparen(stmt.X) == node
	case *ast.AssignStmt:
		return stmt.Tok == token.ASSIGN && len(stmt.Lhs) == 1 && ast.Unparen(stmt.Lhs[0]) == node
	}
	return false
}

// since returns the statements of a list from the one that holds a call to the
// one before stmt; none if the call stands elsewhere.
func since(file *edit.File, stmt ast.Stmt, call *ast.CallExpr) []ast.Stmt {
	if call == nil {
		return nil
	}
	path, _ := astutil.PathEnclosingInterval(file.Syntax, stmt.Pos(), stmt.End())
	for _, n := range path {
		var list []ast.Stmt
		switch n := n.(type) {
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		case *ast.CommClause:
			list = n.Body
		default:
			continue
		}
		for i, s := range list {
			if s.Pos() <= call.Pos() && call.End() <= s.End() {
				return list[i:max(i, slices.Index(list, stmt))]
			}
		}
		return nil
	}
	return nil
}

// movable reports whether a statement means the same before others: it calls
// nothing on the way to its values, and they neither declare nor change what it
// reads.
func movable(info *types.Info, over []ast.Stmt, stmt ast.Stmt, node ast.Node) bool {
	reads := make(map[types.Object]bool) // whether it may be changed through a use
	ok := true
	read := func(n ast.Node, values bool) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if v, isVar := info.Uses[n].(*types.Var); isVar && !v.IsField() {
					_, basic := v.Type().Underlying().(*types.Basic)
					reads[v] = reads[v] || values && !basic
				}
			case *ast.CallExpr:
				ok = ok && (!values || info.Types[n.Fun].IsType())
			case *ast.FuncLit:
				ok = false
			case *ast.UnaryExpr:
				ok = ok && n.Op != token.ARROW
			}
			return true
		})
	}
	switch node := node.(type) {
	case *ast.CallExpr:
		read(node.Fun, false) // w.Header(): the same map before
		for _, arg := range node.Args {
			read(arg, true)
		}
	case *ast.IndexExpr:
		read(node.X, false)
		read(node.Index, true)
		for _, x := range stmt.(*ast.AssignStmt).Rhs {
			read(x, true)
		}
	}
	written := func(x ast.Expr) {
		ast.Inspect(x, func(n ast.Node) bool {
			if id, isIdent := n.(*ast.Ident); isIdent {
				_, read := reads[info.ObjectOf(id)]
				ok = ok && !read
			}
			return true
		})
	}
	for _, s := range over {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				_, declares := reads[info.Defs[n]]
				ok = ok && !declares && !reads[info.Uses[n]]
			case *ast.AssignStmt:
				for _, x := range n.Lhs {
					written(x)
				}
			case *ast.IncDecStmt:
				written(n.X)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					written(n.X)
				}
			}
			return ok
		})
	}
	return ok
}

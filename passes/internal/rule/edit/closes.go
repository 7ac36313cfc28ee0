package edit

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/respvet/respvet/passes/internal/syntax"
)

// Closes reports whether a statement closes the body of the *http.Response that a
// variable holds, at once or when the function returns.
func Closes(info *types.Info, stmt ast.Stmt, resp *types.Var) bool {
	is := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && info.ObjectOf(id) == resp
	}
	var call ast.Expr
	switch stmt := stmt.(type) {
	case *ast.DeferStmt: // of a function literal as well
		found := false
		ast.Inspect(stmt.Call, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			found = found || ok && is(sel.X)
			return !found
		})
		return found
	case *ast.ExprStmt:
		call = stmt.X
	case *ast.AssignStmt: // _ = resp.Body.Close()
		if id, ok := stmt.Lhs[0].(*ast.Ident); !ok || id.Name != "_" || len(stmt.Lhs) != 1 || len(stmt.Rhs) != 1 {
			return false
		}
		call = stmt.Rhs[0]
	}
	c, ok := call.(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || fn.Sel.Name != "Close" {
		return false
	}
	body, ok := fn.X.(*ast.SelectorExpr)
	return ok && body.Sel.Name == "Body" && is(body.X)
}

// Leaves reports whether a statement is the test of an error that leaves the
// function where there is one.
func Leaves(info *types.Info, stmt ast.Stmt, err *types.Var) bool {
	n, ok := stmt.(*ast.IfStmt)
	if !ok || n.Init != nil || n.Else != nil || len(n.Body.List) == 0 {
		return false
	}
	cond, ok := ast.Unparen(n.Cond).(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ || !syntax.IsVar(info, cond.X, err) || !info.Types[cond.Y].IsNil() {
		return false
	}
	_, ok = n.Body.List[len(n.Body.List)-1].(*ast.ReturnStmt)
	return ok
}

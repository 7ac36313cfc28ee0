package missingreturn

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// leave returns the edits that make the handler return once it has answered. It
// is not ok where that needs more than a return: the helper does not tell, or the
// framework would go on to the next handler.
//
// The return stands at the end of the response's branch, not right behind the
// answer: what else the branch does, such as logging, is still done.
func leave(pass *analysis.Pass, s *responses.Response) ([]analysis.TextEdit, bool) {
	defer defect.Recover(pass, s.Start())
	file := edit.FileOf(pass, s.At.Call.Pos())
	if file == nil {
		return nil, false
	}
	stmt := file.Stmt(s.At.Call.Pos())
	sign := s.After.Sign
	switch {
	case stmt == nil || s.After.NilError || s.After.Chained:
		return nil, false
	case s.After.Unsent || s.After.Page:
		return nil, false // the client would get no page at all
	case sign == nil && runs(stmt, s.At.Call):
		list := enclosingList(file, stmt)
		if edits, ok := returnIt(pass, file, list, s.At.Call); ok {
			return edits, true
		}
		return returnAfter(file, list)
	case sign == nil:
		return nil, false
	}
	if list, tested := branchOf(pass.TypesInfo, stmt, s.At.Call, sign); tested {
		return returnAfter(file, list)
	}
	return test(pass, file, stmt, s)
}

// stop returns the edits that answer in such a way that the framework does not go on
// to the next handler. It is not ok where that is no question, or the response is no
// JSON of this call's.
func stop(pass *analysis.Pass, s *responses.Response) ([]analysis.TextEdit, bool) {
	defer defect.Recover(pass, s.Start())
	file := edit.FileOf(pass, s.At.Call.Pos())
	if file == nil || !s.After.Chained || s.Body.Kind != responses.JSON || s.By.Form == nil || s.By.Form.Abort == "" ||
		s.By.Context == nil || s.Status.Expr == nil || s.Body.Exprs == nil || len(s.Body.Exprs.Args) != 1 {
		return nil, false
	}
	code := strings.NewReplacer("$w", file.Source(s.By.Context), "$s", file.Source(s.Status.Expr), "$b", file.Source(s.Body.Exprs.Args[0])).Replace(s.By.Form.Abort)
	edits, unused, ok := file.Replace(s.At.Call.Pos(), s.At.Call.End(), code)
	return edits, ok && len(unused) == 0
}

// runs reports whether a statement, whenever it is executed, makes the call
// before anything that depends on it.
func runs(stmt ast.Stmt, call *ast.CallExpr) bool {
	switch stmt := stmt.(type) {
	case *ast.ExprStmt:
		return ast.Unparen(stmt.X) == call
	case *ast.AssignStmt:
		return len(stmt.Rhs) == 1 && ast.Unparen(stmt.Rhs[0]) == call
	case *ast.IfStmt:
		return stmt.Init != nil && runs(stmt.Init, call)
	}
	return false
}

// enclosingList returns the list that a statement stands in.
func enclosingList(file *edit.File, stmt ast.Stmt) []ast.Stmt {
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
		}
		if slices.Contains(list, stmt) {
			return list
		}
	}
	return nil
}

// returnIt makes a return of the response's own statement, if that is the last of a
// list, its result, an error, is dropped, and the function returns nothing else.
func returnIt(pass *analysis.Pass, file *edit.File, list []ast.Stmt, call *ast.CallExpr) ([]analysis.TextEdit, bool) {
	isError := func(t types.Type) bool { return t != nil && types.Identical(t, types.Universe.Lookup("error").Type()) }
	_, sig := file.Func(call.Pos())
	if len(list) == 0 || sig == nil || sig.Results().Len() != 1 || !isError(sig.Results().At(0).Type()) || !isError(pass.TypesInfo.TypeOf(call)) {
		return nil, false
	}
	last := list[len(list)-1]
	if !edit.Ignores(last, call) {
		return nil, false
	}
	return []analysis.TextEdit{{Pos: last.Pos(), End: call.Pos(), NewText: []byte("return ")}}, true
}

// returnAfter puts a return at the end of a list, in the place of a break or
// continue that ends it.
func returnAfter(file *edit.File, list []ast.Stmt) ([]analysis.TextEdit, bool) {
	if len(list) == 0 {
		return nil, false
	}
	last := list[len(list)-1]
	if _, leaves := last.(*ast.ReturnStmt); leaves {
		return nil, false // the second answer is in the branch itself
	}
	stmt, edits, ok := file.Return(last.Pos())
	if !ok {
		return nil, false
	}
	if branch, isBranch := last.(*ast.BranchStmt); isBranch {
		if branch.Label != nil || branch.Tok == token.FALLTHROUGH {
			return nil, false // the label might lose its last use
		}
		return append(edits, analysis.TextEdit{Pos: last.Pos(), End: last.End(), NewText: []byte(stmt)}), true
	}
	more, ok := file.InsertAfter(last, stmt)
	return append(edits, more...), ok
}

// branchOf returns the branch that a statement takes if the helper in its
// condition has answered; tested is false if that is not its condition.
func branchOf(info *types.Info, stmt ast.Stmt, call *ast.CallExpr, sign *responses.Sign) (list []ast.Stmt, tested bool) {
	n, ok := stmt.(*ast.IfStmt)
	if !ok {
		return nil, false
	}
	cond, answered := ast.Unparen(n.Cond), sign.Sent
	switch c := cond.(type) {
	case *ast.UnaryExpr: // !done(w)
		if c.Op == token.NOT {
			cond, answered = ast.Unparen(c.X), !answered
		}
	case *ast.BinaryExpr: // err != nil
		if (c.Op == token.EQL || c.Op == token.NEQ) && info.Types[c.Y].IsNil() {
			cond, answered = ast.Unparen(c.X), answered == (c.Op == token.NEQ)
		}
	}
	if cond != call && !assigns(info, n.Init, call, cond, sign.Index) {
		return nil, false
	}
	if answered {
		return n.Body.List, true
	}
	if block, ok := n.Else.(*ast.BlockStmt); ok {
		return block.List, true
	}
	return nil, true
}

// assigns reports whether a statement, the init of an if, assigns a result of
// the call to the variable that an expression is.
func assigns(info *types.Info, init ast.Stmt, call *ast.CallExpr, expr ast.Expr, index int) bool {
	id, ok := expr.(*ast.Ident)
	if !ok || init == nil || !runs(init, call) {
		return false
	}
	assign, ok := init.(*ast.AssignStmt)
	if !ok || index >= len(assign.Lhs) {
		return false
	}
	lhs, ok := assign.Lhs[index].(*ast.Ident)
	return ok && info.ObjectOf(lhs) == info.ObjectOf(id)
}

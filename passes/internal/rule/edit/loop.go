package edit

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// Counter returns the name of what counts the rounds of a loop from zero or one on, which
// the edits declare where there is none.
func Counter(pass *analysis.Pass, loop ast.Stmt) (name string, edits []analysis.TextEdit, ok bool) {
	switch loop := loop.(type) {
	case *ast.RangeStmt:
		if b, ok := pass.TypesInfo.TypeOf(loop.X).Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
			return "", nil, false
		}
		if id, ok := loop.Key.(*ast.Ident); ok {
			return id.Name, nil, id.Name != "_"
		}
		name := "retry"
		return name, []analysis.TextEdit{{Pos: loop.Range, End: loop.Range, NewText: []byte(name + " := ")}}, loop.Key == nil && Unused(pass, name)
	case *ast.ForStmt:
		init, ok1 := loop.Init.(*ast.AssignStmt)
		post, ok2 := loop.Post.(*ast.IncDecStmt)
		if !ok1 || !ok2 || post.Tok != token.INC || len(init.Lhs) != 1 || len(init.Rhs) != 1 {
			return "", nil, false
		}
		id, ok1 := init.Lhs[0].(*ast.Ident)
		by, ok2 := post.X.(*ast.Ident)
		from := pass.TypesInfo.Types[init.Rhs[0]].Value
		return id.Name, nil, ok1 && ok2 && pass.TypesInfo.ObjectOf(id) == pass.TypesInfo.ObjectOf(by) &&
			from != nil && from.Kind() == constant.Int && constant.Sign(from) >= 0
	}
	return "", nil, false
}

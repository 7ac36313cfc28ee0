package missingreturn

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// test adds the test of a helper's result that says whether it has answered: it
// makes an if of a call whose only result is ignored, and puts one behind an
// assignment, which names the result if it was dropped.
func test(pass *analysis.Pass, file *edit.File, stmt ast.Stmt, s *responses.Response) ([]analysis.TextEdit, bool) {
	if !runs(stmt, s.At.Call) {
		return nil, false
	}
	leave, edits, ok := file.Return(stmt.Pos())
	if !ok {
		return nil, false
	}
	typ, single := pass.TypesInfo.TypeOf(s.At.Call), true
	if results, ok := typ.(*types.Tuple); ok {
		typ, single = results.At(s.After.Sign.Index).Type(), results.Len() == 1
	}
	name, cond := wording(typ, s.After.Sign.Sent)
	if single && ignored(stmt) {
		before, after := "if "+strings.TrimSuffix(cond, name), " {"
		if !isBool(typ) {
			before, after = "if "+name+" := ", "; "+cond+" {"
		}
		body, ok := file.InsertAfter(stmt, "\t"+leave+"\n}")
		edits = append(edits,
			analysis.TextEdit{Pos: stmt.Pos(), End: s.At.Call.Pos(), NewText: []byte(before)},
			analysis.TextEdit{Pos: s.At.Call.End(), End: stmt.End(), NewText: []byte(after)})
		return append(edits, body...), ok
	}
	assign, ok := stmt.(*ast.AssignStmt)
	if !ok || s.After.Sign.Index >= len(assign.Lhs) {
		return nil, false
	}
	id, ok := assign.Lhs[s.After.Sign.Index].(*ast.Ident)
	if !ok {
		return nil, false
	}
	if id.Name == "_" {
		if assign.Tok != token.DEFINE || !free(pass, name, stmt.Pos()) {
			return nil, false
		}
		edits = append(edits, analysis.TextEdit{Pos: id.Pos(), End: id.End(), NewText: []byte(name)})
	} else {
		list := enclosingList(file, stmt)
		if i := slices.Index(list, stmt) + 1; 0 < i && i < len(list) {
			if _, tested := list[i].(*ast.IfStmt); tested {
				return nil, false // the wrong way round, or with a response of its own
			}
		}
		cond = strings.Replace(cond, name, id.Name, 1)
	}
	body, ok := file.InsertAfter(stmt, "if "+cond+" {\n\t"+leave+"\n}")
	return append(edits, body...), ok
}

// wording returns the name that a result gets and the condition under which the
// helper has answered.
func wording(typ types.Type, answered bool) (name, cond string) {
	name = "v"
	if types.Identical(typ, types.Universe.Lookup("error").Type()) {
		name = "err"
	}
	switch {
	case isBool(typ) && answered:
		return "answered", "answered"
	case isBool(typ):
		return "ok", "!ok"
	case answered:
		return name, name + " != nil"
	}
	return name, name + " == nil"
}

func isBool(typ types.Type) bool {
	b, ok := typ.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// free reports whether a function has no use for a name yet around a position.
func free(pass *analysis.Pass, name string, pos token.Pos) bool {
	inner := pass.Pkg.Scope().Innermost(pos)
	if inner == nil {
		return false
	}
	_, obj := inner.LookupParent(name, token.NoPos)
	return obj == nil || obj.Parent() == types.Universe
}

// ignored reports whether a statement drops the result of its call.
func ignored(stmt ast.Stmt) bool {
	switch stmt := stmt.(type) {
	case *ast.ExprStmt:
		return true
	case *ast.AssignStmt:
		id, ok := stmt.Lhs[0].(*ast.Ident)
		return len(stmt.Lhs) == 1 && ok && id.Name == "_"
	}
	return false
}

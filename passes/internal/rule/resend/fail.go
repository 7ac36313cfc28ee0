package resend

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// Fail makes an error of the statuses that are to be retried, behind the test of
// the call's error or before the error is returned.
func Fail(pass *analysis.Pass, c *contract.Contract, s *requests.Site) ([]analysis.TextEdit, bool) {
	file := edit.FileOf(pass, s.At.Call.Pos())
	if file == nil || s.Reply.Var == nil || s.Reply.Err == nil || types.TypeString(s.Reply.Var.Type(), nil) != "*net/http.Response" {
		return nil, false
	}
	stmt := file.Stmt(s.At.Call.Pos())
	list := file.List(stmt.Pos(), stmt.End())
	i := slices.Index(list, stmt)
	if i < 0 || i+1 >= len(list) {
		return nil, false
	}
	_, sig := file.Func(s.At.Call.Pos())
	http, edits, ok := file.Import("net/http", "http", s.At.Call.Pos())
	fmtName, more, ok2 := file.Import("fmt", "fmt", s.At.Call.Pos())
	resp := s.Reply.Var.Name()
	cond, ok3 := Condition(c, resp+".StatusCode", http)
	if !ok || !ok2 || !ok3 || sig == nil || sig.Results().Len() == 0 || sig.Results().At(sig.Results().Len()-1).Type().String() != "error" {
		return nil, false
	}
	edits = append(edits, more...)
	failure := fmt.Sprintf("%s.Errorf(\"unexpected status %%s\", %s.Status)", fmtName, resp)
	switch next := list[i+1].(type) {
	case *ast.IfStmt: // if err != nil { return …, err }
		if !edit.Leaves(pass.TypesInfo, next, s.Reply.Err) {
			return nil, false
		}
		leave, more, ok := file.ReturnError(next.End(), failure)
		body, ok2 := file.InsertAfter(next, fmt.Sprintf("if %s {\n\t%s.Body.Close()\n\t%s\n}", cond, resp, leave))
		return slices.Concat(edits, more, body), ok && ok2
	case *ast.ReturnStmt: // return err
		n := len(next.Results)
		if n == 0 || !syntax.IsVar(pass.TypesInfo, next.Results[n-1], s.Reply.Err) {
			return nil, false
		}
		body, ok := file.InsertBefore(next, fmt.Sprintf("if %s == nil && (%s) {\n\t%s.Body.Close()\n\t%[1]s = %[4]s\n}", s.Reply.Err.Name(), cond, resp, failure))
		return append(edits, body...), ok
	}
	return nil, false
}

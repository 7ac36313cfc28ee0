package errleak

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strconv"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// A fixer puts fixed text in the place of a leak and logs what leaked. It
// touches nothing of the call that sends the response but its text.
type fixer struct {
	pass     *analysis.Pass
	contract *contract.Contract
	res      *responses.Result
	leak     *responses.Leak
	file     *edit.File
	text     responses.LeakText
}

func fixes(pass *analysis.Pass, c *contract.Contract, res *responses.Result, l *responses.Leak) []analysis.SuggestedFix {
	defer defect.Recover(pass, l.At.Pos)
	fx := fixer{pass: pass, contract: c, res: res, leak: l, file: edit.FileOf(pass, l.At.Pos)}
	if fx.file == nil || l.Helper.Name != "" || l.OfPlace() || l.Mixed() || l.Response.Status.Implied {
		return nil // a redirect's target is no message
	}
	if l.Helper.Open {
		return nil // some callers may rely on the text, as the helper's own tests do
	}
	var ok bool
	if fx.text, ok = l.Text(pass.TypesInfo, fx.file.Syntax); !ok {
		return nil
	}
	if fx.markup() || fx.titled() {
		return nil
	}
	expr, said, imports, ok := fx.replacement()
	if !ok {
		return nil
	}
	edits, unused, ok := fx.file.Replace(fx.text.Pos, fx.text.End, expr)
	if !ok {
		return nil
	}
	if l.From.Source == responses.SourceStack {
		edits = edits[:1] // what makes a stack is still called, to log it
	}
	log, ok := fx.log(said, unused)
	if !ok {
		return nil
	}
	if fx.text.Drops {
		return []analysis.SuggestedFix{{
			Message:   "Log the error; clients no longer get its text",
			TextEdits: slices.Concat(edits, imports, log),
		}}
	}
	what := "the status text"
	if said != "" {
		what = strconv.Quote(said)
	} else if len(fx.text.Before) > 0 {
		what = "the text before it"
	}
	return []analysis.SuggestedFix{{
		Message:   fmt.Sprintf("Send only %s and log the error; clients no longer get its text", what),
		TextEdits: slices.Concat(edits, imports, log),
	}}
}

// log returns the edits that log the leak before the statement it stands in,
// none if that has been done. It is not ok if the leak cannot be read there.
func (fx *fixer) log(said string, unused []*types.Var) ([]analysis.TextEdit, bool) {
	names := make(map[string]bool)
	readable := true
	ast.Inspect(fx.text.Leak, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			names[n.Name] = true
		case *ast.CallExpr: // a stack is no less itself there
			readable = readable && (fx.leak.From.Source == responses.SourceStack || fx.pass.TypesInfo.Types[n.Fun].IsType())
		}
		return true
	})
	for _, v := range unused {
		readable = readable && names[v.Name()]
	}
	if !readable {
		return nil, false
	}
	if len(unused) == 0 && fx.recorded() {
		return nil, true
	}
	if said == "" {
		said = "request failed"
	}
	value := fx.file.Source(fx.text.Leak)
	stmt, imports, ok := fx.file.Log(fx.text.Pos, said, value, fx.leak.OfClient())
	if !ok {
		return nil, false
	}
	at := fx.file.Stmt(fx.text.Pos)
	if begin := fx.begin(at); begin != at {
		at = begin
		if stmt, imports, ok = fx.file.Log(at.Pos(), said, value, fx.leak.OfClient()); !ok {
			return nil, false
		}
	}
	edits, ok := fx.file.InsertBefore(at, stmt)
	return append(edits, imports...), ok
}

// begin returns the statement that a response begins with: what sets its headers
// and sends its status, right before the statement that sends its body.
func (fx *fixer) begin(body ast.Stmt) ast.Stmt {
	i := slices.IndexFunc(fx.res.Responses, func(s *responses.Response) bool {
		return s.Body.Sent && s.By.Writer != nil && body.Pos() <= s.At.Call.Pos() && s.At.Call.Pos() < body.End()
	})
	if i < 0 {
		return body
	}
	writer := fx.file.Source(fx.res.Responses[i].By.Writer)
	list := fx.file.List(fx.text.Pos, fx.text.End)
	for i := slices.Index(list, body) - 1; i >= 0; i-- {
		if stmt, ok := list[i].(*ast.ExprStmt); !ok || fx.receiver(stmt.X) != writer {
			break
		}
		body = list[i]
	}
	return body
}

// receiver returns what a chain of calls begins with: "w" for w.Header().Set(k, v).
func (fx *fixer) receiver(e ast.Expr) string {
	for {
		call, ok := e.(*ast.CallExpr)
		if !ok {
			return fx.file.Source(e)
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return ""
		}
		e = sel.X
	}
}

// recorded reports whether a statement has handed the error to something that gives
// nothing back: it has been logged, counted or traced. It stands before, or behind in
// the same block, with no other error in the variable since.
func (fx *fixer) recorded() bool {
	leak, ok := ast.Unparen(fx.text.Leak).(*ast.Ident)
	if !ok {
		return false
	}
	obj := fx.pass.TypesInfo.Uses[leak]
	if obj == nil {
		return false
	}
	names := func(n ast.Node) (found bool) {
		ast.Inspect(n, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && (fx.pass.TypesInfo.Uses[id] == obj || fx.pass.TypesInfo.Defs[id] == obj)
			return !found
		})
		return found
	}
	set := obj.Pos() // where the variable has got this error
	path, _ := astutil.PathEnclosingInterval(fx.file.Syntax, fx.text.Pos, fx.text.End)
	for _, n := range path {
		if _, isFunc := n.(*ast.FuncDecl); isFunc {
			ast.Inspect(n, func(n ast.Node) bool {
				if as, ok := n.(*ast.AssignStmt); ok && as.End() <= fx.text.Pos && slices.ContainsFunc(as.Lhs, func(e ast.Expr) bool { return names(e) }) {
					set = max(set, as.Pos())
				}
				return true
			})
		}
	}
	inner := true
	for _, n := range path {
		var list []ast.Stmt
		switch n := n.(type) {
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		case *ast.CommClause:
			list = n.Body
		case *ast.FuncLit:
			return false
		default:
			continue
		}
		for _, stmt := range list {
			x, ok := stmt.(*ast.ExprStmt)
			if ok && x.Pos() > set && (x.End() <= fx.text.Pos || inner && x.Pos() >= fx.text.End) && names(x) && !fx.sends(x) {
				return true
			}
		}
		inner = false
	}
	return false
}

// sends reports whether a statement answers a request.
func (fx *fixer) sends(x ast.Stmt) bool {
	return slices.ContainsFunc(fx.res.Responses, func(s *responses.Response) bool { return x.Pos() <= s.At.Call.Pos() && s.At.Call.Pos() < x.End() })
}

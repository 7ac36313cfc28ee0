package badretry

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/rule/resend"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// The fixes of loops that people write. Where a loop may mean something else than it
// seems to there is none.

// bounded returns the fix that lets an endless loop, the last statement of a function
// which returns an error, run for some times.
func bounded(pass *analysis.Pass, c *contract.Contract, l *requests.Loop) []analysis.SuggestedFix {
	defer defect.Recover(pass, l.Stmt.Pos())
	loop, ok := l.Stmt.(*ast.ForStmt)
	file := edit.FileOf(pass, l.Stmt.Pos())
	if !ok || file == nil || loop.Init != nil || loop.Cond != nil || loop.Post != nil || !file.Since("go1.22") {
		return nil
	}
	fn, _ := file.Func(loop.Pos())
	var body *ast.BlockStmt
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		body = fn.Body
	case *ast.FuncLit:
		body = fn.Body
	}
	if body == nil || body.List[len(body.List)-1] != loop { // what has a break in it does not stand there
		return nil
	}
	errorsName, edits, ok := file.Import("errors", "errors", loop.Pos())
	times := resend.Retries(c) + 1
	leave, more, ok2 := file.ReturnError(loop.End(), fmt.Sprintf("%s.New(\"no success in %d attempts\")", errorsName, times))
	added, ok3 := file.InsertAfter(loop, leave)
	if !ok || !ok2 || !ok3 {
		return nil
	}
	header := analysis.TextEdit{Pos: loop.For + token.Pos(len("for")), NewText: []byte(" range " + strconv.Itoa(times))}
	return fix(fmt.Sprintf("Stop after %d attempts", times), slices.Concat(edits, more, []analysis.TextEdit{header}, added))
}

// growing returns the fix that makes a wait of a loop with a counter longer each time,
// up to 32 times as long, and leaves all of it to chance.
func growing(pass *analysis.Pass, w *requests.Wait, l *requests.Loop) []analysis.SuggestedFix {
	defer defect.Recover(pass, w.Call.Pos())
	file := edit.FileOf(pass, w.Expr.Pos())
	if file == nil || !file.Since("go1.22") || pass.Pkg.Scope().Lookup("min") != nil {
		return nil
	}
	if _, literal := ast.Unparen(w.Expr).(*ast.BasicLit); literal { // it has no type of its own
		return nil
	}
	count, edits, ok := edit.Counter(pass, l.Stmt)
	if !ok {
		return nil
	}
	after := " << min(" + count + ", 5)"
	if v := pass.TypesInfo.Types[w.Expr].Value; v == nil || constant.Sign(v) <= 0 {
		after += " + 1" // N wants a positive number
	}
	before := ""
	if e, ok := w.Expr.(*ast.BinaryExpr); ok && e.Op.Precedence() < token.SHL.Precedence() {
		before, after = "(", ")"+after
	}
	more, ok := waited(pass, w, before, after)
	if !ok {
		return nil
	}
	return fix("Use exponential backoff with jitter", append(edits, more...))
}

// rewound returns the fix that gives a request its body again at the top of a loop, or
// of the function that is run again.
func rewound(pass *analysis.Pass, r *requests.Repeat, spent *requests.Spent) []analysis.SuggestedFix {
	defer defect.Recover(pass, r.Start())
	file := edit.FileOf(pass, spent.Expr.Pos())
	again := spent.Site.At.Func
	if r.Loop != nil {
		again = r.Loop.Stmt
	}
	var body *ast.BlockStmt
	switch again := again.(type) {
	case *ast.ForStmt:
		body = again.Body
	case *ast.RangeStmt:
		body = again.Body
	case *ast.FuncLit:
		body = again.Body
	}
	id, ok := spent.Expr.(*ast.Ident)
	if file == nil || body == nil || len(body.List) == 0 || !ok || !spent.Rewindable || spent.Away || id.Name == "body" || types.TypeString(pass.TypesInfo.TypeOf(id), nil) != "*net/http.Request" {
		return nil
	}
	first := body.List[0]
	leave, edits, ok := file.ReturnError(first.Pos(), "err")
	added, ok2 := file.InsertBefore(first, strings.NewReplacer("$req", id.Name, "$leave", leave).Replace(
		"if $req.GetBody != nil {\n\tbody, err := $req.GetBody()\n\tif err != nil {\n\t\t$leave\n\t}\n\t$req.Body = body\n}"))
	if !ok || !ok2 {
		return nil
	}
	return fix("Rewind the request body before each attempt", append(edits, added...))
}

// refused returns the fix that makes an error of the client's mistakes at once, where
// the status is compared.
func refused(pass *analysis.Pass, c *contract.Contract, r *requests.Repeat) []analysis.SuggestedFix {
	defer defect.Recover(pass, r.Start())
	l, s := r.Loop, r.Sites[0]
	cmp, ok := l.Test.Cond.(*ast.BinaryExpr)
	if !ok || s.Reply.Var == nil || types.TypeString(s.Reply.Var.Type(), nil) != "*net/http.Response" {
		return nil
	}
	file := edit.FileOf(pass, cmp.Pos())
	if file == nil {
		return nil
	}
	branch, ok := file.Stmt(cmp.Pos()).(*ast.IfStmt)
	if !ok || branch.Init != nil || branch.Else != nil || cmp.End() > branch.Body.Pos() || len(branch.Body.List) == 0 {
		return nil
	}
	resp := s.Reply.Var.Name()
	if scope := pass.Pkg.Scope().Innermost(branch.Pos()); scope == nil {
		return nil
	} else if _, obj := scope.LookupParent(resp, branch.Pos()); obj != s.Reply.Var {
		return nil
	}
	http, edits, ok := file.Import("net/http", "http", branch.Pos())
	fmtName, more, ok2 := file.Import("fmt", "fmt", branch.Pos())
	if l.Response.Kept || l.Response.Returned {
		return nil // the response is somebody's to look at, who would get an error in its place
	}
	leave, zeros, ok3 := file.ReturnError(branch.Pos(), fmt.Sprintf("%s.Errorf(\"unexpected status %%s\", %s.Status)", fmtName, resp))
	if !ok || !ok2 || !ok3 {
		return nil
	}
	cond := resp + ".StatusCode >= 400 && " + resp + ".StatusCode < 500"
	for status := 400; status < 500; status++ {
		if name, known := edit.StatusName(status); known && (c.Retries(status) || passing[status]) {
			cond += " && " + resp + ".StatusCode != " + http + "." + name
		}
	}
	if branch.Cond != ast.Expr(cmp) { // there may be an error in place of a response
		cond = resp + " != nil && " + cond
	}
	text := "if " + cond + " {\n\t" + resp + ".Body.Close()\n\t" + leave + "\n}"
	if closed(pass, file, branch, s) {
		text = "if " + cond + " {\n\t" + leave + "\n}"
	}
	var added []analysis.TextEdit
	switch cmp.Op {
	case token.EQL, token.LSS, token.LEQ: // a success
		if _, leaves := branch.Body.List[len(branch.Body.List)-1].(*ast.ReturnStmt); !leaves {
			return nil
		}
		added, ok = file.InsertAfter(branch, text)
	default:
		added, ok = file.InsertBefore(branch.Body.List[0], text)
	}
	if !ok {
		return nil
	}
	return fix("Return client errors without a retry", slices.Concat(edits, more, zeros, added))
}

// closed reports whether the body of a response is closed between the call that gets it
// and a statement of the same list.
func closed(pass *analysis.Pass, file *edit.File, before ast.Stmt, s *requests.Site) bool {
	for _, stmt := range file.List(before.Pos(), before.End()) {
		if stmt.Pos() >= before.Pos() {
			break
		}
		if stmt.Pos() > s.At.Call.Pos() && edit.Closes(pass.TypesInfo, stmt, s.Reply.Var) {
			return true
		}
	}
	return false
}

// passing holds the statuses of the client's mistakes that the next attempt may not
// get, whatever a contract asks for: the server gave up waiting for the request, or
// did not want to risk it, or too many came at once.
var passing = map[int]bool{408: true, 425: true, 429: true}

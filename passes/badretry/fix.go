package badretry

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/configure"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/rule/resend"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

func fix(message string, edits []analysis.TextEdit) []analysis.SuggestedFix {
	return []analysis.SuggestedFix{{Message: message, TextEdits: edits}}
}

// configured returns the fix that tells what sends a request again something that it lacks.
func (k *check) configured(settings []requests.Setting, message string) []analysis.SuggestedFix {
	defer defect.Recover(k.pass, k.repeat.Start())
	retries := resend.Retries(k.contract)
	edits, ok := configure.Edits(k.pass, settings, "$retries", strconv.Itoa(retries), "$tries", strconv.Itoa(retries+1))
	if !ok {
		return nil
	}
	return fix(message, edits)
}

// jitter returns the fix that waits for a random part of a duration.
func jitter(pass *analysis.Pass, w *requests.Wait) []analysis.SuggestedFix {
	if w == nil {
		return nil
	}
	defer defect.Recover(pass, w.Call.Pos())
	edits, ok := waited(pass, w, "", " + 1") // N wants a positive number
	if !ok {
		return nil
	}
	return fix("Wait for a random part of the delay (full jitter)", edits)
}

// waited returns the edits that put a random part in the place of a wait's duration,
// with some text before and after that.
func waited(pass *analysis.Pass, w *requests.Wait, prefix, suffix string) ([]analysis.TextEdit, bool) {
	file := edit.FileOf(pass, w.Expr.Pos())
	if file == nil || types.TypeString(pass.TypesInfo.TypeOf(w.Expr), nil) != "time.Duration" {
		return nil, false
	}
	path, before, after := "math/rand/v2", "$rand.N("+prefix, suffix+")"
	if !file.Since("go1.22") {
		path, before, after = "math/rand", "$time.Duration($rand.Int63n(int64("+prefix, ")"+suffix+"))"
	}
	rand, edits, ok := file.Import(path, "rand", w.Expr.Pos())
	timeName, more, ok2 := file.Import("time", "time", w.Expr.Pos())
	if !ok || !ok2 {
		return nil, false
	}
	before = strings.NewReplacer("$rand", rand, "$time", timeName).Replace(before)
	old := file.Source(w.Call)
	from, to := int(w.Expr.Pos()-w.Call.Pos()), int(w.Expr.End()-w.Call.Pos())
	if to > len(old) {
		return nil, false
	}
	text, ok := edit.Formatted(old[:from]+before+old[from:to]+after+old[to:], "")
	if path == "math/rand" {
		edits = append(edits, more...)
	}
	return append(edits, analysis.TextEdit{Pos: w.Call.Pos(), End: w.Call.End(), NewText: []byte(text)}), ok
}

// cancelled returns the fix that makes a sleep end with the context, if the
// function can say so.
func cancelled(pass *analysis.Pass, w *requests.Wait, l *requests.Loop) []analysis.SuggestedFix {
	defer defect.Recover(pass, w.Call.Pos())
	file := edit.FileOf(pass, w.Call.Pos())
	if file == nil {
		return nil
	}
	stmt, ok := file.Stmt(w.Call.Pos()).(*ast.ExprStmt)
	if !ok || ast.Unparen(stmt.X) != w.Call && !receives(stmt.X, w.Call) || len(w.Call.Args) != 1 {
		return nil
	}
	if fn := pass.TypesInfo.Uses[called(w.Call)]; fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "time" {
		return nil // a function of the project's own, which may do more
	}
	scope := pass.Pkg.Scope().Innermost(stmt.Pos())
	if scope == nil {
		return nil
	}
	if _, obj := scope.LookupParent(l.Context.Var.Name(), stmt.Pos()); obj != l.Context.Var {
		return nil
	}
	_, sig := file.Func(stmt.Pos())
	if sig == nil {
		return nil
	}
	leave, edits, ok := file.Return(stmt.Pos())
	if sig.Results().Len() > 0 {
		leave, edits, ok = file.ReturnError(stmt.Pos(), l.Context.Var.Name()+".Err()")
	}
	timeName, more, ok2 := file.Import("time", "time", stmt.Pos())
	if !ok || !ok2 {
		return nil
	}
	indent := "\n" + file.Indent(stmt.Pos())
	text := strings.Join([]string{
		"select {",
		"case <-" + l.Context.Var.Name() + ".Done():",
		"\t" + leave,
		"case <-" + timeName + ".After(" + file.Source(w.Expr) + "):",
		"}",
	}, indent)
	edits = append(edits, more...)
	return fix("Stop waiting when "+l.Context.Var.Name()+" is done", append(edits, analysis.TextEdit{Pos: stmt.Pos(), End: stmt.End(), NewText: []byte(text)}))
}

// called returns the identifier of the function that a call names, nil if it names none.
func called(call *ast.CallExpr) *ast.Ident {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		return f.Sel
	case *ast.Ident:
		return f
	}
	return nil
}

// receives reports whether an expression receives from what a call gives.
func receives(e ast.Expr, call *ast.CallExpr) bool {
	u, ok := ast.Unparen(e).(*ast.UnaryExpr)
	return ok && u.Op == token.ARROW && ast.Unparen(u.X) == call
}

// closing returns the fix that closes the body of a response before the wait. It
// needs a response that nobody sees behind the loop.
func closing(pass *analysis.Pass, r *requests.Repeat) []analysis.SuggestedFix {
	defer defect.Recover(pass, r.Start())
	l, s := r.Loop, r.Sites[0]
	var w *requests.Wait
	for _, x := range l.Waits {
		switch {
		case !x.AfterResponse:
		case w != nil:
			return nil
		default:
			w = x
		}
	}
	if w == nil || l.Response.Kept || s.Reply.Var == nil || s.Reply.Var.Pos() < l.Stmt.Pos() || s.Reply.Var.Pos() > l.Stmt.End() {
		return nil
	}
	file := edit.FileOf(pass, w.Call.Pos())
	if file == nil || w.Call.Pos() < s.At.Call.End() {
		return nil
	}
	stmt := file.Stmt(w.Call.Pos())
	if stmt == nil {
		return nil
	}
	scope := pass.Pkg.Scope().Innermost(stmt.Pos())
	name := s.Reply.Var.Name()
	if scope == nil {
		return nil
	}
	if _, obj := scope.LookupParent(name, stmt.Pos()); obj != s.Reply.Var {
		return nil
	}
	for _, clause := range []string{"case", "default"} { // of a select: its line is no statement's
		if strings.HasPrefix(strings.TrimSpace(file.Source(stmt)), clause) {
			return nil
		}
	}
	edits, ok := file.InsertBefore(stmt, "if "+name+" != nil {\n\t"+name+".Body.Close()\n}")
	if !ok {
		return nil
	}
	return fix("Close the response body before the next attempt", edits)
}

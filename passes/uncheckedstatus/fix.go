package uncheckedstatus

import (
	"fmt"
	"go/ast"
	"go/types"
	"net/url"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// check puts the test of the status behind the test of the call's error, or
// behind the Close that follows that one, deferred or not. It is not ok where the
// function cannot return an error, or the error is not tested so. Nor is it where
// the code reads what the server says in the body, which it would not come to any
// more, or where the function answers a request itself: its client would get another
// status than now.
func check(pass *analysis.Pass, s *requests.Site) ([]analysis.TextEdit, bool) {
	defer defect.Recover(pass, s.Start())
	file := edit.FileOf(pass, s.At.Call.Pos())
	if file == nil || s.Reply.Inspected || s.Serves || s.Reply.Var == nil || s.Reply.Err == nil || !plain(s.Reply.Var.Type()) {
		return nil, false
	}
	stmt := file.Stmt(s.At.Call.Pos())
	assign, ok := stmt.(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 2 || len(assign.Rhs) != 1 || ast.Unparen(assign.Rhs[0]) != s.At.Call {
		return nil, false
	}
	list := file.List(stmt.Pos(), stmt.End())
	i := slices.Index(list, stmt)
	if i < 0 || i+1 >= len(list) || !edit.Leaves(pass.TypesInfo, list[i+1], s.Reply.Err) {
		return nil, false
	}
	after, closed := list[i+1], false
	if i+2 < len(list) && edit.Closes(pass.TypesInfo, list[i+2], s.Reply.Var) {
		after, closed = list[i+2], true
	}
	_, sig := file.Func(s.At.Call.Pos())
	if sig == nil || sig.Results().Len() == 0 || !typeutil.IsErrorInterface(sig.Results().At(sig.Results().Len()-1).Type()) {
		return nil, false
	}
	zeros, edits, ok := file.ZeroResults(sig, after.End())
	if !ok {
		return nil, false
	}
	fmtName, more, ok := file.Import("fmt", "fmt", after.End())
	if !ok {
		return nil, false
	}
	resp := s.Reply.Var.Name()
	cond := fmt.Sprintf("%s.StatusCode < 200 || %[1]s.StatusCode > 299", resp)
	if redirected(pass) { // a 302 or 304 may be what was asked for
		cond = resp + ".StatusCode >= 400"
	}
	lines := []string{"if " + cond + " {"}
	if !closed {
		lines = append(lines, "\t"+resp+".Body.Close()")
	}
	format, args := named(pass, s)
	lines = append(lines,
		fmt.Sprintf("\treturn %s%s.Errorf(%q, %s)", strings.TrimSuffix(zeros, "nil"), fmtName, format+"%s", strings.Join(append(args, resp+".Status"), ", ")),
		"}")
	body, ok := file.InsertAfter(after, strings.Join(lines, "\n"))
	return slices.Concat(edits, more, body), ok
}

// plain reports whether a variable is net/http's answer, whose members the check
// names.
func plain(t types.Type) bool { return types.TypeString(t, nil) == "*net/http.Response" }

// named returns how an error names the request: its method and the host. A query may
// hold a key, and so may a path that a webhook is known by.
func named(pass *analysis.Pass, s *requests.Site) (format string, args []string) {
	for _, a := range s.At.Call.Args {
		if id, ok := ast.Unparen(a).(*ast.Ident); ok && types.TypeString(pass.TypesInfo.TypeOf(id), nil) == "*net/http.Request" {
			return "%s %s: ", []string{id.Name + ".Method", id.Name + ".URL.Host"}
		}
	}
	if u, err := url.Parse(s.Message.URL); err == nil && s.Message.Method != "" && u.Host != "" && !strings.ContainsAny(s.Message.Method+u.Host, "%\"\\\n`") {
		return s.Message.Method + " " + u.Host + ": ", nil
	}
	return "unexpected status ", nil
}

// redirected reports whether the package has clients that follow no redirects, or asks
// whether something has changed.
func redirected(pass *analysis.Pass) bool {
	found := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				found = found || n.Name == "CheckRedirect"
			case *ast.BasicLit:
				name := strings.Trim(n.Value, "\"`")
				found = found || strings.EqualFold(name, "If-None-Match") || strings.EqualFold(name, "If-Modified-Since")
			}
			return !found
		})
	}
	return found
}

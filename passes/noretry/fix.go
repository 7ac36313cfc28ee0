package noretry

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/rule/resend"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// fixes returns the ways in which the request could be sent again. A POST or PATCH
// without an idempotency key never has one: it might be carried out twice.
func fixes(pass *analysis.Pass, c *contract.Contract, s *requests.Site, lost requests.Outcome) []analysis.SuggestedFix {
	defer defect.Recover(pass, s.Start())
	switch may, _ := s.Idempotent(); {
	case !may:
		return nil
	case lost.ByClient, len(s.Clients.Counts) > 0:
		if edits, ok := told(pass, c, s); ok {
			return []analysis.SuggestedFix{{Message: "Have the client send its requests again after such a status (changes how long its callers wait)", TextEdits: edits}}
		}
		return nil
	case lost.Runner != "":
		if edits, ok := fail(pass, c, s); ok {
			return []analysis.SuggestedFix{{Message: "Return an error for the statuses that are to be retried", TextEdits: edits}}
		}
		return nil
	}
	edits, ok := resent(pass, c, s)
	if !ok {
		return nil
	}
	return []analysis.SuggestedFix{{Message: "Send the client's requests again after such a status (changes how long its callers wait)", TextEdits: edits}}
}

// resent puts a transport that retries into the clients of the request.
func resent(pass *analysis.Pass, c *contract.Contract, s *requests.Site) ([]analysis.TextEdit, bool) {
	if len(s.Clients.All) == 0 || s.By.Via != "" || transportsAsked(pass) {
		return nil, false
	}
	var edits []analysis.TextEdit
	for _, client := range s.Clients.All {
		var more []analysis.TextEdit
		var ok bool
		if client.Shared {
			more, ok = own(pass, c, s)
		} else {
			more, ok = transported(pass, c, client.Lit)
		}
		if !ok {
			return nil, false
		}
		edits = append(edits, more...)
	}
	return edits, true
}

// transportsAsked reports whether the package looks at, or replaces, the transport of a
// client that it has made, or asks a transport for its type. What it does there to an
// *http.Transport, to its TLS configuration say, it would not do to one around that,
// and an assertion would panic.
func transportsAsked(pass *analysis.Pass) bool {
	asked := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeAssertExpr:
				asked = asked || isNetHTTP(pass.TypesInfo.TypeOf(n.X), "RoundTripper")
			case *ast.SelectorExpr:
				asked = asked || n.Sel.Name == "Transport" && isNetHTTP(pass.TypesInfo.TypeOf(n.X), "Client")
			}
			return !asked
		})
	}
	return asked
}

// isNetHTTP reports whether a type, or what it points to, is one of net/http's.
func isNetHTTP(t types.Type, name string) bool {
	return t != nil && strings.TrimPrefix(types.TypeString(t, nil), "*") == "net/http."+name
}

// own sends a request that goes through net/http's client through one of the
// package's own. Who configures the shared one would miss that.
func own(pass *analysis.Pass, c *contract.Contract, s *requests.Site) ([]analysis.TextEdit, bool) {
	sel, ok := ast.Unparen(s.At.Call.Fun).(*ast.SelectorExpr)
	if !ok || !isShared(pass.TypesInfo, sel.X) && !isPackage(pass.TypesInfo, sel.X) || configured(pass) {
		return nil, false
	}
	file := edit.FileOf(pass, s.At.Call.Pos())
	if file == nil || !usedElsewhere(pass, file.Syntax) {
		return nil, false
	}
	name, edits, ok := resend.Client(pass, c)
	return append(edits, analysis.TextEdit{Pos: sel.X.Pos(), End: sel.X.End(), NewText: []byte(name)}), ok
}

// isPackage reports whether an expression names net/http.
func isPackage(info *types.Info, e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	pkg, ok := info.Uses[id].(*types.PkgName)
	return ok && pkg.Imported().Path() == "net/http"
}

// isShared reports whether an expression is net/http's own client.
func isShared(info *types.Info, e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	return ok && isPackage(info, sel.X) && sel.Sel.Name == "DefaultClient"
}

// configured reports whether the package does anything with net/http's client but
// to send through it.
func configured(pass *analysis.Pass) bool {
	shared, sends := 0, 0
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if isShared(pass.TypesInfo, n) {
					shared++
				}
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && isShared(pass.TypesInfo, sel.X) {
					sends++
				}
			}
			return true
		})
	}
	return shared != sends
}

// usedElsewhere reports whether a file still needs net/http once none of its
// requests is sent by that package.
func usedElsewhere(pass *analysis.Pass, file *ast.File) bool {
	sends := make(map[ast.Node]bool)
	for _, s := range pass.ResultOf[requests.Analyzer].(*requests.Result).Sites {
		sends[s.At.Call.Fun] = true
	}
	used := false
	ast.Inspect(file, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && isPackage(pass.TypesInfo, e) {
			used = true
		}
		return !used && !sends[n]
	})
	return used
}

// transported gives the literal of a client the transport, around the one that it
// has.
func transported(pass *analysis.Pass, c *contract.Contract, lit *ast.CompositeLit) ([]analysis.TextEdit, bool) {
	file := edit.FileOf(pass, lit.Pos())
	if file == nil || len(lit.Elts) > 0 && !keyed(lit) {
		return nil, false
	}
	name, edits, ok := resend.Transport(pass, c)
	if !ok {
		return nil, false
	}
	old := file.Source(lit)
	at := func(pos token.Pos) int { return int(pos - lit.Pos()) }
	if at(lit.End()) != len(old) || strings.Contains(old, "`") {
		return nil, false
	}
	text := ""
	for _, e := range lit.Elts {
		kv := e.(*ast.KeyValueExpr)
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Transport" {
			from, to := at(kv.Value.Pos()), at(kv.Value.End())
			text = old[:from] + "&" + name + "{base: " + old[from:to] + "}" + old[to:]
		}
	}
	added := "Transport: &" + name + "{}"
	switch {
	case text != "":
	case len(lit.Elts) == 0:
		text = old[:at(lit.Lbrace)+1] + added + old[at(lit.Rbrace):]
	default:
		last := lit.Elts[len(lit.Elts)-1].End()
		sep := ", "
		if pass.Fset.Position(last).Line != pass.Fset.Position(lit.Rbrace).Line {
			sep = ",\n"
		}
		text = old[:at(last)] + sep + added + old[at(last):]
	}
	text, ok = edit.Formatted(text, file.Indent(lit.Pos()))
	return append(edits, analysis.TextEdit{Pos: lit.Pos(), End: lit.End(), NewText: []byte(text)}), ok
}

func keyed(lit *ast.CompositeLit) bool {
	_, ok := lit.Elts[0].(*ast.KeyValueExpr)
	return ok
}

// fail makes an error of the statuses that are to be retried, behind the test of
// the call's error or before the error is returned.
func fail(pass *analysis.Pass, c *contract.Contract, s *requests.Site) ([]analysis.TextEdit, bool) {
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
	cond, ok3 := resend.Condition(c, resp+".StatusCode", http)
	if !ok || !ok2 || !ok3 || sig == nil || sig.Results().Len() == 0 || sig.Results().At(sig.Results().Len()-1).Type().String() != "error" {
		return nil, false
	}
	edits = append(edits, more...)
	failure := fmt.Sprintf("%s.Errorf(\"unexpected status %%s\", %s.Status)", fmtName, resp)
	switch next := list[i+1].(type) {
	case *ast.IfStmt: // if err != nil { return …, err }
		if !leaves(pass.TypesInfo, next, s.Reply.Err) {
			return nil, false
		}
		zeros, zeroEdits, ok := file.ZeroResults(sig, next.End())
		body, ok2 := file.InsertAfter(next, fmt.Sprintf("if %s {\n\t%s.Body.Close()\n\treturn %s%s\n}", cond, resp, strings.TrimSuffix(zeros, "nil"), failure))
		return slices.Concat(edits, zeroEdits, body), ok && ok2
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

// leaves reports whether a statement is the test of an error that leaves the
// function where there is one.
func leaves(info *types.Info, n *ast.IfStmt, err *types.Var) bool {
	if n.Init != nil || n.Else != nil || len(n.Body.List) == 0 {
		return false
	}
	cond, ok := ast.Unparen(n.Cond).(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ || !syntax.IsVar(info, cond.X, err) || !info.Types[cond.Y].IsNil() {
		return false
	}
	_, ok = n.Body.List[len(n.Body.List)-1].(*ast.ReturnStmt)
	return ok
}

package resend

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// Clients puts a transport that retries into the clients of a request.
func Clients(pass *analysis.Pass, c *contract.Contract, s *requests.Site) ([]analysis.TextEdit, bool) {
	if len(s.Clients.All) == 0 || s.By.Via != "" || readsTransports(pass) {
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

// readsTransports reports whether the package looks at, or replaces, the transport of a
// client that it has made, or asks a transport for its type. What it does there to an
// *http.Transport, to its TLS configuration say, it would not do to one around that,
// and an assertion would panic.
func readsTransports(pass *analysis.Pass) bool {
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
	name, edits, ok := Client(pass, c)
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
	if file == nil {
		return nil, false
	}
	name, edits, ok := Transport(pass, c)
	if !ok {
		return nil, false
	}
	set, ok := file.SetKey(lit, "Transport", func(old string) string {
		if old == "" {
			return "&" + name + "{}"
		}
		return "&" + name + "{base: " + old + "}"
	})
	return append(edits, set...), ok
}

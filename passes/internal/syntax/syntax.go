// Package syntax reads syntax trees: it names functions as messages do, and finds what
// stands at a position.
package syntax

import "go/ast"

// Name returns a function as its caller writes it, "http.Error" or "s.store.Get",
// less its type arguments; "" for what has no name, such as a literal.
func Name(fun ast.Expr) string {
	switch e := ast.Unparen(fun).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		if x := Name(e.X); x != "" {
			return x + "." + e.Sel.Name
		}
		return e.Sel.Name
	case *ast.IndexExpr:
		return Name(e.X)
	}
	return ""
}

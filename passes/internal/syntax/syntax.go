// Package syntax reads syntax trees: it names functions as messages do, and finds what
// stands at a position.
package syntax

import (
	"go/ast"
	"go/types"
	"strconv"
	"strings"
)

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

// Or lists alternatives as messages do: "400, 404 or 500".
func Or(list []string) string {
	if n := len(list) - 1; n > 0 {
		return strings.Join(list[:n], ", ") + " or " + list[n]
	}
	return strings.Join(list, "")
}

// OrBad returns an expression, or a bad one where there is none.
func OrBad(e ast.Expr) ast.Expr {
	if e == nil {
		return &ast.BadExpr{}
	}
	return e
}

// IsVar reports whether an expression is a variable.
func IsVar(info *types.Info, e ast.Expr, v *types.Var) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && info.ObjectOf(id) == v
}

// StringValue returns the constant text that an expression is.
func StringValue(info *types.Info, e ast.Expr) (string, bool) {
	v := info.Types[e].Value
	if v == nil {
		return "", false
	}
	s, err := strconv.Unquote(v.ExactString())
	return s, err == nil
}

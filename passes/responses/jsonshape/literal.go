package jsonshape

import (
	"go/ast"
	"go/token"

	"github.com/respvet/respvet/passes/valueflow/origin"
)

// literal returns the composite literal that an object was made by: its brace
// stands at pos, or the variable that it defines.
func (b *shaper) literal(pos token.Pos) *ast.CompositeLit {
	if !pos.IsValid() {
		return nil
	}
	b.once.Do(func() {
		b.lits = make(map[token.Pos]*ast.CompositeLit)
		define := func(name *ast.Ident, value ast.Expr) {
			if lit, ok := ast.Unparen(value).(*ast.CompositeLit); ok {
				b.lits[name.Pos()] = lit
			}
		}
		for _, file := range b.files {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CompositeLit:
					b.lits[n.Lbrace] = n
				case *ast.AssignStmt:
					for i, x := range n.Lhs {
						if id, ok := x.(*ast.Ident); ok && n.Tok == token.DEFINE && len(n.Lhs) == len(n.Rhs) {
							define(id, n.Rhs[i])
						}
					}
				case *ast.ValueSpec:
					for i, id := range n.Names {
						if len(n.Names) == len(n.Values) {
							define(id, n.Values[i])
						}
					}
				}
				return true
			})
		}
	})
	return b.lits[pos]
}

// element returns the member of a literal with a key as it is written.
func element(lit *ast.CompositeLit, key string) *ast.KeyValueExpr {
	if lit == nil {
		return nil
	}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch k := ast.Unparen(kv.Key).(type) {
		case *ast.Ident:
			if k.Name == key {
				return kv
			}
		case *ast.BasicLit:
			if k.Value == key {
				return kv
			}
		}
	}
	return nil
}

// literalOf returns the literal that a member is written as.
func literalOf(kv *ast.KeyValueExpr) *ast.CompositeLit {
	if kv == nil {
		return nil
	}
	e := ast.Unparen(kv.Value)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = u.X
	}
	lit, _ := e.(*ast.CompositeLit)
	return lit
}

// stays reports whether a field is nil because the literal that makes the object
// does not set it, or sets it to nil, and nothing after it does.
func stays(t *origin.Term, lit *ast.CompositeLit, field string) bool {
	_, written := t.Member(field)
	if lit == nil {
		return t.Op == origin.Object && !t.Pos.IsValid() && !t.Open && !written // T{}, or what a call made
	}
	if kv := element(lit, field); kv != nil {
		id, ok := ast.Unparen(kv.Value).(*ast.Ident)
		return ok && id.Name == "nil"
	}
	if len(lit.Elts) > 0 {
		if _, keyed := lit.Elts[0].(*ast.KeyValueExpr); !keyed {
			return false
		}
	}
	return !written
}

package edit

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// AppendElement adds an element behind the last one of a literal with keys. It is not ok
// where the literal has none, or ends on a line of its own.
func (f *File) AppendElement(lit *ast.CompositeLit, element string) ([]analysis.TextEdit, bool) {
	if len(lit.Elts) == 0 {
		return nil, false
	}
	last := lit.Elts[len(lit.Elts)-1]
	if _, keyed := last.(*ast.KeyValueExpr); !keyed || f.pass.Fset.Position(last.End()).Line != f.pass.Fset.Position(lit.Rbrace).Line {
		return nil, false
	}
	return []analysis.TextEdit{insert(last.End(), ", "+element)}, true
}

// SetKey sets a key of a struct's literal to what value returns for the text of the value
// that it has, "" for none.
func (f *File) SetKey(lit *ast.CompositeLit, key string, value func(old string) string) ([]analysis.TextEdit, bool) {
	old := f.Source(lit)
	at := func(pos token.Pos) int { return int(pos - lit.Pos()) }
	if at(lit.End()) != len(old) || strings.Contains(old, "`") {
		return nil, false
	}
	text := ""
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return nil, false
		}
		if id, ok := kv.Key.(*ast.Ident); ok && id.Name == key {
			from, to := at(kv.Value.Pos()), at(kv.Value.End())
			text = old[:from] + value(old[from:to]) + old[to:]
		}
	}
	added := key + ": " + value("")
	switch {
	case text != "":
	case len(lit.Elts) == 0:
		text = old[:at(lit.Lbrace)+1] + added + old[at(lit.Rbrace):]
	default:
		last := lit.Elts[len(lit.Elts)-1].End()
		sep := ", "
		if f.pass.Fset.Position(last).Line != f.pass.Fset.Position(lit.Rbrace).Line {
			sep = ",\n"
		}
		text = old[:at(last)] + sep + added + old[at(last):]
	}
	text, ok := Formatted(text, f.Indent(lit.Pos()))
	return []analysis.TextEdit{replace(lit.Pos(), lit.End(), text)}, ok
}

// UsedOnlyIn reports whether nothing but a call uses what a literal makes: it stands in the
// call, or in a variable of which otherwise only members are set.
func (f *File) UsedOnlyIn(lit *ast.CompositeLit, call ast.Node) bool {
	if call.Pos() <= lit.Pos() && lit.End() <= call.End() {
		return true
	}
	path, _ := astutil.PathEnclosingInterval(f.Syntax, lit.Pos(), lit.End())
	var v types.Object
	for _, n := range path {
		if assign, ok := n.(*ast.AssignStmt); ok && len(assign.Lhs) == 1 && assign.Tok == token.DEFINE {
			if id, ok := assign.Lhs[0].(*ast.Ident); ok {
				v = f.pass.TypesInfo.Defs[id]
			}
		}
	}
	members := make(map[*ast.Ident]bool)
	ok := v != nil
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				switch x := ast.Unparen(x).(type) {
				case *ast.SelectorExpr:
					if id, ok := x.X.(*ast.Ident); ok {
						members[id] = true
					}
				case *ast.IndexExpr:
					if id, ok := x.X.(*ast.Ident); ok {
						members[id] = true
					}
				}
			}
		case *ast.Ident:
			if f.pass.TypesInfo.Uses[n] == v && !members[n] && (n.Pos() < call.Pos() || call.End() <= n.Pos()) {
				ok = false
			}
		}
		return ok
	})
	return ok
}

package errleak

import (
	"go/ast"
	"slices"

	"github.com/respvet/respvet/passes/internal/rule/edit"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// message returns what a client is told where the response has no words of its own.
func (fx *fixer) message() (expr string, imports []analysis.TextEdit, ok bool) {
	for _, code := range fx.leak.Sent.Codes {
		if code < 400 {
			return "", nil, false // "OK" says nothing of an error
		}
	}
	if text, ok := edit.ErrorMessage(fx.contract, fx.leak.Sent.Codes); ok {
		return text, nil, true
	}
	if slices.ContainsFunc(fx.leak.Sent.Codes, func(code int) bool { return code < 500 }) {
		return "", nil, false // "Bad Request" tells a client nothing that it could mend
	}
	status := fx.status()
	if status == "" && len(fx.leak.Sent.Codes) == 1 {
		if status, imports, ok = fx.file.Status(fx.leak.Sent.Codes[0], fx.text.Pos); !ok {
			return "", nil, false
		}
	}
	text, more, ok := fx.file.StatusText(status, fx.leak.Sent.Codes, fx.text.Pos)
	if len(imports) == 0 || text[0] == '"' { // in words, it names no status
		imports = more
	}
	return text, imports, ok && status != ""
}

// status returns the expression of the status that the text is sent with, as
// the function writes it that the text stands in; "" if it may mean something
// else there.
func (fx *fixer) status() string {
	around, _ := fx.file.Func(fx.text.Pos)
	texts := make(map[string]bool)
	for _, s := range fx.res.Responses {
		arg := s.Status.Expr
		if arg == nil && s.StatusCall != nil {
			arg = s.StatusCall.Status.Expr
		}
		if s.At.Func != around || arg == nil || s.At.Call.End() <= fx.text.Pos {
			continue
		}
		if !fx.means(arg) {
			continue
		}
		text := fx.file.Source(arg)
		if s.At.Call.Pos() <= fx.text.Pos {
			return text // the very call
		}
		if fx.file.Stmt(s.At.Call.Pos()) != nil && fx.follows(s.At.Call) {
			texts[text] = true
		}
	}
	if len(texts) == 1 {
		for text := range texts {
			return text
		}
	}
	return ""
}

// follows reports whether a call stands in the text's own statements, behind it.
func (fx *fixer) follows(call *ast.CallExpr) bool {
	path, _ := astutil.PathEnclosingInterval(fx.file.Syntax, fx.text.Pos, fx.text.End)
	for _, n := range path {
		if block, ok := n.(*ast.BlockStmt); ok {
			return block.Pos() <= call.Pos() && call.End() <= block.End()
		}
	}
	return false
}

// means reports whether an expression can stand in the place of the text: it
// calls nothing, and its names are constants, parameters, or read in the very
// statement.
func (fx *fixer) means(e ast.Expr) bool {
	scope := fx.pass.Pkg.Scope().Innermost(fx.text.Pos)
	ok := scope != nil
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			ok = false
		case *ast.SelectorExpr:
			ast.Inspect(n.X, func(m ast.Node) bool {
				if id, isIdent := m.(*ast.Ident); isIdent && ok {
					_, obj := scope.LookupParent(id.Name, fx.text.Pos)
					ok = obj == fx.pass.TypesInfo.Uses[id]
				}
				return ok
			})
			return false
		case *ast.Ident:
			_, obj := scope.LookupParent(n.Name, fx.text.Pos)
			ok = ok && obj == fx.pass.TypesInfo.Uses[n]
		}
		return ok
	})
	return ok
}

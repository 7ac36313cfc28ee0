package noresponse

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// A fixer writes the response that a way out lacks.
type fixer struct {
	pass     *analysis.Pass
	contract *contract.Contract
	file     *edit.File
	out      *responses.MissingResponse
}

// fixes offers the response that the other branches of the handler give, or else
// the one that the project has a function for.
func fixes(pass *analysis.Pass, c *contract.Contract, res *responses.Result, u *responses.MissingResponse) []analysis.SuggestedFix {
	defer defect.Recover(pass, u.Pos)
	fx := fixer{pass, c, edit.FileOf(pass, u.Pos), u}
	if fx.file == nil {
		return nil
	}
	for _, s := range u.Others {
		if text, ok := fx.like(s); ok {
			if edits, ok := fx.insert(text); ok {
				return fix("Send the response of the other branches", edits)
			}
		}
	}
	return fx.respond(res)
}

func fix(message string, edits []analysis.TextEdit) []analysis.SuggestedFix {
	return []analysis.SuggestedFix{{Message: message + "; clients get an error", TextEdits: edits}}
}

// like returns the statement of another error response, if it says the right thing
// here too: a 500, or whatever status the error is worth, with the error as its
// only text.
func (fx *fixer) like(s *responses.Response) (string, bool) {
	stmt, ok := fx.file.Stmt(s.At.Call.Pos()).(*ast.ExprStmt)
	if !ok || stmt.X != s.At.Call || (s.Status.Expr != nil || len(s.Status.Codes) == 1) && !slices.Equal(s.Status.Codes, []int{500}) {
		return "", false
	}
	ok = true
	passed := false // the error, for the helper to judge
	ast.Inspect(stmt, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			ok = false
		case *ast.BasicLit:
			ok = ok && (n.Kind != token.STRING || fx.isMessage(n.Value))
		case *ast.SelectorExpr:
			ast.Inspect(n.X, func(n ast.Node) bool {
				id, isIdent := n.(*ast.Ident)
				ok = ok && (!isIdent || fx.means(id))
				return true
			})
			return false
		case *ast.Ident:
			// A helper that is given no status judges the error: nil is another one.
			ok = ok && fx.means(n) && (s.Status.Expr != nil || !fx.pass.TypesInfo.Types[n].IsNil())
			passed = passed || fx.out.Err != nil && n.Name == fx.out.Err.Name()
		}
		return ok
	})
	return fx.file.Source(stmt), ok && (passed || len(s.Status.Codes) == 1)
}

// message returns the text that a 500 is answered with, as a literal.
func (fx *fixer) message() string {
	if text, ok := edit.ErrorMessage(fx.contract, []int{500}); ok {
		return text
	}
	return `"internal server error"`
}

// isMessage reports whether a literal is a text that goes with any 500.
func (fx *fixer) isMessage(lit string) bool {
	return lit == fx.message() || strings.EqualFold(strings.Trim(lit, "\"`"), "internal server error")
}

// means reports whether a name of another branch means the same here. That of
// an error has to mean the one that is to be answered.
func (fx *fixer) means(id *ast.Ident) bool {
	obj := fx.pass.TypesInfo.Uses[id]
	scope := fx.pass.Pkg.Scope().Innermost(fx.out.Pos)
	if obj == nil || scope == nil {
		return false
	}
	_, here := scope.LookupParent(id.Name, fx.out.Pos)
	if v, ok := obj.(*types.Var); ok && types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
		return here == fx.out.Err && fx.out.Err != nil
	}
	return here == obj
}

// insert puts a statement where the handler leaves.
func (fx *fixer) insert(text string) ([]analysis.TextEdit, bool) {
	if fx.out.Return != nil {
		return fx.file.InsertBefore(fx.out.Return, text)
	}
	if b := fx.out.Branch; b != nil && len(b.List) > 0 {
		return fx.file.InsertAfter(b.List[len(b.List)-1], text)
	}
	return nil, false
}

// respond answers 500 through a function of the project that takes a status and
// one text.
func (fx *fixer) respond(res *responses.Result) []analysis.SuggestedFix {
	fn, sig := fx.file.Func(fx.out.Pos)
	decl, _ := fn.(*ast.FuncDecl)
	var in *types.Func
	if decl != nil {
		in, _ = fx.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	}
	found := res.Responders(fx.file.Syntax, in)
	slices.SortStableFunc(found, func(a, b responses.Responder) int {
		return rank(fx.contract.IsResponder(a.Func)) - rank(fx.contract.IsResponder(b.Func))
	})
	for _, r := range found {
		if text, imports, ok := fx.call(r, sig); ok {
			if edits, ok := fx.insert(text); ok {
				return fix("Send 500 with "+r.Func.Name(), append(edits, imports...))
			}
		}
	}
	return nil
}

func rank(configured bool) int {
	if configured {
		return 0
	}
	return 1
}

// call writes the call of a responder with the handler's own parameters.
func (fx *fixer) call(r responses.Responder, sig *types.Signature) (text string, imports []analysis.TextEdit, ok bool) {
	if sig == nil || r.Func.Signature().Recv() != nil || len(r.Texts) != 1 || r.Context >= 0 {
		return "", nil, false
	}
	scope := fx.pass.Pkg.Scope().Innermost(fx.out.Pos)
	args := make([]string, r.Func.Signature().Params().Len())
	for i, at := range []int{r.Writer, r.Request} {
		if at < 0 {
			continue
		}
		v := sig.Params().At(i)
		if _, here := scope.LookupParent(v.Name(), fx.out.Pos); here != v || !types.AssignableTo(v.Type(), r.Func.Signature().Params().At(at).Type()) {
			return "", nil, false
		}
		args[at] = v.Name()
	}
	status, imports, ok := fx.file.Status(500, fx.out.Pos)
	if !ok {
		return "", nil, false
	}
	args[r.Status], args[r.Texts[0].Param] = status, fx.message()
	callee := r.Func.Name()
	if r.Func.Pkg() != fx.pass.Pkg {
		name, more, ok := fx.file.Import(r.Func.Pkg().Path(), r.Func.Pkg().Name(), fx.out.Pos)
		if !ok {
			return "", nil, false
		}
		callee, imports = name+"."+callee, append(imports, more...)
	} else if _, here := scope.LookupParent(callee, fx.out.Pos); here != r.Func {
		return "", nil, false
	}
	return callee + "(" + strings.Join(args, ", ") + ")", imports, true
}

package handler

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	gotypeutil "golang.org/x/tools/go/types/typeutil"
)

// frame fills in how code around a site answers, where that is not net/http's way.
func (p *Handlers) frame(s *summary.Response, row *httpmodel.Row) {
	s.By.Aborts = row.Response.Aborts
	s.By.Writer = p.unchained(s.By.Writer)
	if t := p.typeOf(s.By.Writer); t != nil {
		header, _, _ := types.LookupFieldOrMethod(t, true, p.Pass.Pkg, "Header")
		_, s.By.Headed = header.(*types.Func)
	}
	if s.By.Form = p.Flow.Model().FormOf(row.Pkg, row.Recv); s.By.Form != nil {
		s.By.Context, s.By.Library = s.By.Writer, row.Pkg
		return
	}
	e := p.contextOf(s.By.Writer)
	if c := p.Flow.Model().ContextOf(p.typeOf(s.By.Writer)); c != nil && c.Form != nil {
		e = s.By.Writer // fmt.Fprint writes to the context itself
	}
	if e != nil {
		t := typeutil.Named(p.Pass.TypesInfo.TypeOf(e))
		s.By.Context, s.By.Library = e, t.Obj().Pkg().Path()
		s.By.Form = p.Flow.Model().ContextOf(t).Form
	}
}

// unchained returns what a chain of calls begins with that only prepare the
// answer: c for c.Status(404).Type("txt"). It is nil if one does more.
func (p *Handlers) unchained(e ast.Expr) ast.Expr {
	for {
		call, sel := p.method(e)
		if call == nil || p.Pass.TypesInfo.TypeOf(call) == nil || !types.Identical(p.Pass.TypesInfo.TypeOf(call), p.Pass.TypesInfo.TypeOf(sel.X)) {
			return e
		}
		fn, _ := gotypeutil.Callee(p.Pass.TypesInfo, call).(*types.Func)
		row := p.Flow.Model().Lookup(fn)
		switch {
		case row == nil || row.Response == nil:
			return nil
		case row.Response.Kind == httpmodel.SetStatus:
		case row.Response.Kind == httpmodel.SetHeader && strings.EqualFold(row.Response.Key.Name, "Content-Type"):
		default:
			return nil
		}
		e = sel.X
	}
}

// contextOf returns the framework's context that a writer belongs to, which is
// written c.Writer or c.Response(); nil if it is none's.
func (p *Handlers) contextOf(e ast.Expr) ast.Expr {
	sel, ok := ast.Unparen(syntax.OrBad(e)).(*ast.SelectorExpr)
	if !ok {
		var call *ast.CallExpr
		if call, sel = p.method(e); call == nil {
			return nil
		}
		fn, _ := gotypeutil.Callee(p.Pass.TypesInfo, call).(*types.Func)
		row := p.Flow.Model().Lookup(fn)
		if row == nil || !row.Pure || len(row.Results) == 0 || row.Results[0].Op != httpmodel.OpArg || row.Results[0].Arg != 0 {
			return nil
		}
	}
	c := p.Flow.Model().ContextOf(p.Pass.TypesInfo.TypeOf(sel.X))
	if c == nil || c.Form == nil || p.Pass.TypesInfo.Selections[sel] == nil {
		return nil
	}
	if p.Pass.TypesInfo.Selections[sel].Kind() == types.FieldVal && !slices.Contains(c.Same, sel.Sel.Name) {
		return nil
	}
	return sel.X
}

// method returns an expression that is the call of a method, nil if it is none.
func (p *Handlers) method(e ast.Expr) (*ast.CallExpr, *ast.SelectorExpr) {
	call, ok := ast.Unparen(syntax.OrBad(e)).(*ast.CallExpr)
	if !ok {
		return nil, nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || p.Pass.TypesInfo.Selections[sel] == nil {
		return nil, nil
	}
	return call, sel
}

// typeOf returns the type of an expression, nil if there is none.
func (p *Handlers) typeOf(e ast.Expr) types.Type {
	if e == nil {
		return nil
	}
	return p.Pass.TypesInfo.TypeOf(e)
}

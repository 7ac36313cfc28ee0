package responses

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A StatusSource is what chooses the status of many answers, and is to be mended
// where one of its statuses is wrong: a function of this module that says which
// status an error has, or an error type whose method has one status for all.
type StatusSource struct {
	Name string
	Func *types.Func // the function or method, not nil
	decl *ast.FuncDecl
	info *types.Info
}

// At returns the place in the function that gives a status, nil if that is in another
// package: the first constant of that value which it returns or assigns.
func (s *StatusSource) At(code int) ast.Node {
	if s.decl == nil {
		return nil
	}
	var found ast.Node
	look := func(exprs []ast.Expr) {
		for _, e := range exprs {
			v := s.info.Types[e].Value
			if v == nil || v.Kind() != constant.Int || found != nil {
				continue
			}
			if n, exact := constant.Int64Val(v); exact && n == int64(code) {
				found = e
			}
		}
	}
	ast.Inspect(s.decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			look(n.Results)
		case *ast.AssignStmt:
			if n.Tok == token.ASSIGN || n.Tok == token.DEFINE {
				look(n.Rhs)
			}
		case *ast.ValueSpec:
			look(n.Values)
		}
		return found == nil
	})
	if found == nil {
		return s.decl.Name
	}
	return found
}

func (p *producer) newSource(fn *types.Func) *StatusSource {
	s := &StatusSource{Name: fn.Name(), Func: fn, info: p.pass.TypesInfo}
	for _, file := range p.pass.Files {
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok && p.pass.TypesInfo.Defs[decl.Name] == fn {
				s.decl = decl
			}
		}
	}
	return s
}

// sourceOf returns the function of this module that an argument of a site's call is
// the result of, if it chooses among statuses by itself.
func (p *producer) sourceOf(s *Site) *StatusSource {
	if s.call == nil || s.StatusArg == nil {
		return nil
	}
	for i, a := range ssautil.Args(&s.call.Call) {
		if p.argExpr(s.Call, &s.call.Call, i) != s.StatusArg {
			continue
		}
		index := 0
		if e, ok := a.(*ssa.Extract); ok {
			a, index = e.Tuple, e.Index
		}
		call, ok := a.(*ssa.Call)
		if !ok || p.flow.Row(&call.Call) != nil {
			return nil
		}
		targets := p.flow.Targets(call)
		if len(targets) != 1 || targets[0].Obj == nil || targets[0].Obj.Pkg() == nil || !p.ownModule(targets[0].Obj.Pkg()) {
			return nil
		}
		for _, row := range targets[0].Rows() {
			if index >= len(row.Results) {
				return nil
			}
			if codes, exact := row.Results[index].Ints(); !exact || len(codes) == 0 {
				return nil // it depends on what it is called with
			}
		}
		if len(targets[0].Rows()) == 0 {
			return nil
		}
		return p.newSource(targets[0].Obj)
	}
	return nil
}

// typeSource returns the method of an error type that fixes its status, nil if its
// values have statuses of their own.
func (p *producer) typeSource(t *origin.Term, method string, codes []int) *StatusSource {
	typ := p.flow.TypeOf(t)
	if typ == nil || method == "" {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(typ, true, p.pass.Pkg, method)
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() == nil || !p.ownModule(fn.Pkg()) {
		return nil
	}
	bare := &origin.Term{Op: origin.Opaque, Err: true, Type: t.Type, TypeName: t.TypeName}
	v, ok := p.flow.Method(bare, method)
	if own, exact := v.Ints(); !ok || !exact || !slices.Equal(own, codes) {
		return nil
	}
	return p.newSource(fn)
}

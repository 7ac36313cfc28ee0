package handler

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

func (p *Handlers) newSource(fn *types.Func) *summary.StatusSource {
	s := &summary.StatusSource{Name: fn.Name(), Func: fn, Info: p.Pass.TypesInfo}
	for _, file := range p.Pass.Files {
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok && p.Pass.TypesInfo.Defs[decl.Name] == fn {
				s.Decl = decl
			}
		}
	}
	return s
}

// SourceOf returns the function of this module that an argument of a site's call is
// the result of, if it chooses among statuses by itself.
func (p *Handlers) SourceOf(s *summary.Response) *summary.StatusSource {
	if s.Code.Call == nil || s.Status.Expr == nil {
		return nil
	}
	for i, a := range ssautil.Args(&s.Code.Call.Call) {
		if p.summaries.ArgExpr(s.At.Call, &s.Code.Call.Call, i) != s.Status.Expr {
			continue
		}
		index := 0
		if e, ok := a.(*ssa.Extract); ok {
			a, index = e.Tuple, e.Index
		}
		call, ok := a.(*ssa.Call)
		if !ok || p.Flow.Row(&call.Call) != nil {
			return nil
		}
		targets := p.Flow.Targets(call)
		if len(targets) != 1 || targets[0].Obj == nil || targets[0].Obj.Pkg() == nil || !p.summaries.OwnModule(targets[0].Obj.Pkg()) {
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

// TypeSource returns the method of an error type that fixes its status, nil if its
// values have statuses of their own.
func (p *Handlers) TypeSource(t *origin.Term, method string, codes []int) *summary.StatusSource {
	typ := p.Flow.TypeOf(t)
	if typ == nil || method == "" {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(typ, true, p.Pass.Pkg, method)
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() == nil || !p.summaries.OwnModule(fn.Pkg()) {
		return nil
	}
	bare := &origin.Term{Op: origin.Opaque, Err: true, Type: t.Type, TypeName: t.TypeName}
	v, ok := p.Flow.Method(bare, method)
	if own, exact := v.Ints(); !ok || !exact || !slices.Equal(own, codes) {
		return nil
	}
	return p.newSource(fn)
}

// Package documented finds the operations that are documented for the handlers of a
// package: what rules that hold a response against its operation share.
package documented

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// Handlers finds the function that a place of a package stands in, and what is
// documented for it.
type Handlers struct {
	pass   *analysis.Pass
	c      *contract.Contract
	routed map[ast.Node][]*contract.Operation      // of documents, by the routes of declarations and literals
	named  map[*ast.FuncDecl][]*contract.Operation // of documents, by the functions' names
	beside map[ast.Node][]*contract.Operation      // of comments on functions that are there for their sake
}

// New looks up the functions that are registered, and those that answer by
// themselves. An operation whose name two of them have is nobody's.
func New(pass *analysis.Pass, c *contract.Contract, res *responses.Result) *Handlers {
	h := &Handlers{pass, c, make(map[ast.Node][]*contract.Operation), make(map[*ast.FuncDecl][]*contract.Operation), make(map[ast.Node][]*contract.Operation)}
	h.documentBeside(res)
	if len(c.Project.OpenAPI) == 0 {
		return h
	}
	for _, route := range res.Routes() {
		if fn := res.Func(route.Handler); fn != nil && route.Whole {
			for _, op := range c.OperationsAt(route.Method, route.Path) {
				if !slices.Contains(h.routed[fn], op) {
					h.routed[fn] = append(h.routed[fn], op)
				}
			}
		}
	}
	owner := make(map[*contract.Operation]*ast.FuncDecl)
	for _, s := range res.Responses {
		fn := h.around(s.At.Node.Pos())
		if fn == nil || h.named[fn] != nil {
			continue
		}
		if op := c.OperationNamed(fn.Name.Name); op != nil {
			if other := owner[op]; other != nil {
				delete(h.named, other)
				continue
			}
			h.named[fn], owner[op] = []*contract.Operation{op}, fn
		}
	}
	return h
}

// At returns the literal around a position that is a handler by itself, else
// the declaration; its name; and the operations that are documented for it, the
// most specific source first: its comment, a document by its routes, one by its name.
func (h *Handlers) At(pos token.Pos) (fn ast.Node, name string, sources [][]*contract.Operation) {
	decl := h.around(pos)
	if decl == nil {
		return nil, "", nil
	}
	for node := range h.routed {
		if lit, ok := node.(*ast.FuncLit); ok && lit.Pos() <= pos && pos < lit.End() && (fn == nil || fn.Pos() < lit.Pos()) {
			fn = lit
		}
	}
	if fn != nil {
		return fn, "this handler", [][]*contract.Operation{h.routed[fn]}
	}
	return decl, decl.Name.Name, [][]*contract.Operation{slices.Concat(h.c.Commented(decl), h.beside[decl]), h.routed[decl], h.named[decl]}
}

// documentBeside gives the operations that the comments of functions without a name document to
// the handlers of their routes. A second route of one handler has no other place for it.
func (h *Handlers) documentBeside(res *responses.Result) {
	var beside []*contract.Operation
	for _, file := range h.pass.Files {
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == "_" {
				beside = append(beside, h.c.Commented(fn)...)
			}
		}
	}
	if len(beside) == 0 {
		return
	}
	for _, route := range res.Routes() {
		fn := res.Func(route.Handler)
		if fn == nil {
			continue
		}
		for _, op := range beside {
			if !slices.Contains(h.beside[fn], op) && slices.ContainsFunc(op.Routes, func(r contract.Route) bool {
				return (r.Method == route.Method || route.Method == "") && contract.EndAlike(r.Path, route.Path)
			}) {
				h.beside[fn] = append(h.beside[fn], op)
			}
		}
	}
}

// around returns the function declaration around a position, nil if there is none.
func (h *Handlers) around(pos token.Pos) *ast.FuncDecl {
	for _, file := range h.pass.Files {
		if pos < file.FileStart || file.FileEnd < pos {
			continue
		}
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				return fn
			}
		}
	}
	return nil
}

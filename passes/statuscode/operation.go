package statuscode

import (
	"fmt"
	"go/ast"
	"go/token"
	"net/http"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// handlers finds the function that a place stands in, and what is documented for it.
type handlers struct {
	pass   *analysis.Pass
	c      *contract.Contract
	routed map[ast.Node][]*contract.Operation      // of documents, by the routes of declarations and literals
	named  map[*ast.FuncDecl][]*contract.Operation // of documents, by the functions' names
}

// newHandlers looks up the functions that are registered, and those that answer by
// themselves. An operation whose name two of them have is nobody's.
func newHandlers(pass *analysis.Pass, c *contract.Contract, res *responses.Result) handlers {
	h := handlers{pass, c, make(map[ast.Node][]*contract.Operation), make(map[*ast.FuncDecl][]*contract.Operation)}
	if len(c.OpenAPI) == 0 {
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
	for _, s := range res.Sites {
		fn := h.around(s.Node.Pos())
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

// handler returns the literal around a position that is a handler by itself, else
// the declaration; its name; and the operations that are documented for it, the
// most specific source first.
func (h handlers) handler(pos token.Pos) (fn ast.Node, name string, sources [][]*contract.Operation) {
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
	return decl, decl.Name.Name, [][]*contract.Operation{h.c.Comments.Of(decl), h.routed[decl], h.named[decl]}
}

// around returns the function declaration around a position, nil if there is none.
func (h handlers) around(pos token.Pos) *ast.FuncDecl {
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

// of returns the operations that speak of a status which a site sends, and the
// name of the function they are documented for. Of a helper's status they speak
// where the handler calls it; a closure of the handler is part of it, and calls of
// that say nothing new. What a library answers by itself is not the handler's
// choice, and rarely documented.
func (h handlers) of(s *responses.Site, code int) (name string, ops []*contract.Operation) {
	fn, name, sources := h.handler(s.Node.Pos())
	if fn == nil || !s.Here && !h.adds(s, fn) {
		return "", nil
	}
	for _, ops := range sources {
		if len(ops) > 0 && !slices.ContainsFunc(ops, func(o *contract.Operation) bool { return !o.Judges(code) }) {
			return name, ops
		}
	}
	return "", nil
}

// adds reports whether a call brings a status into a function that its helper
// fixes: one of this module, and no closure of the function itself.
func (h handlers) adds(s *responses.Site, fn ast.Node) bool {
	within := func(pos token.Pos) bool { return fn.Pos() <= pos && pos < fn.End() }
	if s.Call == nil || within(s.Sent) {
		return false
	}
	if _, literal := ast.Unparen(s.Call.Fun).(*ast.FuncLit); literal {
		return false
	}
	callee := typeutil.Callee(h.pass.TypesInfo, s.Call)
	if callee == nil || callee.Pkg() == nil {
		return true
	}
	if within(callee.Pos()) {
		return false
	}
	if h.pass.Module == nil {
		return true
	}
	path, below := strings.CutPrefix(callee.Pkg().Path(), h.pass.Module.Path)
	return below && (path == "" || path[0] == '/')
}

// documented reports whether one of the operations documents a status.
func documented(ops []*contract.Operation, code int) bool {
	return slices.ContainsFunc(ops, func(o *contract.Operation) bool { return o.Documents(code) })
}

// undocumented holds a status against the operations that speak of it.
func undocumented(s *responses.Site, code int, name string, ops []*contract.Operation) (f report.Finding, ok bool) {
	if documented(ops, code) {
		return f, false
	}
	source := "the documentation of " + name
	if o := ops[0]; o.Style == contract.StyleOpenAPI {
		source = operation(o)
	} else {
		f.Related = []analysis.RelatedInformation{{Pos: o.Pos, Message: "what is documented for " + name}}
	}
	f.Node, f.Category = s.Node, "undocumented"
	f.Message = fmt.Sprintf("%s answers %s, %s has only %s: clients are not prepared for it", caller(s), named(code), source, statuses(ops))
	return f, true
}

// operation names an operation of a document, by its route where it has no other name.
func operation(o *contract.Operation) string {
	if o.ID == "" {
		return fmt.Sprintf("%s in %s", o.Routes[0], o.From)
	}
	return fmt.Sprintf("the operation %s in %s", o.ID, o.From)
}

// statuses names what operations document.
func statuses(ops []*contract.Operation) string {
	var lists []string
	for _, o := range ops {
		if list := o.Statuses(); !slices.Contains(lists, list) {
			lists = append(lists, list)
		}
	}
	return strings.Join(lists, "; ")
}

// document offers to add a status to the comment of a handler. Nothing that
// clients see is changed by that; but where the contract has no such status, it
// is for a person to choose.
func document(c *contract.Contract, ops []*contract.Operation, code int) []analysis.SuggestedFix {
	if http.StatusText(code) == "" || c.Chosen && !c.Documents(code) && !offer {
		return nil
	}
	var edits []analysis.TextEdit
	for _, o := range ops {
		at, lines, ok := o.Document(code, http.StatusText(code))
		if !ok {
			return nil
		}
		edits = append(edits, analysis.TextEdit{Pos: at, End: at, NewText: []byte(lines)})
	}
	return []analysis.SuggestedFix{{Message: "Document " + named(code), TextEdits: edits}}
}

// broken reports the lines of comments that document nothing because nobody can
// read them.
func broken(pass *analysis.Pass, c *contract.Contract, r *report.Reporter) {
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			for _, o := range c.Comments.Of(fn) {
				for _, b := range o.Broken {
					r.Add(report.Finding{Pos: b.Pos, End: b.End, Category: "comment", Message: b.What + ": clients are told nothing of it"})
				}
			}
		}
	}
}

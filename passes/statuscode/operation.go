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

// handlers finds the declaration that a place stands in, and what is documented
// for it.
type handlers struct {
	pass *analysis.Pass
	c    *contract.Contract
	ops  map[*ast.FuncDecl]*contract.Operation // of documents, by the functions' names
}

// newHandlers looks up the functions that answer by themselves. An operation
// whose name two of them have is nobody's.
func newHandlers(pass *analysis.Pass, c *contract.Contract, sites []*responses.Site) handlers {
	h := handlers{pass, c, make(map[*ast.FuncDecl]*contract.Operation)}
	owner := make(map[*contract.Operation]*ast.FuncDecl)
	for _, s := range sites {
		fn := h.around(s.Node.Pos())
		if fn == nil || h.ops[fn] != nil {
			continue
		}
		if op := c.OperationNamed(fn.Name.Name); op != nil {
			if other := owner[op]; other != nil {
				delete(h.ops, other)
				continue
			}
			h.ops[fn], owner[op] = op, fn
		}
	}
	return h
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
// function they are documented for. Of a helper's status they speak where the
// handler calls it; a closure of the handler is part of it, and calls of that say
// nothing new. What a library answers by itself is not the handler's choice, and
// rarely documented.
func (h handlers) of(s *responses.Site, code int) (*ast.FuncDecl, []*contract.Operation) {
	fn := h.around(s.Node.Pos())
	if fn == nil || !s.Here && !h.adds(s, fn) {
		return nil, nil
	}
	ops := h.c.Comments.Of(fn)
	judges := func() bool {
		return len(ops) > 0 && !slices.ContainsFunc(ops, func(o *contract.Operation) bool { return !o.Judges(code) })
	}
	if op := h.ops[fn]; op != nil && !judges() {
		ops = []*contract.Operation{op}
	}
	if !judges() {
		return nil, nil
	}
	return fn, ops
}

// adds reports whether a call brings a status into a function that its helper
// fixes: one of this module, and no closure of the function itself.
func (h handlers) adds(s *responses.Site, fn *ast.FuncDecl) bool {
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
func undocumented(s *responses.Site, code int, fn *ast.FuncDecl, ops []*contract.Operation) (f report.Finding, ok bool) {
	if documented(ops, code) {
		return f, false
	}
	source := "the documentation of " + fn.Name.Name
	if o := ops[0]; o.Style == contract.StyleOpenAPI {
		source = fmt.Sprintf("the operation %s in %s", o.ID, o.From)
	} else {
		f.Related = []analysis.RelatedInformation{{Pos: o.Pos, Message: "what is documented for " + fn.Name.Name}}
	}
	var statuses []string
	for _, o := range ops {
		if list := o.Statuses(); !slices.Contains(statuses, list) {
			statuses = append(statuses, list)
		}
	}
	f.Node, f.Category = s.Node, "undocumented"
	f.Message = fmt.Sprintf("%s answers %s, %s has only %s: clients are not prepared for it",
		caller(s), named(code), source, strings.Join(statuses, "; "))
	return f, true
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

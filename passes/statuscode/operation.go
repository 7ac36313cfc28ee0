package statuscode

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/documented"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// documenting returns the operations that speak of a status which a site sends, and the
// name of the function they are documented for. Of a helper's status they speak
// where the handler calls it; a closure of the handler is part of it, and calls of
// that say nothing new. What a library answers by itself is not the handler's
// choice, and rarely documented; nor is that a response could not be encoded. An operation does not speak of requests that
// certainly have another method, as the 405 of a handler for GET alone answers them.
func documenting(pass *analysis.Pass, handlers *documented.Handlers, s *responses.Response, code int) (name string, ops []*contract.Operation) {
	fn, name, sources := handlers.At(s.At.Node.Pos())
	if fn == nil || s.Status.Unencoded || !s.Status.Here && !unset(s) && !adds(pass, s, fn) {
		return "", nil
	}
	for _, ops := range sources {
		ops = slices.DeleteFunc(slices.Clone(ops), func(o *contract.Operation) bool { return o.Only(s.Reason.Allowed) })
		if len(ops) > 0 && judged(ops, code) {
			return name, ops
		}
	}
	return "", nil
}

// adds reports whether a call brings a status into a function that its helper
// fixes: one of this module, and no closure of the function itself.
func adds(pass *analysis.Pass, s *responses.Response, fn ast.Node) bool {
	within := func(pos token.Pos) bool { return fn.Pos() <= pos && pos < fn.End() }
	if s.At.Call == nil || within(s.At.Sent) {
		return false
	}
	if _, literal := ast.Unparen(s.At.Call.Fun).(*ast.FuncLit); literal {
		return false
	}
	if callee := typeutil.Callee(pass.TypesInfo, s.At.Call); callee != nil && callee.Pkg() != nil && within(callee.Pos()) {
		return false
	}
	return ownHelper(pass, s)
}

// ownHelper reports whether a call may run a helper of this module.
func ownHelper(pass *analysis.Pass, s *responses.Response) bool {
	if s.At.Call == nil || s.By.Via == "" {
		return false
	}
	callee := typeutil.Callee(pass.TypesInfo, s.At.Call)
	if callee == nil || callee.Pkg() == nil || pass.Module == nil {
		return true
	}
	path, below := strings.CutPrefix(callee.Pkg().Path(), pass.Module.Path)
	return below && (path == "" || path[0] == '/')
}

// documents reports whether one of the operations documents a status.
func documents(ops []*contract.Operation, code int) bool {
	return slices.ContainsFunc(ops, func(o *contract.Operation) bool { return o.Documents(code) })
}

// undocumented holds a status against the operations that speak of it.
func undocumented(s *responses.Response, code int, name string, ops []*contract.Operation) (f report.Finding, ok bool) {
	if documents(ops, code) {
		return f, false
	}
	source := name
	if o := ops[0]; o.Style == contract.StyleOpenAPI {
		source = operation(o)
	} else {
		f.Related = []analysis.RelatedInformation{{Pos: o.Pos, Message: "documentation of " + name}}
	}
	f.Node, f.Category = s.At.Node, "undocumented"
	what := http.Named(code)
	if unset(s) {
		what += " because no status is set"
	}
	f.Message = fmt.Sprintf("%s sends %s, which %s does not document (only %s)", s.Name(), what, source, statuses(ops))
	return f, true
}

// operation names an operation of a document, and where it stands there.
func operation(o *contract.Operation) string { return fmt.Sprintf("%s in %s", o.Phrase(), o.From) }

// statuses names what operations document, each status once.
func statuses(ops []*contract.Operation) string {
	var all []string
	for _, o := range ops {
		for _, status := range strings.Split(o.Statuses(), ", ") {
			if !slices.Contains(all, status) {
				all = append(all, status)
			}
		}
	}
	if len(ops) > 1 {
		slices.Sort(all)
	}
	return strings.Join(all, ", ")
}

// document offers to add a status to the comment of a handler. Nothing that
// clients see is changed by that; but where the contract has no such status, or
// another success is documented, which the handler perhaps ought to answer, it is
// for a person to choose.
func document(pass *analysis.Pass, c *contract.Contract, ops []*contract.Operation, code int) []analysis.SuggestedFix {
	defer defect.Recover(pass, token.NoPos)
	if http.StatusText(code) == "" || !offer && (code < 300 || c.Chosen && !c.Documents(code)) {
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
	return []analysis.SuggestedFix{{Message: "Document " + http.Named(code), TextEdits: edits}}
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
			for _, o := range c.Project.Comments.Of(fn) {
				for _, b := range o.Broken {
					r.Add(report.Finding{Pos: b.Pos, End: b.End, Category: "comment", Message: b.What + ": generated documents omit it"})
				}
			}
		}
	}
}

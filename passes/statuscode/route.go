package statuscode

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/documented"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/responses/route"
	"golang.org/x/tools/go/analysis"
)

// elsewhere judges handlers of other packages that are registered here, or whose
// routes are complete only here. Their own packages could not know the operation:
// unless it is theirs by a comment, a name, or a route that is known there.
func elsewhere(pass *analysis.Pass, c *contract.Contract, res *responses.Result, r *report.Reporter) {
	if len(c.Project.OpenAPI) == 0 || res.Routing.Own == nil {
		return
	}
	there := make(map[string]bool)
	for _, route := range route.Join(res.Routing.Imported) {
		if route.Whole && len(c.OperationsAt(route.Method, route.Path)) > 0 {
			there[route.Handler] = true
		}
	}
	parts := append(slices.Clip(res.Routing.Imported), res.Routing.Own)
	seen := make(map[string]bool)
	for _, rt := range res.Routes() {
		at := place(pass, rt)
		if !rt.Whole || !at.IsValid() || there[rt.Handler] || res.Func(rt.Handler) != nil || c.OperationNamed(shortName(rt.Handler)) != nil {
			continue
		}
		all := c.OperationsAt(rt.Method, rt.Path)
		for _, h := range route.RepliesOf(parts, rt.Handler) {
			for _, a := range h.Replies {
				ops := slices.DeleteFunc(slices.Clone(all), func(o *contract.Operation) bool { return o.Only(a.Except) })
				key := fmt.Sprint(h.Name, a.Code)
				if h.Comment || a.Implied || seen[key] || len(ops) == 0 || documents(ops, a.Code) || !judged(ops, a.Code) {
					continue
				}
				seen[key] = true
				f := report.Finding{Pos: at, Category: "undocumented", Message: fmt.Sprintf("%s sends %s, which %s does not document (only %s)",
					qualified(res, h.Name), http.Named(a.Code), operation(ops[0]), statuses(ops))}
				if obj := route.Object(pass.Pkg, h.Name); obj != nil {
					f.Related = []analysis.RelatedInformation{{Pos: obj.Pos(), Message: a.API + " sends it in this handler"}}
				}
				r.Add(f)
			}
		}
	}
}

// judged reports whether all operations say enough of statuses like this one.
func judged(ops []*contract.Operation, code int) bool {
	return !slices.ContainsFunc(ops, func(o *contract.Operation) bool { return !o.Judges(code) })
}

// place returns where this package has a part in a route, NoPos if it has none.
func place(pass *analysis.Pass, route responses.Route) token.Pos {
	if route.Pkg == pass.Pkg.Path() {
		return route.Pos
	}
	for _, v := range route.Via {
		if v.Pkg == pass.Pkg.Path() {
			return v.Pos
		}
	}
	return token.NoPos
}

// shortName returns the name of a function as its own package has it.
func shortName(full string) string {
	full, _, _ = strings.Cut(full, "$")
	return full[strings.LastIndexByte(full, '.')+1:]
}

// qualified returns the name of a function as other packages have it.
func qualified(res *responses.Result, full string) string {
	full, _, _ = strings.Cut(full, "$")
	return res.Named(full)
}

// byOthers are errors that middleware answers in front of a handler.
var byOthers = []int{401, 403, 405, 413, 415, 429}

// neverSent reports the documented errors of handlers that never answer them.
// What the handler sends has to be known to the last response, and an operation's
// 5xx, or what middleware answers, is not the handler's to send.
func neverSent(handlers *documented.Handlers, res *responses.Result, r *report.Reporter) {
	if res.Routing.Own == nil {
		return
	}
	for _, handler := range res.Routing.Own.Handlers {
		fn, ok := res.Func(handler.Name).(*ast.FuncDecl)
		if !ok || handler.Unread != "" {
			continue
		}
		_, name, sources := handlers.At(fn.Name.Pos())
		i := slices.IndexFunc(sources, func(ops []*contract.Operation) bool { return len(ops) > 0 })
		if i < 0 || len(sources[i]) != 1 {
			continue
		}
		for _, doc := range sources[i][0].Responses {
			code, err := strconv.Atoi(doc.Pattern.String())
			if err != nil || code < 400 || code > 499 || slices.Contains(byOthers, code) ||
				slices.ContainsFunc(handler.Replies, func(a responses.Reply) bool { return a.Code == code }) {
				continue
			}
			r.Add(report.Finding{Node: fn.Name, Category: "unreturned",
				Message: fmt.Sprintf("%s never sends %s, which is documented for it: clients handle an error that does not occur", name, http.Named(code))})
		}
	}
}

package statuscode

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/documented"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/responses/route"
	"golang.org/x/tools/go/analysis"
)

// unsent reports the documented statuses that no request of an operation is answered with.
// Only the package that serves a router knows all that stands before a handler, so that it
// is judged there, and only if all of it was read on every route of the handler.
func unsent(pass *analysis.Pass, c *contract.Contract, handlers *documented.Handlers, res *responses.Result, r *report.Reporter) {
	if res.Routing.Own == nil || len(res.Routing.Own.Served) == 0 {
		return
	}
	parts := append(slices.Clip(res.Routing.Imported), res.Routing.Own)
	byHandler := make(map[string][]responses.Route)
	var order []string
	for _, rt := range res.Routes() {
		if byHandler[rt.Handler] == nil {
			order = append(order, rt.Handler)
		}
		byHandler[rt.Handler] = append(byHandler[rt.Handler], rt)
	}
	for _, name := range order {
		routes := byHandler[name]
		if !slices.ContainsFunc(routes, func(rt responses.Route) bool { return rt.Server == pass.Pkg.Path() }) {
			continue
		}
		op, of := operationOf(c, handlers, res, name, routes)
		if op == nil {
			continue
		}
		for _, code := range unsentOn(parts, routes, op.Numbers()) {
			if r.On("unreturned") && code >= 400 && code <= 499 && !slices.Contains(byOthers, code) {
				continue // said there
			}
			r.Add(unsentFinding(pass, res, op, of, name, routes[0], code))
		}
	}
}

// unsentOn returns those of some statuses that none of a handler's routes is answered with.
func unsentOn(parts []*route.Routing, routes []responses.Route, documented []int) []int {
	for _, rt := range routes {
		documented = route.Unsent(parts, rt, documented)
	}
	return documented
}

// operationOf returns the only operation that is documented for a handler, and the handler's
// declaration or literal if that is in this package; nil if none or several are.
func operationOf(c *contract.Contract, handlers *documented.Handlers, res *responses.Result, name string, routes []responses.Route) (op *contract.Operation, fn ast.Node) {
	var ops []*contract.Operation
	if fn = res.Func(name); fn != nil {
		_, _, sources := handlers.At(bodyOf(fn))
		if i := slices.IndexFunc(sources, func(ops []*contract.Operation) bool { return len(ops) > 0 }); i >= 0 {
			ops = sources[i]
		}
	} else if !slices.ContainsFunc(res.Routing.Imported, func(part *route.Routing) bool {
		return slices.ContainsFunc(part.Handlers, func(h *route.Handler) bool { return h.Name == name && h.Comment })
	}) {
		for _, rt := range routes {
			if !rt.Whole {
				return nil, nil
			}
			for _, o := range c.OperationsAt(rt.Method, rt.Path) {
				if !slices.Contains(ops, o) {
					ops = append(ops, o)
				}
			}
		}
	}
	if len(ops) != 1 || len(ops[0].Broken) > 0 {
		return nil, nil
	}
	return ops[0], fn
}

// bodyOf returns a position within a handler.
func bodyOf(fn ast.Node) token.Pos {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		return fn.Name.Pos()
	case *ast.FuncLit:
		return fn.Body.Pos()
	}
	return fn.Pos()
}

// unsentFinding stands at the line of a comment that documents the status, or at the handler
// if a document does; at a handler of another package there is nothing to mend here but the
// route.
func unsentFinding(pass *analysis.Pass, res *responses.Result, op *contract.Operation, fn ast.Node, name string, rt responses.Route, code int) report.Finding {
	f := report.Finding{Category: "unsent"}
	called := qualified(res, name)
	if strings.Contains(name, "$") {
		called = "the handler"
	}
	const after = "clients handle a status that does not occur"
	doc := op.Response(code)
	switch decl, _ := fn.(*ast.FuncDecl); {
	case doc.Pos.IsValid():
		f.Pos = doc.Pos
		f.Message = fmt.Sprintf("%s is documented, %s never sends it: %s", http.Named(code), decl.Name.Name, after)
		f.Related = []analysis.RelatedInformation{{Pos: decl.Name.Pos(), End: decl.Name.End(), Message: "the handler"}}
		return f
	case decl != nil:
		f.Node, called = decl.Name, decl.Name.Name
	case fn != nil:
		f.Pos = fn.Pos()
	default:
		f.Pos = place(pass, rt)
		if obj := route.Object(pass.Pkg, name); obj != nil {
			f.Related = []analysis.RelatedInformation{{Pos: obj.Pos(), Message: "the handler"}}
		}
	}
	f.Message = fmt.Sprintf("%s never sends %s, which %s:%d documents: %s", called, http.Named(code), doc.From.File, doc.From.Line, after)
	return f
}

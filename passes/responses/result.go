package responses

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/responses/leak"
	"github.com/respvet/respvet/passes/responses/responder"
	"github.com/respvet/respvet/passes/responses/route"
	"github.com/respvet/respvet/passes/responses/summary"
)

// Responders returns the functions that code of a file could answer an error
// through: those of this package first, then exported ones of packages that the
// file imports. A function that calls in, where the response would stand, is left
// out, and so is one that this package answers a success through. Among equals
// those come first that more error responses of this package go through.
func (r *Result) Responders(file *ast.File, in *types.Func) []responder.Responder {
	if r.finder == nil {
		return nil
	}
	return r.finder.Responders(file, in)
}

// Responder reads the function that a project calls its responder: "path.Name",
// of this package or one that it imports, directly or not. What its summary does
// not tell is taken from its signature.
func (r *Result) Responder(name string) (responder.Responder, bool) {
	if r.finder == nil {
		return responder.Responder{}, false
	}
	return r.finder.Responder(name)
}

// Explain returns what was decided of each error whose text is in a response.
func (r *Result) Explain() []leak.Note {
	if r.leaks == nil {
		return nil
	}
	return r.leaks.Explain()
}

// Named returns the full name of a function or type as code writes it that imports
// its package: "(*example.com/shop/store.SQL).Load" becomes "(*store.SQL).Load", and
// "(github.com/labstack/echo/v4.Context).Bind" becomes "echo.Context.Bind". What a
// generic type is made for is left out.
func (r *Result) Named(full string) string {
	return summary.ShortName(full, func(path string) string { return summary.PackageName(r.Package.types, path) })
}

// Routes returns the routes of the handlers that this package declares or
// registers, as far as they are known here.
func (r *Result) Routes() []route.Route {
	if r.Routing.Own == nil {
		return nil
	}
	return route.Join(append(slices.Clip(r.Routing.Imported), r.Routing.Own))
}

// Inputs returns the parts of a request that a handler of this package reads.
func (r *Result) Inputs(name string) []Input {
	fn := r.funcs[name]
	if fn == nil || r.inputs == nil {
		return nil
	}
	return r.inputs(fn)
}

// BodyType returns the type of what is passed to the call of a response as its body, nil if
// that is an interface's, or is not known.
func (r *Result) BodyType(s *Response) types.Type {
	if r.bodyType == nil {
		return nil
	}
	return r.bodyType(s)
}

// Func returns the declaration or literal of a handler of this package, nil if it
// has none.
func (r *Result) Func(name string) ast.Node {
	if fn := r.funcs[name]; fn != nil {
		return fn.Syntax()
	}
	return nil
}

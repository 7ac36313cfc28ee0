package route

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"golang.org/x/tools/go/ssa"
)

// DebugRoute reports whether a handler is registered for paths under /debug/ and
// for nothing else: what such a page shows is meant for those who run the service.
func (p *Routes) DebugRoute(fn *ssa.Function) bool {
	routes := p.routesTo(fn)
	for _, r := range routes {
		if i := strings.IndexByte(r.Path, '/'); i < 0 || !strings.HasPrefix(r.Path[i:], "/debug/") {
			return false
		}
	}
	return len(routes) > 0
}

// ForAdmins reports whether a handler is there for administrators: all of its paths have a
// segment that says so, or its package is named for them. What they read is meant for those
// who run the service.
func (p *Routes) ForAdmins(fn *ssa.Function) bool {
	if hasSegment(strings.TrimPrefix(p.Pass.Pkg.Path(), p.modulePath()), "admin") {
		return true
	}
	routes := p.routesTo(fn)
	for _, r := range routes {
		if !hasSegment(r.Path, "admin") {
			return false
		}
	}
	return len(routes) > 0
}

func (p *Routes) modulePath() string {
	if p.Pass.Module == nil {
		return ""
	}
	return p.Pass.Module.Path
}

func hasSegment(path, name string) bool { return slices.Contains(strings.Split(path, "/"), name) }

// MethodsOf returns the methods that a handler is registered for, nil if one of
// its routes leaves them open or it has none.
func (p *Routes) MethodsOf(fn *ssa.Function) []string {
	var methods []string
	for _, r := range p.routesTo(fn) {
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
			methods = append(methods, r.Method)
		default:
			return nil
		}
	}
	return methods
}

// routesTo returns the routes, as far as this package and those that it imports
// know them, of the handler that a function is or is a part of.
func (p *Routes) routesTo(fn *ssa.Function) []Route {
	if p.routed == nil {
		p.routed = make(map[string][]Route)
		for _, r := range Join(append(slices.Clip(p.Imported), p.OwnRoutes)) {
			p.routed[r.Handler] = append(p.routed[r.Handler], r)
		}
	}
	for fn.Parent() != nil && !p.writers.IsHandler(fn) {
		fn = fn.Parent()
	}
	if routes := p.routed[funcName(fn)]; len(routes) > 0 || fn.Parent() == nil {
		return routes
	}
	return p.routed[funcName(fn.Parent())] // which makes the handler
}

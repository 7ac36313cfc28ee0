package responses

import (
	"go/constant"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// debugRoute reports whether a handler is registered, in its own package, for
// paths under /debug/ and for nothing else: what such a page shows is meant for
// those who run the service.
func (p *producer) debugRoute(fn *ssa.Function) bool {
	for fn.Parent() != nil && !p.isHandler(fn) {
		fn = fn.Parent()
	}
	routes := p.routes()[fn]
	for _, r := range routes {
		if i := strings.IndexByte(r, '/'); i < 0 || !strings.HasPrefix(r[i:], "/debug/") {
			return false
		}
	}
	return len(routes) > 0
}

// routes maps each handler to the paths it is registered for: the constant
// path that is passed in the same call as the handler, with the method before it
// that it says or the call stands for.
func (p *producer) routes() map[*ssa.Function][]string {
	if p.routed != nil {
		return p.routed
	}
	p.routed = make(map[*ssa.Function][]string)
	for _, fn := range p.flow.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				path := ""
				methods := p.limitedTo(call)
				if fn := valueflow.Callee(&call.Call); fn != nil && methods == nil {
					methods = []string{httpmodel.MethodOf(fn)}
				}
				var handlers []*ssa.Function
				for _, a := range valueflow.Args(&call.Call) {
					if c, ok := a.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String && strings.Contains(constant.StringVal(c.Value), "/") {
						path = constant.StringVal(c.Value)
					} else {
						handlers = append(handlers, p.handlersIn(a)...)
					}
				}
				for _, h := range handlers {
					for _, method := range methods {
						if path != "" {
							p.routed[h] = append(p.routed[h], strings.TrimSpace(method+" "+path))
						}
					}
				}
			}
		}
	}
	return p.routed
}

// limitedTo returns the request methods that a route is limited to after it was
// made, nil if it is not: r.HandleFunc("/", h).Methods("GET").
func (p *producer) limitedTo(route *ssa.Call) (methods []string) {
	for _, ref := range *route.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || len(call.Call.Args) == 0 || call.Call.Args[0] != route {
			continue
		}
		if rt := httpmodel.RouteOf(valueflow.Callee(&call.Call)); rt != nil && rt.Group && rt.Method.Op == httpmodel.OpArg && len(call.Call.Args) == 2 {
			for _, v := range listed(call.Call.Args[1]) {
				method, _ := stringConst(v) // "" leaves it open
				methods = append(methods, method)
			}
		}
		if row := p.flow.Row(&call.Call); row != nil && len(row.Results) == 1 && row.Results[0].Op == httpmodel.OpArg && methods == nil {
			methods = p.limitedTo(call)
		}
	}
	return methods
}

// handlerOf returns the function that an argument is: a function, a closure, a
// method value.
func (p *producer) handlerOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.MakeInterface:
		return p.handlerOf(v.X)
	case *ssa.ChangeType:
		return p.handlerOf(v.X)
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		if m, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" { // a bound method
			return p.flow.Pkg.Prog.FuncValue(m)
		}
		return fn
	}
	return nil
}

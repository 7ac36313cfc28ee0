package exchange

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Choice is a parameter, or a member of one, whose value the callers choose.
type Choice struct {
	param *ssa.Parameter
	path  string
}

// maxMembers bounds how deep a member may lie in a parameter for its callers to be asked: a
// request's method is two deep in what clients make of it, and a function that calls itself
// with a part of what it was given leads to ever deeper ones.
const maxMembers = 4

// Methods returns the methods that a value may be: constants, and what the callers of
// the function give it, be it the method or the request that has it. They are exact if
// there are no others: callers in other packages choose what they like.
func (p *Exchanges) Methods(v origin.Value, seen map[Choice]bool) (ms []string, exact bool) {
	exact = len(v) > 0
	for _, t := range v {
		if q := Parameter(t); q != nil {
			if seen[Choice{q, t.Path}] {
				continue // what its callers give is among the others
			}
			if strings.Count(t.Path, ".") > maxMembers {
				exact = false
				continue
			}
			seen[Choice{q, t.Path}] = true
			obj, _ := t.Fn.Object().(*types.Func)
			callers := p.CallersOf(t.Fn)
			exact = exact && len(callers) > 0 && (obj == nil || !obj.Exported())
			for _, by := range callers {
				arg, ok := p.ArgumentOf(t, by)
				if !ok {
					exact = false
					continue
				}
				more, all := p.Methods(arg, seen)
				ms, exact = append(ms, more...), exact && all
			}
			continue
		}
		m, known := ConstantText(origin.Value{t})
		if !known {
			exact = false
			continue
		}
		if m == "" {
			m = "GET"
		}
		ms = append(ms, strings.ToUpper(m))
	}
	slices.Sort(ms)
	return slices.Compact(ms), exact
}

// Parameter returns the parameter that a term is, or is a member of, or nil.
func Parameter(t *origin.Term) *ssa.Parameter {
	if t.Op != origin.Param || t.Fn == nil || t.Index >= len(t.Fn.Params) {
		return nil
	}
	return t.Fn.Params[t.Index]
}

// ArgumentOf returns what a caller gives for a parameter, or for a member of one.
func (p *Exchanges) ArgumentOf(t *origin.Term, by Caller) (origin.Value, bool) {
	if by.Call == nil || t.Index >= len(ssautil.Args(&by.Call.Call)) {
		return nil, false
	}
	arg := p.Flow.Eval(ssautil.Args(&by.Call.Call)[t.Index], by.Call)
	if t.Path == "" {
		return arg, true
	}
	return origin.Select(arg.NotNil(), t.Path), true
}

// UseNode returns the syntax of a use in the function of the site.
func (p *Exchanges) UseNode(u *Use, call *ast.CallExpr) ast.Node {
	if e := p.Index.Call(u.At.Pos()); e != nil {
		return e
	}
	return call
}

// ReturnsData reports whether something of what a helper gives is used that is
// neither the response, nor its status, nor an error: what it has read of the body.
func (p *Exchanges) ReturnsData(call *ssa.Call, a Outgoing, t *Trace) bool {
	res := call.Call.Signature().Results()
	for i := range res.Len() {
		if typeutil.IsError(res.At(i).Type()) || slices.ContainsFunc(a.Results, func(h Result) bool { return h.Index == i }) {
			continue
		}
		for _, v := range ssautil.Results(call, i) {
			if len(*v.Referrers()) > 0 {
				return true
			}
		}
	}
	return t.Touched
}

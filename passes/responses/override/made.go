package override

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Builds reports whether this package makes an app of the framework in a package.
func (p *Overrides) Builds(path string) bool {
	return p.summaries.AnyInstr(func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		row := p.Flow.Row(&call.Call)
		return row != nil && row.Pkg == path && row.Recv == "" && len(row.OwnResponses) > 0
	})
}

// catchesEvery reports whether a call gives a router a handler for every request,
// of whatever path, that leaves none to others: the router itself then refuses none.
func (p *Overrides) catchesEvery(call *ssa.Call) bool {
	if !p.Flow.Model().ForEvery(ssautil.Callee(&call.Call)) || p.isGroup(ssautil.Args(&call.Call)[0]) {
		return false
	}
	handled := false
	for _, arg := range ssautil.Args(&call.Call)[1:] {
		for _, v := range append(ssautil.Elements(arg), arg) {
			v = ssautil.UnwrapInterface(v)
			path, known := ssautil.StringConst(v)
			if types.Identical(v.Type().Underlying(), types.Typ[types.String]) && (!known || strings.Trim(path, "/*") != "") {
				return false // for some paths
			}
			h := p.writers.HandlerOf(v)
			handled = handled || h != nil && p.writers.Last(h)
		}
	}
	return handled
}

// isGroup reports whether a router is one that another was asked for: it has the
// paths below its own.
func (p *Overrides) isGroup(router ssa.Value) bool {
	return slices.ContainsFunc(p.Flow.Roots(router), func(l valueflow.Loc) bool {
		call, ok := l.Root.(*ssa.Call)
		return ok && p.Flow.Row(&call.Call) != nil && !p.isMade(call)
	})
}

// MakesRouters is the fact of a function that makes routers for others to serve: those
// that respond of their own accord.
type MakesRouters struct{ Routers []Router }

// A Router is a result of a function.
type Router struct {
	Result    int
	Pkg       string // path of the library that it comes from
	API       string // what makes it
	Responses []MountResponse
}

// AFact marks MakesRouters as a fact.
func (*MakesRouters) AFact() {}

func (f *MakesRouters) String() string {
	var ss []string
	for _, r := range f.Routers {
		s := fmt.Sprintf("makes(%d=%s", r.Result, r.API)
		for _, a := range r.Responses {
			s += fmt.Sprintf(" %d:%s", a.Code, a.Kind)
		}
		ss = append(ss, s+")")
	}
	return strings.Join(ss, " ")
}

// MadeFor returns the routers that a function of another package makes for a call.
func (p *Overrides) MadeFor(call *ssa.Call) []Router {
	var fact MakesRouters
	obj := ssautil.Callee(&call.Call)
	if obj == nil || call.Call.IsInvoke() || obj.Pkg() == p.Pass.Pkg || !p.Pass.ImportObjectFact(obj.Origin(), &fact) {
		return nil
	}
	return fact.Routers
}

// A MountResponse is one of them.
type MountResponse struct {
	Code int
	Kind summary.BodyKind
}

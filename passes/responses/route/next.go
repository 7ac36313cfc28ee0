package route

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// The handler that middleware leaves a request to, and the writer that it gets.

// handlerType reports whether values of a type respond to requests.
func (p *Routes) handlerType(t types.Type) bool {
	if typeutil.IsNamed(t, "net/http", "Handler") {
		return true
	}
	sig, ok := t.Underlying().(*types.Signature)
	return ok && p.Flow.Model().HandlerParam(sig, p.Flow.IsWriter) >= 0
}

// leavesToNext reports whether a call runs the handler that a middleware was made for: the
// framework's next, or one that a function around it was given.
func (p *Routes) leavesToNext(call *ssa.Call) bool {
	if p.writers.RunsNext(call) {
		return true
	}
	run := call.Call.Value
	if callee := ssautil.Callee(&call.Call); callee != nil {
		if callee.Name() != "ServeHTTP" {
			return false
		}
		run = ssautil.Args(&call.Call)[0]
	}
	return p.handlerType(run.Type()) && p.passedIn(run, make(map[ssa.Value]bool))
}

// passedIn reports whether a value is what a function was given, itself or the function around
// it, and nothing else.
func (p *Routes) passedIn(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	all := func(vs []ssa.Value) bool {
		return len(vs) > 0 && !slices.ContainsFunc(vs, func(x ssa.Value) bool { return !p.passedIn(x, seen) })
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return v.Parent().Signature.Recv() == nil || v != v.Parent().Params[0]
	case *ssa.FreeVar:
		return all(p.Flow.Bindings(v))
	case *ssa.ChangeType:
		return p.passedIn(v.X, seen)
	case *ssa.ChangeInterface:
		return p.passedIn(v.X, seen)
	case *ssa.MakeInterface:
		return p.passedIn(v.X, seen)
	case *ssa.UnOp:
		return p.passedIn(v.X, seen)
	case *ssa.MakeClosure: // a method of what was given, as next.ServeHTTP
		return ssautil.BoundMethod(v) != nil && p.passedIn(v.Bindings[0], seen)
	case *ssa.Alloc: // a variable
		var stored []ssa.Value
		for _, ref := range *v.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == v {
				stored = append(stored, st.Val)
			}
		}
		return all(stored)
	}
	return false
}

// keepsStatus reports whether the writer that a call hands on sends the status that is set
// on it: the middleware's own, or one around it that only looks.
func (p *Routes) keepsStatus(call *ssa.Call) bool {
	for _, arg := range ssautil.Args(&call.Call) {
		if p.writers.IsWriterType(arg.Type()) && !p.Flow.Model().IsContext(arg.Type()) && !p.keeps(arg) {
			return false
		}
	}
	return true
}

func (p *Routes) keeps(w ssa.Value) bool {
	switch v := ssautil.UnwrapInterface(w).(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return true
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !p.keeps(e) })
	case *ssa.Call:
		if row := p.Flow.Row(&v.Call); row != nil && len(row.Results) > 0 && row.Results[0].Op == httpmodel.OpArg {
			return true
		}
		return p.wrapperKeeps(v.Type())
	default:
		return p.wrapperKeeps(v.Type())
	}
}

// wrapperKeeps reports whether writers of a type send what is set on them.
func (p *Routes) wrapperKeeps(t types.Type) bool {
	if types.IsInterface(t) {
		return false
	}
	for _, name := range []string{"WriteHeader", "Write"} {
		m := typeutil.Method(t, name)
		if m == nil || m.Pkg() == nil {
			return false
		}
		if m.Pkg().Path() == "net/http" {
			continue // that of the writer it holds
		}
		var writes []*summary.Write
		var fact summary.Writes
		switch fn := p.Flow.Pkg.Prog.FuncValue(m); {
		case fn != nil && len(fn.Blocks) > 0:
			writes = p.summaries.WritesOf(fn)
		case p.Pass.ImportObjectFact(m.Origin(), &fact):
			writes = fact.All
		default:
			return false
		}
		for _, w := range writes {
			if name == "WriteHeader" && !summary.SetsHeader(w) && !statusIsParam(w) || name == "Write" && !leavesUnset(w) {
				return false
			}
		}
		if len(writes) == 0 {
			return false
		}
	}
	return true
}

// statusIsParam reports whether a method sends the status that it is given.
func statusIsParam(w *summary.Write) bool {
	return len(w.Status.Value) > 0 && !slices.ContainsFunc(w.Status.Value, func(t *origin.Term) bool {
		return t.Op != origin.Param || t.Index != 1 || t.Path != ""
	})
}

// leavesUnset reports whether a method sends no status but the 200 that is sent anyway.
func leavesUnset(w *summary.Write) bool {
	return !slices.ContainsFunc(w.Status.Value, func(t *origin.Term) bool {
		code, exact := (origin.Value{t}).Ints()
		return t.Op != origin.Param && !(exact && slices.Equal(code, []int{200}))
	})
}

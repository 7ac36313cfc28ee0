package exchange

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
	gotypeutil "golang.org/x/tools/go/types/typeutil"
)

// A status may be seen to before the caller gets the response: by a function that
// the client is given for that, or by a transport of the project's own. The call
// returns an error then. Who only logs or counts the status has not seen to it.

// failingStatuses returns the statuses tried that are certainly the error of a call which
// sends a request through a client. Looked says that all failures are, or may be so
// in code that was not read.
func (p *Exchanges) failingStatuses(r *httpmodel.Request, client origin.Value) (statuses []int, looked bool) {
	if r.Checked {
		return Tried[:], true
	}
	return p.refused(client, func(t *origin.Term) (statuses []int, unread bool) {
		return p.hookFailures(r, t)
	})
}

// refused returns the statuses tried that none of some clients and transports gives to those
// who use it, as far as they and what hooks tells of them know; looked says that one of
// them refuses all, or may do so in code that was not read.
func (p *Exchanges) refused(clients origin.Value, hooks func(*origin.Term) ([]int, bool)) (statuses []int, looked bool) {
	first := true
	for _, t := range p.Policies.Origins(clients) {
		if t.Op == origin.Zero {
			continue // what the constructor has not set yet
		}
		own, unread := hooks(t)
		inside, unreadInside := p.transportFailures(t, 0)
		own = append(own, inside...)
		of := func(status int) bool { return slices.Contains(own, status) }
		all := !slices.ContainsFunc(Tried[:], func(status int) bool { return !of(status) })
		looked = looked || unread || unreadInside || all
		if first {
			statuses, first = slices.Clone(own), false
			continue
		}
		statuses = slices.DeleteFunc(statuses, func(status int) bool { return !of(status) })
	}
	return statuses, looked
}

// A Made is a client or a transport that a function makes for its callers.
type Made struct {
	Result  int
	Refuses []int // the statuses of Tried that it gives none of its users
	Looked  bool  // it refuses all, or may do so in code that was not read
}

// MadeBy returns the clients and transports that a function returns.
func (p *Exchanges) MadeBy(fn *ssa.Function) (out []Made) {
	results := fn.Signature.Results()
	for i := range results.Len() {
		if !sends(results.At(i).Type()) {
			continue
		}
		var v origin.Value
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && p.Flow.Live(b) {
				v = append(v, p.Flow.Eval(ret.Results[i], ret)...)
			}
		}
		m := Made{Result: i}
		m.Refuses, m.Looked = p.refused(v, func(*origin.Term) ([]int, bool) { return nil, false })
		out = append(out, m)
	}
	return out
}

// sends reports whether a value of a type sends requests: a client of net/http or a transport.
func sends(t types.Type) bool {
	return typeutil.Name(t) == "net/http.Client" || typeutil.Method(t, "RoundTrip") != nil
}

// hookFailures returns the statuses tried of which the functions make errors that
// a client is given for that; unread says that there is one whose body is not known.
func (p *Exchanges) hookFailures(r *httpmodel.Request, client *origin.Term) (statuses []int, unread bool) {
	for _, hook := range p.Policies.About(client)(r.Hooks) {
		switch {
		case hook.Op == origin.Zero:
		case hook.Op != origin.Func || hook.Fn == nil || len(hook.Fn.Blocks) == 0:
			unread = true
		default:
			for i, q := range hook.Fn.Params {
				if h := (Result{Index: i, What: TheResponse}); p.isResponse(q.Type()) {
					refuses, _ := p.Judged(hook.Fn, h, p.Handles(Target{Fn: hook.Fn}, h))
					statuses = append(statuses, refuses...)
				}
			}
		}
	}
	return statuses, unread
}

// transportFailures returns the statuses tried that a client's transport gives none of its
// callers. One around another may leave that to it. Unread says that it may refuse them in
// code that was not read: the transport that a function of another module returns.
func (p *Exchanges) transportFailures(t *origin.Term, depth int) (statuses []int, unread bool) {
	if t.Op == origin.Opaque {
		return p.madeElsewhere(t)
	}
	typ := p.Flow.TypeOf(t)
	if obj := TypeMethod(typ, "RoundTrip"); obj != nil && !strings.HasPrefix(obj.FullName(), "(*net/http.") {
		var as []Outgoing
		if obj.Pkg() == p.Pass.Pkg {
			if fn := p.Flow.Pkg.Prog.FuncValue(obj.Origin()); fn != nil {
				as = p.ReturnedBy(fn)
			}
		} else if f := p.Imported(obj); f != nil {
			as = f.Requested()
		}
		for _, status := range Tried {
			if len(as) > 0 && !slices.ContainsFunc(as, func(a Outgoing) bool { return slices.Contains(a.Statuses.Returned, status) }) {
				statuses = append(statuses, status)
			}
		}
		return statuses, false
	}
	if next, ok := t.Member("Transport"); ok && t.Op == origin.Object && depth < MaxClimb {
		for _, u := range p.Policies.Origins(next) {
			inside, unreadInside := p.transportFailures(u, depth+1)
			statuses = append(statuses, inside...)
			unread = unread || unreadInside
		}
	}
	return statuses, unread
}

// madeElsewhere returns the statuses tried that a client or a transport refuses which
// a call returned whose function was not read here.
func (p *Exchanges) madeElsewhere(t *origin.Term) (statuses []int, unread bool) {
	call := p.Index.Call(t.Pos)
	if call == nil || t.Path != "" {
		return nil, false
	}
	fn, _ := gotypeutil.Callee(p.Pass.TypesInfo, call).(*types.Func)
	if fn == nil || t.Index >= fn.Signature().Results().Len() {
		return nil, false
	}
	if f := p.Imported(fn); f != nil {
		for _, m := range f.Clients {
			if m.Result == t.Index {
				return m.Refuses, m.Looked
			}
		}
	}
	res := fn.Signature().Results().At(t.Index).Type()
	return nil, types.IsInterface(res) && sends(res)
}

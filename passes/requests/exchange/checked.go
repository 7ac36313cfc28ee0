package exchange

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A status may be seen to before the caller gets the answer: by a function that
// the client is given for that, or by a transport of the project's own. The call
// returns an error then. Who only logs or counts the status has not seen to it.

// failingStatuses returns the statuses tried that are certainly the error of a call which
// sends a request through a client. Looked says that all failures are, or may be so
// in code that was not read.
func (p *Exchanges) failingStatuses(r *httpmodel.Request, client origin.Value) (statuses []int, looked bool) {
	if r.Checked {
		return Tried[:], true
	}
	first := true
	for _, t := range p.Policies.Origins(client) {
		if t.Op == origin.Zero {
			continue // what the constructor has not set yet
		}
		own, unread := p.hookFailures(r, t)
		own = append(own, p.transportFailures(t, 0)...)
		of := func(status int) bool { return slices.Contains(own, status) }
		all := !slices.ContainsFunc(Tried[:], func(status int) bool { return !of(status) })
		looked = looked || unread || all
		if first {
			statuses, first = slices.Clone(own), false
			continue
		}
		statuses = slices.DeleteFunc(statuses, func(status int) bool { return !of(status) })
	}
	return statuses, looked
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
// callers. One around another may leave that to it.
func (p *Exchanges) transportFailures(t *origin.Term, depth int) (statuses []int) {
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
		return statuses
	}
	if next, ok := t.Member("Transport"); ok && t.Op == origin.Object && depth < MaxClimb {
		for _, u := range p.Policies.Origins(next) {
			statuses = append(statuses, p.transportFailures(u, depth+1)...)
		}
	}
	return statuses
}

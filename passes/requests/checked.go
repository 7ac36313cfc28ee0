package requests

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A status may be seen to before the caller gets the answer: by a function that
// the client is given for that, or by a transport of the project's own. The call
// returns an error then. Who only logs or counts the status has not seen to it.

// refusals returns the statuses tried that are certainly the error of a call which
// sends a request through a client. Looked says that all failures are, or may be so
// in code that was not read.
func (p *producer) refusals(r *httpmodel.Request, client origin.Value) (statuses []int, looked bool) {
	if r.Checked {
		return tried[:], true
	}
	first := true
	for _, t := range p.policies.Origins(client) {
		if t.Op == origin.Zero {
			continue // what the constructor has not set yet
		}
		own, unread := p.refusedByHooks(r, t)
		own = append(own, p.refusedBy(t, 0)...)
		of := func(status int) bool { return slices.Contains(own, status) }
		all := !slices.ContainsFunc(tried[:], func(status int) bool { return !of(status) })
		looked = looked || unread || all
		if first {
			statuses, first = slices.Clone(own), false
			continue
		}
		statuses = slices.DeleteFunc(statuses, func(status int) bool { return !of(status) })
	}
	return statuses, looked
}

// refusedByHooks returns the statuses tried of which the functions make errors that
// a client is given for that; unread says that there is one whose body is not known.
func (p *producer) refusedByHooks(r *httpmodel.Request, client *origin.Term) (statuses []int, unread bool) {
	for _, hook := range p.policies.About(client)(r.Hooks) {
		switch {
		case hook.Op == origin.Zero:
		case hook.Op != origin.Func || hook.Fn == nil || len(hook.Fn.Blocks) == 0:
			unread = true
		default:
			for i, q := range hook.Fn.Params {
				if h := (held{index: i, what: theAnswer}); isAnswer(q.Type()) {
					refuses, _ := p.judged(hook.Fn, h, p.handles(target{fn: hook.Fn}, h))
					statuses = append(statuses, refuses...)
				}
			}
		}
	}
	return statuses, unread
}

// refusedBy returns the statuses tried that a client's transport gives none of its
// callers. One around another may leave that to it.
func (p *producer) refusedBy(t *origin.Term, depth int) (statuses []int) {
	typ := p.flow.TypeOf(t)
	if obj := typeMethod(typ, "RoundTrip"); obj != nil && !strings.HasPrefix(obj.FullName(), "(*net/http.") {
		var as []ask
		if obj.Pkg() == p.pass.Pkg {
			if fn := p.flow.Pkg.Prog.FuncValue(obj.Origin()); fn != nil {
				as = p.askedBy(fn)
			}
		} else if f := p.imported(obj); f != nil {
			as = f.asks()
		}
		for _, status := range tried {
			if len(as) > 0 && !slices.ContainsFunc(as, func(a ask) bool { return slices.Contains(a.hands, status) }) {
				statuses = append(statuses, status)
			}
		}
		return statuses
	}
	if next, ok := t.Member("Transport"); ok && t.Op == origin.Object && depth < maxClimb {
		for _, u := range p.policies.Origins(next) {
			statuses = append(statuses, p.refusedBy(u, depth+1)...)
		}
	}
	return statuses
}

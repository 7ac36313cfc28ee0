package requests

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
)

// A status may be seen to before the caller gets the answer: by a function that
// the client is given for that, or by a transport of the project's own. The call
// returns an error then. Who only logs or counts the status has not seen to it.

// checked reports whether a failure becomes the error of the call that sends a
// request, or may do so in code that was not read.
func (p *producer) checked(r *httpmodel.Request, client valueflow.Value) bool {
	for _, t := range p.policies.origins(client) {
		for _, hook := range p.policies.about(t)(r.Hooks) {
			if hook.Op == valueflow.Zero {
				continue
			}
			if hook.Op != valueflow.Func || hook.Fn == nil || len(hook.Fn.Blocks) == 0 {
				return true
			}
			for i, q := range hook.Fn.Params {
				if h := (held{index: i, what: theAnswer}); isAnswer(q.Type()) {
					if refuses, _ := p.judged(hook.Fn, h, p.handles(target{fn: hook.Fn}, h)); len(refuses) == len(tried) {
						return true
					}
				}
			}
		}
		if p.refusedBy(t, 0) {
			return true
		}
	}
	return false
}

// refusedBy reports whether a client's transport gives none of the statuses tried
// to its callers. One around another may leave that to it.
func (p *producer) refusedBy(t *valueflow.Term, depth int) bool {
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
		return len(as) > 0 && !slices.ContainsFunc(as, func(a ask) bool { return len(a.hands) > 0 })
	}
	if next, ok := t.Member("Transport"); ok && t.Op == valueflow.Object && depth < maxClimb {
		return slices.ContainsFunc(p.policies.origins(next), func(u *valueflow.Term) bool { return p.refusedBy(u, depth+1) })
	}
	return false
}

package summary

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A helper may be given one writer twice: as a parameter, and in an encoder that was made
// of it before.
//
//	enc := json.NewEncoder(w)
//	send := func(w http.ResponseWriter, status int, v any) {
//		w.WriteHeader(status)
//		enc.Encode(v)
//	}
//
// In the helper the status and the body are of two responses. At its call they are one.

// joined returns what a call writes with the bodies under the statuses that its helper has
// sent before, through what only the call shows to be the same writer.
func joined(evs []*Write) []*Write {
	var heads []*Write // that have got their bodies
	for i, body := range evs {
		if body.Kind != httpmodel.Body && body.Kind != httpmodel.Complete || !setBefore(body.Via.Inner) {
			continue
		}
		for _, head := range slices.Backward(evs[:i]) {
			if !head.Kind.Heads() || head.Via.Inner.To.Index < 0 || !SameWriter(head.To.Writer, body.To.Writer) || sameDestination(head.Via.Inner, body.Via.Inner) ||
				head.When.Maybe && !body.When.Maybe || !impliedBy(head.When.Guards, body.When.Guards) {
				continue
			}
			body.Status = head.Status
			heads = append(heads, head)
			break
		}
	}
	return slices.DeleteFunc(evs, func(a *Write) bool { return slices.Contains(heads, a) })
}

// setBefore reports whether the status of a helper's response is what its callers have set
// before.
func setBefore(a *Write) bool {
	return len(a.Status.Value) > 0 && !slices.ContainsFunc(a.Status.Value, func(t *origin.Term) bool {
		return t.Op != origin.Param || !strings.HasSuffix(t.Path, valueflow.MemStatus)
	})
}

// sameDestination reports whether a helper writes twice to what it knows to be one writer.
func sameDestination(a, b *Write) bool {
	return a.To.Index == b.To.Index && a.To.Path == b.To.Path && (a.To.Index >= 0 || SameWriter(a.To.Writer, b.To.Writer))
}

// impliedBy reports whether each of some conditions is among others.
func impliedBy(gs, others []origin.Guard) bool {
	return !slices.ContainsFunc(gs, func(g origin.Guard) bool {
		return !slices.ContainsFunc(others, func(o origin.Guard) bool { return o.String() == g.String() })
	})
}

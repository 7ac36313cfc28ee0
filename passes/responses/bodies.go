package responses

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Body is what is known for certain of the body that a call sends.
type Body struct {
	JSON  bool // it is JSON, whatever it is labelled
	Empty bool // it is nil, an empty text, or the status's own that a framework adds
	Sure  bool // it is sent whatever else a helper finds
	Whole bool // and no part of the body was sent before
	Fresh bool // nothing was sent before, not even the status
}

// bodies says of every answer what its body certainly is.
func (p *producer) bodies() {
	for s := range defect.Each(p.found.Sites) {
		if !s.Sends || s.ans.kind != httpmodel.Body && s.ans.kind != httpmodel.Answer {
			continue
		}
		s.Begun = p.statusBegun(s)
		s.Body.JSON = isJSON(s.ans.body)
		s.Body.Empty = saysNothing(s.ans.body)
		s.Body.Sure = !s.ans.maybe && !p.asksNil(s)
		s.Body.Whole = s.Body.Sure && p.untouched(s.ans.writer, valueflow.MemBody, s.call)
		s.Body.Fresh = p.untouched(s.ans.writer, valueflow.MemSent, s.call)
	}
}

// saysNothing reports whether a body is empty, or only says what the status is.
func saysNothing(body origin.Value) bool {
	return isEmpty(body) || len(body) == 1 && body[0].Op == origin.StatusText
}

// asksNil reports whether a helper sends its answer only if an argument is not nil
// that may be.
func (p *producer) asksNil(s *Site) bool {
	for _, t := range p.flow.Targets(s.call) {
		for _, a := range p.summaryOf(t) {
			if a.kind != s.ans.kind || a.api != s.ans.api {
				continue
			}
			for _, g := range a.guards {
				if g.Kind != origin.GuardNil || g.Index < 0 || g.Index >= len(t.Args) {
					continue
				}
				switch t.Args[g.Index].(type) {
				case *ssa.MakeInterface, *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeClosure:
				default:
					return true
				}
			}
		}
	}
	return false
}

// untouched reports whether a member of a writer certainly is as it was when the
// function was called.
func (p *producer) untouched(w valueflow.Loc, member string, at ssa.Instruction) bool {
	return !slices.ContainsFunc(p.flow.Load(w.Member(member), at), func(t *origin.Term) bool {
		return t.Op != origin.Zero && t.Op != origin.Param
	})
}

// isJSON reports whether every origin of a body is JSON: encoded as such, or a
// text that begins with an object's first member.
func isJSON(v origin.Value) bool {
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool {
		switch t.Op {
		case origin.Encoded:
			return t.Name != string(JSON)
		case origin.Concat:
			return !strings.HasPrefix(strings.TrimLeft(origin.Value{t}.Prefix(), " [\n\t"), `{"`)
		case origin.Const:
			ss, ok := origin.Value{t}.Strings()
			return !ok || literalKind(ss[0]) != JSON || !json.Valid([]byte(ss[0]))
		}
		return true
	})
}

// isEmpty reports whether every origin of a body is nil or an empty text, be it
// encoded or not.
func isEmpty(v origin.Value) bool {
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool {
		switch t.Op {
		case origin.Zero:
			return false
		case origin.Encoded:
			return len(t.Args) != 1 || !isEmpty(t.Args[0])
		case origin.Concat:
			return slices.ContainsFunc(t.Args, func(part origin.Value) bool { return !isEmpty(part) })
		}
		ss, ok := origin.Value{t}.Strings()
		return !ok || ss[0] != ""
	})
}

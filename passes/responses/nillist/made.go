package nillist

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// constructed follows a struct that a call makes of its arguments, or a member of it: in the
// function around the call these are lists that can be nil or not. A member that has several
// origins may be another list where the argument is nil.
func (l *listVisitor) constructed(v ssa.Value, path, member string, omit bool, depth int) {
	call, index := ssautil.ResultCall(v)
	if call == nil || l.changed(v) {
		return
	}
	targets := l.n.p.Flow.Targets(call)
	if len(targets) != 1 {
		return
	}
	var made *origin.Term
	for _, r := range targets[0].Rows() {
		if index >= len(r.Results) {
			return
		}
		for _, t := range r.Results[index] {
			switch {
			case t.Op == origin.Zero: // beside an error
			case t.Op != origin.Object, made != nil && made.Key() != t.Key():
				return
			default:
				made = t
			}
		}
	}
	if made == nil {
		return
	}
	one := *made
	one.Fields = slices.DeleteFunc(slices.Clone(made.Fields), func(f origin.Field) bool { return len(f.Value) > 1 })
	l.terms(origin.Select(origin.Value{&one}, path), targets[0], member, omit, depth+1)
}

// changed reports whether something else may be put into a struct that a call gives before it is sent.
func (l *listVisitor) changed(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			return true
		case *ssa.Call:
			return ref != l.site.Code.Call
		}
		return false
	})
}

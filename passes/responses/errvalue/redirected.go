package errvalue

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// A handler that browsers are sent to by another site returns its errors to a function that
// runs it, and redirects with them: none of them is a response with the error's own status.

// A use is a place where a function of the package is called, or handed to a call.
type use struct {
	call   *ssa.Call
	handed bool
}

// usesOf returns the places where the package uses its functions, by what declares them.
// Where one is used otherwise the call is nil.
func (p *Errors) usesOf() map[types.Object][]use {
	if p.uses != nil {
		return p.uses
	}
	p.uses = make(map[types.Object][]use)
	note := func(v ssa.Value, u use) {
		if typed, ok := v.(*ssa.ChangeType); ok {
			v = typed.X
		}
		if mc, ok := v.(*ssa.MakeClosure); ok { // of a method: h.get
			v = mc.Fn
		}
		if fn, ok := v.(*ssa.Function); ok && fn.Object() != nil {
			p.uses[fn.Object()] = append(p.uses[fn.Object()], u)
		}
	}
	for _, fn := range p.Flow.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr.(type) {
				case *ssa.MakeClosure, *ssa.ChangeType:
					continue // where what is made is used
				}
				call, _ := instr.(*ssa.Call)
				for _, op := range instr.Operands(nil) {
					note(*op, use{call, call == nil || *op != call.Call.Value})
				}
			}
		}
	}
	return p.uses
}

// redirected reports whether the errors of a function reach none but functions that
// respond to them with a redirect.
func (p *Errors) redirected(fn *ssa.Function, seen map[*ssa.Function]bool) bool {
	fn = ssautil.Outermost(fn)
	if seen[fn] {
		return true // the others decide
	}
	seen[fn] = true
	obj := fn.Object()
	if obj == nil {
		return false
	}
	uses := p.usesOf()[obj]
	return len(uses) > 0 && !slices.ContainsFunc(uses, func(u use) bool {
		switch {
		case u.call == nil:
			return true
		case u.handed:
			return !p.redirects(u.call.Call.StaticCallee())
		}
		return !returnsError(u.call.Parent()) || !p.redirected(u.call.Parent(), seen)
	})
}

// redirects reports whether all that a function sends are redirects, and it returns no error
// that others could respond to.
func (p *Errors) redirects(fn *ssa.Function) bool {
	if fn == nil || len(fn.Blocks) == 0 || returnsError(fn) {
		return false
	}
	sent := 0
	for _, a := range p.summaries.WritesOf(fn) {
		switch {
		case a.Kind == httpmodel.Redirect:
			sent++
		case !summary.SetsHeader(a):
			return false
		}
	}
	return sent > 0
}

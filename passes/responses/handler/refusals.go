package handler

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Many helpers leave the status to their callers, and are for errors all the same:
// fail(w, 404, "no such item"). That is not to be read from the helper, but from what
// its callers pass: nothing but statuses of errors. One that nobody in its package
// calls is known by what it writes, if that is of use for errors alone: the text of
// an error that it is given, or of the status. A caller of an unknown status leaves
// it open.

// A statusParam is a status that a function gets from its callers.
type statusParam struct {
	fn  *ssa.Function
	key string // of the value that is sent, in terms of the function's parameters
}

// A passed is what callers pass for a statusParam.
type passed struct {
	errors, others bool
	from           []statusParam // what they get from theirs
}

// FindFailing finds the functions that only ever get statuses of errors.
func (p *Handlers) FindFailing() {
	calls := make(map[statusParam]*passed)
	at := func(fn *ssa.Function, a *summary.Write) *passed {
		k := statusParam{fn, a.Status.Value.Key()}
		if calls[k] == nil {
			calls[k] = &passed{}
		}
		return calls[k]
	}
	for _, s := range p.Found.Responses {
		inner := s.Code.Write.Via.Inner
		if inner == nil || !inner.FromCallers() {
			continue
		}
		for _, t := range p.Flow.Targets(s.Code.Call) {
			if t.Fn == nil || !slices.Contains(p.summaries.WritesOf(t.Fn), inner) {
				continue
			}
			c := at(t.Fn, inner)
			switch codes, exact := s.Code.Write.Status.Value.Ints(); {
			case s.Code.Write.FromCallers():
				c.from = append(c.from, statusParam{s.Code.Func, s.Code.Write.Status.Value.Key()})
			case exact && len(codes) > 0 && !slices.ContainsFunc(codes, func(code int) bool { return code < 400 || code > 599 }):
				c.errors = true
			default:
				c.others = true
			}
		}
	}
	// What callers pass on is what theirs pass; around a recursion nothing is added.
	var gather func(k statusParam, seen map[statusParam]bool) (errors, others bool)
	gather = func(k statusParam, seen map[statusParam]bool) (errors, others bool) {
		c := calls[k]
		if c == nil || seen[k] {
			return false, !seen[k] && p.writers.Open(k.fn)
		}
		seen[k] = true
		errors, others = c.errors, c.others
		for _, f := range c.from {
			e, o := gather(f, seen)
			errors, others = errors || e, others || o
		}
		return errors, others
	}
	refuses := func(fn *ssa.Function, a *summary.Write) bool {
		if !a.FromCallers() {
			return false
		}
		k := statusParam{fn, a.Status.Value.Key()}
		if calls[k] == nil {
			return p.writers.Open(fn) && errorText(a)
		}
		errors, others := gather(k, make(map[statusParam]bool))
		return errors && !others
	}
	for _, s := range p.Found.Responses {
		s.Code.Write.Status.CallersFail = refuses(s.Code.Func, s.Code.Write)
	}
	for fn, as := range p.summaries.Memo {
		for _, a := range as {
			a.Status.CallersFail = refuses(fn, a)
		}
	}
}

// errorText reports whether a body is a text that only an error's answer has.
func errorText(a *summary.Write) bool {
	if summary.KindOfBody(a) != summary.Text {
		return false
	}
	var tells func(v origin.Value) bool
	tells = func(v origin.Value) bool {
		return slices.ContainsFunc(v, func(t *origin.Term) bool {
			switch t.Op {
			case origin.StatusText:
				return true
			case origin.Text:
				return slices.ContainsFunc(t.Args[0], func(x *origin.Term) bool {
					return x.Op == origin.Param && (x.Err || x.Type != nil && types.IsInterface(x.Type) && typeutil.IsError(x.Type))
				})
			case origin.Concat:
				return slices.ContainsFunc(t.Args, tells)
			}
			return false
		})
	}
	return tells(a.Body.Value)
}

package route

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Operations are functions from a context and what a client has sent to a result and an
// error, which a library sends. It also chooses the status of a success.

// operation adds what a library answers with the results of a function that is registered as
// an operation.
func (p *Routes) operation(h *Handler, fn *ssa.Function, lib string) {
	field, otherwise, known := httpmodel.OutputStatus(lib, fn.Signature)
	if !known {
		h.Unread = "what answers for it was not found out"
		return
	}
	var usual []int
	for _, call := range p.errors.Registering(fn) {
		codes, exact := p.usualStatus(call, otherwise)
		if usual = append(usual, codes...); !exact {
			h.Unread = "the status of its success is not known"
		}
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || !p.Flow.Live(b) {
			continue
		}
		replies, exact := p.returnedReplies(ret, nil)
		for _, r := range replies {
			h.reply(r)
		}
		if !exact {
			h.Unread = "it returns errors that others answer"
		}
		if !p.mayBeNil(ssautil.Returned(ret)[len(ret.Results)-1], ret) {
			continue
		}
		codes := usual
		if field != "" {
			codes = nil
			member := origin.Value{{Op: origin.Param, Path: "." + field}}
			for _, t := range p.Flow.Apply(member, p.Flow.Eval(ssautil.Returned(ret)[0], ret)) {
				set, exact := origin.Value{t}.Ints()
				switch {
				case t.Op == origin.Zero || exact && slices.Equal(set, []int{0}):
					codes = append(codes, usual...)
				case exact:
					codes = append(codes, set...)
				default:
					h.Unread = "the status that it returns is not known"
				}
			}
			if len(codes) == 0 && h.Unread == "" {
				h.Unread = "the status that it returns is not known"
			}
		}
		for _, code := range codes {
			h.reply(Reply{Code: code, Pos: ret.Pos(), API: "return"})
		}
	}
}

// usualStatus returns the status of the successes of an operation that a call registers.
func (p *Routes) usualStatus(call *ssa.Call, otherwise int) (codes []int, exact bool) {
	callee, args := ssautil.Callee(&call.Call), ssautil.Args(&call.Call)
	status, ok := httpmodel.DefaultStatus(callee)
	if !ok {
		return []int{otherwise}, callee.Signature().Variadic() && ssautil.IsNil(args[len(args)-1])
	}
	exact = true
	for _, t := range p.Flow.EvalCall(status, call) {
		set, known := origin.Value{t}.Ints()
		switch {
		case t.Op == origin.Zero || known && slices.Equal(set, []int{0}):
			codes = append(codes, otherwise)
		case known:
			codes = append(codes, set...)
		default:
			exact = false
		}
	}
	return codes, exact && len(codes) > 0
}

// mayBeNil reports whether an error that is returned may be nil.
func (p *Routes) mayBeNil(err ssa.Value, ret *ssa.Return) bool {
	return slices.ContainsFunc(ssautil.Incoming(err), func(v ssa.Value) bool {
		if _, made := v.(*ssa.MakeInterface); made {
			return false
		}
		values := p.Flow.Eval(v, ret)
		return len(values) == 0 || slices.ContainsFunc(values, func(t *origin.Term) bool { return p.errors.WriteOf(t) == nil })
	})
}

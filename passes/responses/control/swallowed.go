package control

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Swallowed is a success that sends what a call has given which has failed, on a path
// on which its error was at most logged.
type Swallowed struct {
	Response *summary.Response
	Failed   string // the call that has failed, as messages name it
}

// Swallowed finds the failures that handlers log and then pass over.
//
// The value that is sent has to be that call's result, or to be encoded from it and
// nothing else: where other values are sent beside it, a part of a page may be missing
// on purpose. A function that puts something else in its place where the call has failed
// has thought of it; so has one that looks at what the error is, or keeps it.
func (p *Control) Swallowed() (list []*Swallowed) {
	seen := make(map[*ssa.Call]bool)
	for s := range defect.Each(p.Found.Responses) {
		call := s.Code.Call
		if call == nil || seen[call] || !summary.HasBody(s.Code.Write) || !p.succeeds(s) {
			continue
		}
		seen[call] = true
		for _, a := range p.bodyArgs(call) {
			if failed := p.passedOver(a, s, summary.MaxWrapped); failed != nil {
				list = append(list, &Swallowed{s, p.callName(failed)})
				break
			}
		}
	}
	return list
}

// bodyArgs returns the arguments of a call that its body is made of, as far as that is
// known: of a call of the model the one that it says, else all but the writer.
func (p *Control) bodyArgs(call *ssa.Call) (out []ssa.Value) {
	if row := p.Flow.Row(&call.Call); row != nil {
		if row.Response != nil {
			if x := summary.Operand(row.Response.Body, &call.Call); x != nil {
				return []ssa.Value{x}
			}
		}
		return nil
	}
	for _, a := range ssautil.Args(&call.Call) {
		if !p.Flow.HoldsWriter(a.Type()) {
			out = append(out, a)
		}
	}
	return out
}

// succeeds reports whether every status of a response is a 2xx, or none was chosen.
func (p *Control) succeeds(s *summary.Response) bool {
	codes, exact := s.Statuses()
	if len(codes) == 0 {
		return p.summaries.Inherits(s.Code.Call, s.Code.Write) && !s.IsFailure()
	}
	return exact && !slices.ContainsFunc(codes, func(code int) bool { return code < 200 || code > 299 })
}

// passedOver returns the call that has failed where a response sends a value all the
// same, nil if there is none.
func (p *Control) passedOver(v ssa.Value, s *summary.Response, depth int) *ssa.Call {
	if depth == 0 {
		return nil
	}
	switch v := ssautil.UnwrapInterface(ssautil.Unwrap(v)).(type) {
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok || v.Index != 0 {
			return nil
		}
		if row := p.Flow.Row(&call.Call); row != nil && row.Encodes().Op == httpmodel.OpEncode {
			if x := summary.Operand(row.Encodes(), &call.Call); x != nil {
				if failed := p.passedOver(x, s, depth-1); failed != nil {
					return failed
				}
			}
		}
		if p.sentThough(call, s) {
			return call
		}
	case *ssa.MakeMap:
		if x := onlyEntry(v); x != nil {
			return p.passedOver(x, s, depth-1)
		}
	}
	return nil
}

// onlyEntry returns the value of a map that is made with one entry, else nil.
func onlyEntry(m *ssa.MakeMap) (x ssa.Value) {
	for _, ref := range *m.Referrers() {
		if up, ok := ref.(*ssa.MapUpdate); ok {
			if x != nil {
				return nil
			}
			x = up.Value
		}
	}
	return x
}

// sentThough reports whether a response is sent on a path on which the error of a call is
// not nil, was tested, and was at most logged.
func (p *Control) sentThough(call *ssa.Call, s *summary.Response) bool {
	results := call.Call.Signature().Results()
	n := results.Len() - 1
	if n < 1 || !typeutil.IsError(results.At(n).Type()) || !nilable(results.At(0).Type()) || p.summaries.PassesWriter(&call.Call, s.Code.Write.Writer) {
		return false
	}
	err := ssautil.Result(call, n)
	if err == nil || !isTested(err) || neverFails(p.Flow.Eval(err, call.Block().Instrs[len(call.Block().Instrs)-1])) {
		return false
	}
	before := paths.Entry(call.Block()).True
	env := paths.NewEnv()
	env.True[err] = true
	use := p.writers.UseOf(err)
	sent := false
	p.Paths.Walk(call, env, func(instr ssa.Instruction, env paths.Env) bool {
		if p.moreIsKnown(err, env, before) || use.Keeps(instr) {
			return true
		}
		c, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		if c == s.Code.Call {
			sent = true
			return true
		}
		return c == call || p.summaries.PassesWriter(&c.Call, s.Code.Write.Writer) || slices.ContainsFunc(p.summaries.Events(c), func(a *summary.Write) bool {
			return !summary.SetsHeader(a) && summary.SameWriter(a.Writer, s.Code.Write.Writer)
		})
	})
	return sent
}

// neverFails reports whether an error is always nil.
func neverFails(v origin.Value) bool {
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op != origin.Zero })
}

// nilable reports whether what a failed call gives beside its error says nothing: a list, a
// map, a pointer that is nil then. A number or a flag may be right all the same.
func nilable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer, *types.Interface:
		return true
	}
	return false
}

// isTested reports whether a condition asks whether an error is nil.
func isTested(err ssa.Value) bool {
	return slices.ContainsFunc(*err.Referrers(), func(ref ssa.Instruction) bool {
		b, ok := ref.(*ssa.BinOp)
		if !ok {
			return false
		}
		_, isTest := ssautil.NilTest(b)
		return isTest && slices.ContainsFunc(*b.Referrers(), func(use ssa.Instruction) bool {
			_, ok := use.(*ssa.If)
			return ok
		})
	})
}

// callName names a call as its source does.
func (p *Control) callName(call *ssa.Call) string {
	if expr := p.Index.Call(call.Pos()); expr != nil {
		return syntax.Name(expr.Fun)
	}
	return ""
}

// Start returns where the response stands.
func (s *Swallowed) Start() token.Pos { return s.Response.Start() }

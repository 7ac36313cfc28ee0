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
	"github.com/respvet/respvet/passes/valueflow"
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
// has thought of it; so has one that looks at the result or at what the error is, keeps it,
// sets a header, or does anything else there that a log is not. What the call gives beside
// an error must not be known to be anything.
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
// not nil, was tested, here or in a function that it is given to, and was at most logged.
func (p *Control) sentThough(call *ssa.Call, s *summary.Response) bool {
	results := call.Call.Signature().Results()
	n := results.Len() - 1
	if n < 1 || !typeutil.IsError(results.At(n).Type()) || !saysNothing(results.At(0).Type()) || p.summaries.PassesWriter(&call.Call, s.Code.Write.To.Writer) {
		return false
	}
	err := ssautil.Result(call, n)
	if err == nil || !isTested(err) && !p.testedByHelper(err) || p.looksAt(ssautil.Result(call, 0)) || returnsValueAndError(p.Flow.Targets(call)) || neverFails(p.Flow.Eval(err, call.Block().Instrs[len(call.Block().Instrs)-1])) {
		return false
	}
	before := paths.Entry(call.Block()).True
	env := paths.NewEnv()
	env.True[err] = true
	own := p.branches(env)
	if p.marks(own) {
		return false
	}
	use, through := p.writers.UseOf(err), p.writers.AliasesOf(call.Parent())
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
		touches := p.summaries.PassesWriter(&c.Call, s.Code.Write.To.Writer) || slices.ContainsFunc(p.summaries.Events(c), func(a *summary.Write) bool {
			return !summary.SetsHeader(a) && a.Kind != httpmodel.SetStatus && summary.SameWriter(a.To.Writer, s.Code.Write.To.Writer)
		})
		inBranch := paths.Env{Own: own}.InOwn(c.Block())
		return c == call || touches || inBranch && (through.MayWrite(c) || slices.ContainsFunc(p.summaries.Reach(c), func(l valueflow.Loc) bool {
			return p.summaries.Belongs(l, s.Code.Write.To.Writer) && !valueflow.IsContext(l.Root.Type()) && p.ofResponse(c)
		}))
	})
	return sent
}

// ofResponse reports whether a call of the model does anything to a response: it sets a
// header, say.
func (p *Control) ofResponse(call *ssa.Call) bool {
	row := p.Flow.Row(&call.Call)
	return row != nil && row.Response != nil
}

// looksAt reports whether a condition depends on a value: on whether it is nil, how long it
// is, or what is in it.
func (p *Control) looksAt(v ssa.Value) bool {
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value) bool
	visit = func(v ssa.Value) bool {
		if v == nil || seen[v] || v.Referrers() == nil {
			return false
		}
		seen[v] = true
		return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			switch ref := ref.(type) {
			case *ssa.If:
				return true
			case *ssa.Call:
				return ssautil.LenOf(ref) != nil && visit(ref)
			case *ssa.BinOp, *ssa.UnOp, *ssa.FieldAddr, *ssa.Field, *ssa.Phi, *ssa.Extract, *ssa.Lookup, *ssa.IndexAddr:
				return visit(ref.(ssa.Value))
			}
			return false
		})
	}
	return visit(v)
}

// returnsValueAndError reports whether one of several functions returns something beside an error.
func returnsValueAndError(targets []valueflow.Target) bool {
	return slices.ContainsFunc(targets, func(t valueflow.Target) bool {
		return slices.ContainsFunc(t.Rows(), func(r origin.Row) bool {
			if len(r.Results) < 2 {
				return false
			}
			err, first := r.Results[len(r.Results)-1], r.Results[0]
			fails := slices.ContainsFunc(err, func(t *origin.Term) bool { return t.Op != origin.Zero })
			return fails && slices.ContainsFunc(first, func(t *origin.Term) bool { return t.Op == origin.Object || t.Op == origin.Const })
		})
	})
}

// marks reports whether branches leave behind that they were taken: in a variable that is
// another one where they meet the other way, or in memory.
func (p *Control) marks(own []*ssa.BasicBlock) bool {
	env := paths.Env{Own: own}
	for _, top := range own {
		for _, b := range top.Parent().Blocks {
			if !env.InOwn(b) {
				continue
			}
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					if ssautil.Local(instr.Addr) == nil || !isArray(instr.Addr) {
						return true
					}
				case *ssa.MapUpdate, *ssa.Send:
					return true
				}
			}
			for _, succ := range b.Succs {
				if env.InOwn(succ) {
					continue
				}
				for _, instr := range succ.Instrs {
					if phi, ok := instr.(*ssa.Phi); ok && differs(phi, b) {
						return true
					}
				}
			}
		}
	}
	return false
}

// isArray reports whether an address is that of an element of a list that is made for a
// call: log.Printf("…", err).
func isArray(addr ssa.Value) bool {
	_, ok := addr.(*ssa.IndexAddr)
	return ok
}

// differs reports whether a variable is another one on the edge from a block.
func differs(phi *ssa.Phi, from *ssa.BasicBlock) bool {
	i := slices.Index(phi.Block().Preds, from)
	return i >= 0 && slices.ContainsFunc(phi.Edges, func(e ssa.Value) bool { return e != phi.Edges[i] })
}

// neverFails reports whether an error is always nil.
func neverFails(v origin.Value) bool {
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op != origin.Zero })
}

// saysNothing reports whether what a failed call gives beside its error says nothing: a list, a
// map, a pointer that is nil then, a text or a struct that is empty. A number or a flag may be
// right all the same.
func saysNothing(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer, *types.Interface, *types.Struct:
		return true
	case *types.Basic:
		return t.Kind() == types.String
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

// testedByHelper reports whether an error is given to a function of the package that asks
// whether it is nil, returns nothing, and where it is not leaves nothing behind and returns.
func (p *Control) testedByHelper(err ssa.Value) bool {
	return slices.ContainsFunc(*err.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(*ssa.Call)
		if !ok || call.Call.Signature().Results().Len() > 0 {
			return false
		}
		targets := p.Flow.Targets(call)
		return len(targets) > 0 && !slices.ContainsFunc(targets, func(t valueflow.Target) bool {
			i := slices.Index(t.Args, err)
			return i < 0 || t.Fn == nil || i >= len(t.Fn.Params) || !p.passesOver(t.Fn, t.Fn.Params[i])
		})
	})
}

// passesOver reports whether a function tests an error that it is given, and comes back
// without a trace where it is not nil.
func (p *Control) passesOver(fn *ssa.Function, err ssa.Value) bool {
	if !isTested(err) {
		return false
	}
	env := paths.NewEnv()
	env.True[err] = true
	own := p.branches(env)
	inside := paths.Env{Own: own}
	return len(own) > 0 && !p.marks(own) && !slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return inside.InOwn(b) && slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			switch instr := instr.(type) {
			case *ssa.Panic:
				return true
			case *ssa.Call:
				return p.Flow.NoReturn(&instr.Call)
			}
			return false
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

package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A body that is made before the first attempt has been read when the next one sends
// it, unless something begins it again.

// spent returns the body, or the request with one, that a loop sends again though
// it was read when it was first sent.
func (p *Retries) spent(s *exchange.Site, l *exchange.Natural) ast.Expr {
	full := false
	for _, t := range s.Code.Request.Body {
		full = full || t.Op != origin.Zero && !(t.Op == origin.Global && t.Name == "net/http.NoBody")
	}
	if !full || p.rewinds(s.Code.Call, l) {
		return nil
	}
	call := s.Code.Call
	for i, a := range ssautil.Args(&call.Call) {
		if httpmodel.IsRequest(a.Type()) {
			if load, ok := a.(*ssa.UnOp); ok && captured(load, l) && p.holdsReader(s.Code.Request.Body) {
				return p.argument(call, i)
			}
			made, ok := a.(*ssa.Extract)
			if !ok {
				return nil // a parameter, of which nobody knows whether it has a body
			}
			mk, ok := made.Tuple.(*ssa.Call)
			if !ok || p.Flow.Row(&mk.Call) == nil && !p.holdsReader(s.Code.Request.Body) {
				return nil
			}
			if !l.Blocks[mk.Block()] {
				return p.argument(call, i)
			}
			if p.Flow.Row(&mk.Call) == nil {
				return nil
			}
			call = mk
			break
		}
	}
	for i, a := range ssautil.Args(&call.Call) {
		if exchange.IsReader(a.Type()) && p.earlier(a, l) {
			return p.argument(call, i)
		}
	}
	return nil
}

// spend notes what a request is sent again without.
func (p *Retries) spend(r *Repeat, s *exchange.Site, l *exchange.Natural) {
	r.Spent = p.spent(s, l)
	r.Rewindable = p.Policies.Rewindable(s.Code.Request.Body) == policy.Yes && !wrapped(s.Code.Call, maxMakers)
}

// maxMakers bounds the helpers, one in another, in which a request is made.
const maxMakers = 3

// wrapped reports whether the body of a request is not given to what makes it as it is,
// but in another reader: that of io.NopCloser, say. Then http.NewRequest cannot tell
// how to begin it again.
func wrapped(call *ssa.Call, levels int) bool {
	for _, a := range ssautil.Args(&call.Call) {
		if made, ok := a.(*ssa.Extract); ok && httpmodel.IsRequest(a.Type()) {
			mk, ok := made.Tuple.(*ssa.Call)
			return ok && wrapped(mk, levels)
		}
		if change, ok := a.(*ssa.ChangeInterface); ok {
			a = change.X
		}
		if _, ok := a.(*ssa.Call); ok && types.IsInterface(a.Type()) && exchange.IsReader(a.Type()) {
			return true
		}
	}
	helper := call.Call.StaticCallee()
	if helper == nil || levels == 0 {
		return false
	}
	for _, b := range helper.Blocks {
		for _, instr := range b.Instrs {
			if mk, ok := instr.(*ssa.Call); ok && handlesRequest(mk.Call.Signature()) && wrapped(mk, levels-1) {
				return true
			}
		}
	}
	return false
}

// whole returns a function as the loop of a runner that calls it again.
func whole(fn *ssa.Function) *exchange.Natural {
	l := &exchange.Natural{Head: fn.Blocks[0], Blocks: make(map[*ssa.BasicBlock]bool)}
	for _, b := range fn.Blocks {
		l.Blocks[b] = true
	}
	return l
}

// holdsReader reports whether a body certainly is one, on some way.
func (p *Retries) holdsReader(body origin.Value) bool {
	return slices.ContainsFunc(body, func(t *origin.Term) bool {
		typ := p.Flow.TypeOf(t)
		return t.Op == origin.Object && typ != nil && exchange.IsReader(typ)
	})
}

// captured reports whether a value is that of a variable of the function around, which
// a loop leaves as it is.
func captured(load *ssa.UnOp, l *exchange.Natural) bool {
	v, ok := load.X.(*ssa.FreeVar)
	return ok && load.Op == token.MUL && !slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		return ok && st.Addr == v && l.Blocks[st.Block()]
	})
}

// earlier reports whether a reader is made before a loop begins, and is one.
func (p *Retries) earlier(v ssa.Value, l *exchange.Natural) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return false
	case *ssa.MakeInterface:
		return p.earlier(v.X, l)
	case *ssa.ChangeInterface:
		return p.earlier(v.X, l)
	case *ssa.Parameter:
		return true
	case *ssa.UnOp:
		return captured(v, l)
	case *ssa.Alloc:
		return !l.Blocks[v.Block()]
	case *ssa.Call:
		return !l.Blocks[v.Block()]
	case *ssa.Extract:
		return !l.Blocks[v.Block()]
	case *ssa.Phi:
		return !l.Blocks[v.Block()] && slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return p.earlier(e, l) })
	}
	return false
}

// rewinds reports whether a loop makes a body ready to be sent again, or may do so
// in a function that it gives the request or the reader to.
func (p *Retries) rewinds(send *ssa.Call, l *exchange.Natural) bool {
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if httpmodel.IsRequest(instr.X.Type()) && httpmodel.Rewinds(strings.TrimPrefix(origin.FieldName(instr.X.Type(), instr.Field), ".")) {
					return true
				}
			case *ssa.Call:
				if instr == send {
					continue
				}
				fn := ssautil.Callee(&instr.Call)
				if fn != nil && httpmodel.Rewinds(fn.Name()) {
					return true
				}
				if p.Flow.Row(&instr.Call) != nil {
					continue
				}
				for _, a := range ssautil.Args(&instr.Call) {
					if httpmodel.IsRequest(a.Type()) {
						return true
					}
				}
			}
		}
	}
	return false
}

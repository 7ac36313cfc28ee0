package control

import (
	"go/ast"
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
	"github.com/respvet/respvet/passes/responses/writer"
	"golang.org/x/tools/go/ssa"
)

// A MissingResponse is a way out of a handler that something has failed on and that
// leads past every response: the client sees an empty 200.
type MissingResponse struct {
	Pos    token.Pos       // the return, or the brace that closes the branch
	Return *ast.ReturnStmt // nil where the handler's body ends
	Branch *ast.BlockStmt  // the branch where there is no Return, nil if that was not written
	Failed string          // the call that has failed, as messages name it; "" if unknown
	Err    *types.Var      // the variable that holds its error, or nil
	// Others are the error responses of the same handler, in the order of the source.
	Others []*summary.Response
}

// MissingResponses finds the branches of handlers that are entered because something
// has failed and that return without a response.
//
// That nothing was written has to be certain: from the handler's entry to the
// test, and on all ways from there, no call gets the writer that may answer
// through it, be it by a closure, a field or a deferred call. So the writer is
// followed wherever it goes, and whatever is not read counts as a response. That
// it is a mistake has to be certain as well. A way on which the error was found
// to be of a certain kind is left out, for this may have been a failure that
// means nothing; a branch that answers on one of its ways knows what it does on
// the others; a handler that never answers more than a bare status tells its
// clients nothing at all.
func (p *Control) MissingResponses() (list []*MissingResponse) {
	if p.respondsBehind() {
		return nil
	}
	called := p.called()
	sites := make(map[*ssa.Function][]*summary.Response)
	for _, s := range p.Found.Responses {
		sites[s.Code.Func] = append(sites[s.Code.Func], s)
	}
	for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
		if s := p.writers.LastResponderOf(fn); s != nil && !called[fn] && !s.Followed && (s.Kind == writer.Plain || s.Context || s.Alone) {
			list = append(list, p.missingIn(fn, s, sites[fn])...)
		}
	}
	slices.SortStableFunc(list, func(a, b *MissingResponse) int {
		if p.Index.Before(a.Pos, b.Pos) {
			return -1
		}
		return 1
	})
	return list
}

// respondsBehind reports whether a middleware of this package may respond after the handler
// that it runs, as where that has written nothing.
func (p *Control) respondsBehind() bool {
	return slices.ContainsFunc(p.Flow.Funcs, func(fn *ssa.Function) bool {
		return ssautil.AnyCall(fn, func(call *ssa.Call) bool {
			sig := call.Call.Signature()
			if !p.writers.IsNext(call) || sig.Results().Len() > 0 || sig.Params().Len() != 2 || !httpmodel.IsRequest(sig.Params().At(1).Type()) || p.Index.InTest(fn.Pos()) {
				return false
			}
			after := false
			p.Paths.Forward(call, nil, func(instr ssa.Instruction) bool {
				c, ok := instr.(*ssa.Call)
				after = after || ok && slices.ContainsFunc(p.summaries.Events(c), func(a *summary.Write) bool {
					return !summary.SetsHeader(a) && a.Kind != httpmodel.SetStatus
				})
				return after
			})
			return after
		})
	})
}

// called returns the functions that this package calls itself, other than as the
// last thing that a caller does: they need not answer, for the caller may.
func (p *Control) called() map[*ssa.Function]bool {
	called := make(map[*ssa.Function]bool)
	for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
		for _, b := range fn.Blocks {
			for i, instr := range b.Instrs {
				if c, ok := instr.(ssa.CallInstruction); ok {
					if callee := c.Common().StaticCallee(); callee != nil && !ends(b, i+1) {
						called[callee] = true
					}
				}
			}
		}
	}
	return called
}

// ends reports whether nothing but the function's end follows an instruction.
func ends(b *ssa.BasicBlock, from int) bool {
	for range summary.MaxDepth {
		for _, instr := range b.Instrs[from:] {
			switch instr.(type) {
			case *ssa.Return:
				return true
			case *ssa.Jump, *ssa.RunDefers, *ssa.DebugRef:
			default:
				return false
			}
		}
		if len(b.Succs) != 1 {
			return false
		}
		b, from = b.Succs[0], 0
	}
	return false
}

func (p *Control) missingIn(fn *ssa.Function, sp *writer.LastResponder, sites []*summary.Response) (list []*MissingResponse) {
	h := sp.Aliases
	speaks, chained := p.callsNextIn(fn, h)
	if chained {
		return nil // so does the framework where nothing is answered
	}
	var others []*summary.Response
	for _, s := range sites {
		if s.IsError() {
			others = append(others, s)
		}
		speaks = speaks || s.IsError() || s.Body.Sent && s.Body.Kind != summary.Text
	}
	if !speaks {
		return nil
	}
	dirty := p.dirty(h, fn)
	seen := make(map[token.Pos]bool)
	for _, b := range fn.Blocks {
		ifi, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || dirty[b] || !p.Flow.Live(b) || p.sentBefore(b) {
			continue
		}
		for i, next := range b.Succs {
			e := p.failure(ifi.Cond, i == 0)
			if e == nil || !p.Flow.Live(next) || h.Vals[e] || !typeutil.IsError(e.Type()) && len(others) == 0 && !p.saysFailed(e) || p.clientGone(e) {
				continue
			}
			for _, ret := range p.leaves(b, i, e, h) {
				u := p.describeExit(ret, ifi, i, e)
				if u != nil && !seen[u.Pos] && (u.Return != nil && !sp.Context && !p.sideEffect(e) || p.writesOn(b, 1-i, h)) {
					seen[u.Pos] = true // one way out, one finding
					u.Others = others
					list = append(list, u)
				}
			}
		}
	}
	return list
}

// callsNextIn reports whether a function leaves requests to another handler, and
// whether a framework does so as well when the function returns.
func (p *Control) callsNextIn(fn *ssa.Function, h *writer.Aliases) (hands, chained bool) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && h.Uses(call) && p.writers.IsNext(call) {
				hands = true
				chained = chained || p.writers.Chained(call)
			}
		}
	}
	return hands, chained
}

// dirty returns the blocks at whose end a response may have been given, on
// whichever way they are reached, by a call that does not tell: see sentBefore.
func (p *Control) dirty(h *writer.Aliases, fn *ssa.Function) map[*ssa.BasicBlock]bool {
	dirty := make(map[*ssa.BasicBlock]bool)
	var spread func(b *ssa.BasicBlock)
	spread = func(b *ssa.BasicBlock) {
		if dirty[b] {
			return
		}
		dirty[b] = true
		for _, s := range b.Succs {
			spread(s)
		}
	}
	for _, b := range fn.Blocks {
		if slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			_, _, tells := p.resultSaysSent(instr)
			return !tells && h.MayWrite(instr)
		}) {
			spread(b)
		}
	}
	return dirty
}

// WritesWhereItFails reports whether an instruction answers where it fails, and only
// there: gin's BindJSON.
func (p *Control) WritesWhereItFails(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	row := p.Flow.Row(&call.Call)
	return row != nil && row.Fails != nil && row.Response == nil && row.Runs == nil
}

// sentBefore reports whether a call that tells by a result whether it has sent may
// have done so before a block ends: it is not known that it has not.
func (p *Control) sentBefore(b *ssa.BasicBlock) bool {
	env := paths.Entry(b)
	for _, t := range p.signingCalls(b.Parent()) {
		other := t.call.Block()
		if other != b && !other.Dominates(b) && b.Dominates(other) {
			continue
		}
		if val, known := env.True[ssautil.Result(t.call, t.s.sign.Index)]; !known || val == t.s.sign.Sent {
			return true
		}
	}
	return false
}

// A signingCall is one that tells by a result whether it has sent a response.
type signingCall struct {
	call *ssa.Call
	s    sent
}

// signingCalls returns those of a function.
func (p *Control) signingCalls(fn *ssa.Function) []signingCall {
	list, ok := p.signing[fn]
	if ok {
		return list
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, s, ok := p.resultSaysSent(instr); ok {
				list = append(list, signingCall{call, s})
			}
		}
	}
	p.signing[fn] = list
	return list
}

// failure returns the error that is known not to be nil where a condition is
// true, or false; or the boolean of a call, where that is false. It is nil if the
// condition says nothing of a failure, or only of a request that nobody waits
// for any more.
func (p *Control) failure(cond ssa.Value, val bool) ssa.Value {
	for {
		u, ok := cond.(*ssa.UnOp)
		if !ok || u.Op != token.NOT {
			break
		}
		cond, val = u.X, !val
	}
	switch v := cond.(type) {
	case *ssa.BinOp:
		x, ok := ssautil.NilTest(v)
		if ok && typeutil.IsError(x.Type()) && val == (v.Op == token.NEQ) && !p.gone(x) {
			return x
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok && summary.IsSign(v) && !val && p.Flow.Row(&call.Call) == nil {
			return v
		}
	case *ssa.Call:
		if !val && p.saysFailed(v) {
			return v
		}
	}
	return nil
}

// gone reports whether an error says that a context has ended.
func (p *Control) gone(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	row := p.Flow.Row(&call.Call)
	return row != nil && row.Pkg == "context"
}

// sideEffect reports whether what has failed gives the handler nothing but its error:
// it stored or sent something. A handler that says as little where that went well may
// mean to do its best and no more.
func (p *Control) sideEffect(e ssa.Value) bool {
	call, ok := e.(*ssa.Call)
	if !ok {
		return false
	}
	row := p.Flow.Row(&call.Call)
	return row == nil || row.Fills == 0 // a decoder gives what it fills
}

// clientGone reports whether an error is that of reading the request's body as it
// comes: then the connection has failed, and nobody waits. Where the body was
// replaced, by one that is limited, reading may fail by itself.
func (p *Control) clientGone(e ssa.Value) bool {
	call, _ := ssautil.TupleOf(e).(*ssa.Call)
	return call != nil && readsBody(call) &&
		!ssautil.AnyStore(call.Parent(), func(s *ssa.Store) bool { return isBody(s.Addr) })
}

// readsBody reports whether a call of package io reads a request's body, or limits
// it, and does nothing else with it: copying may fail where it is copied to.
func readsBody(call *ssa.Call) bool {
	obj := ssautil.Callee(&call.Call)
	if obj == nil || obj.Pkg() == nil || len(call.Call.Args) == 0 {
		return false
	}
	if path := obj.Pkg().Path(); path != "io" && path != "io/ioutil" {
		return false
	}
	switch v := ssautil.UnwrapInterface(call.Call.Args[0]).(type) {
	case *ssa.UnOp:
		return v.Op == token.MUL && isBody(v.X)
	case *ssa.Call:
		return readsBody(v)
	}
	return false
}

// isBody reports whether an address is that of a request's body.
func isBody(addr ssa.Value) bool {
	f, ok := addr.(*ssa.FieldAddr)
	if !ok || !httpmodel.IsRequest(f.X.Type()) {
		return false
	}
	ptr, ok := f.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	st, ok := ptr.Elem().Underlying().(*types.Struct)
	return ok && st.Field(f.Field).Name() == "Body"
}

// leaves returns the returns that are reached from a side of a branch which the
// failure e has led to. There are none if one of the ways may answer.
func (p *Control) leaves(b *ssa.BasicBlock, side int, e ssa.Value, h *writer.Aliases) []*ssa.Return {
	env := paths.Entry(b)
	cond := b.Instrs[len(b.Instrs)-1].(*ssa.If).Cond
	before := env.True
	env = env.With(cond, side == 0).Enter(b, b.Succs[side])
	answers := false
	use := p.writers.UseOf(e)
	var found []*ssa.Return
	p.Paths.WalkFrom(b.Succs[side], 0, env, func(instr ssa.Instruction, env paths.Env) bool {
		if p.moreIsKnown(e, env, before) {
			return true
		}
		if h.MayWrite(instr) || use.Keeps(instr) {
			answers = true
			return true
		}
		if ret, ok := instr.(*ssa.Return); ok {
			if !p.returnsNil(ret, env) {
				answers = true // others do
			} else if !slices.Contains(found, ret) {
				found = append(found, ret)
			}
		}
		return false
	})
	if answers {
		return nil
	}
	return found
}

// writesOn reports whether a side of a branch does not end without a response: else
// the handler goes on after the failure as if it had been none, and may mean to.
func (p *Control) writesOn(b *ssa.BasicBlock, side int, h *writer.Aliases) bool {
	answers := true
	env := paths.Entry(b).With(b.Instrs[len(b.Instrs)-1].(*ssa.If).Cond, side == 0).Enter(b, b.Succs[side])
	p.Paths.WalkFrom(b.Succs[side], 0, env, func(instr ssa.Instruction, env paths.Env) bool {
		if ret, ok := instr.(*ssa.Return); ok && p.returnsNil(ret, env) {
			answers = false
		}
		return h.MayWrite(instr)
	})
	return answers
}

// returnsNil reports whether a return leaves no error on a path.
func (p *Control) returnsNil(ret *ssa.Return, env paths.Env) bool {
	rs := ssautil.Returned(ret)
	if len(rs) == 0 {
		return true
	}
	nonNil, known := p.resultIs(rs[len(rs)-1], env, summary.MaxWrapped)
	return known && !nonNil
}

// moreIsKnown reports whether more is known of a failure on a path than that it is one:
// it was compared, or a function had an opinion of it.
func (p *Control) moreIsKnown(e ssa.Value, env paths.Env, before map[ssa.Value]bool) bool {
	for v, val := range env.True {
		if _, old := before[v]; old || v == e {
			continue
		}
		switch v := v.(type) {
		case *ssa.BinOp:
			if _, isTest := ssautil.NilTest(v); isTest && (v.X == e || v.Y == e) {
				continue
			}
			if (ssautil.Derives(v.X, e) || ssautil.Derives(v.Y, e)) && (!ssautil.IsEquality(v.Op) || val == (v.Op == token.EQL)) {
				return true
			}
		case *ssa.Call:
			if ssautil.Derives(v, e) && (val || p.Flow.Row(&v.Call) == nil) {
				return true
			}
		case *ssa.Extract:
			if _, ok := v.Tuple.(*ssa.TypeAssert); (val || !ok) && ssautil.Derives(v, e) && v.Tuple != ssautil.TupleOf(e) {
				return true
			}
		}
	}
	return false
}

// describeExit says of a way out where it stands and what has failed.
func (p *Control) describeExit(ret *ssa.Return, ifi *ssa.If, side int, e ssa.Value) *MissingResponse {
	u := &MissingResponse{Pos: ret.Pos()}
	call, ok := e.(*ssa.Call)
	if !ok {
		call, _ = ssautil.TupleOf(e).(*ssa.Call)
	}
	if call != nil {
		if expr := p.Index.Call(call.Pos()); expr != nil {
			u.Failed = syntax.Name(expr.Fun)
		}
	}
	var branch *ast.IfStmt
	then := side == 0
	ast.Inspect(ifi.Parent().Syntax(), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			if u.Pos.IsValid() && n.Pos() == u.Pos {
				u.Return = n
			}
		case *ast.IfStmt:
			if pos := ifi.Cond.Pos(); n.Cond.Pos() <= pos && pos < n.Cond.End() {
				branch = n
			}
		case *ast.UnaryExpr:
			if pos := ifi.Cond.Pos(); n.Op == token.NOT && n.Pos() <= pos && pos < n.End() {
				then = !then
			}
		case *ast.BinaryExpr:
			if id, ok := n.X.(*ast.Ident); ok && n.OpPos == ifi.Cond.Pos() {
				u.Err, _ = p.Pass.TypesInfo.Uses[id].(*types.Var)
			}
		}
		return true
	})
	switch {
	case u.Return != nil:
		return u
	case u.Pos.IsValid() || branch == nil:
		return nil
	case then:
		u.Branch, u.Pos = branch.Body, branch.Body.Rbrace
	case branch.Else == nil:
		u.Pos = branch.Body.Rbrace // if err == nil { … }
	default:
		els, ok := branch.Else.(*ast.BlockStmt)
		if !ok {
			return nil
		}
		u.Branch, u.Pos = els, els.Rbrace
	}
	return u
}

// Start returns where the way out stands.
func (u *MissingResponse) Start() token.Pos { return u.Pos }

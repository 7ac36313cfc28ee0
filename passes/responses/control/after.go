package control

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// After finds how a handler goes on after an error response.
//
// What follows in the response's own branch is part of that answer, or the
// business of another rule: only what other paths reach as well counts. All
// paths from the response are walked under what is known there, so that a flag, a
// second test of the same error and a helper's result end them. A condition
// that asks the writer, or whoever holds it, may know of the response and ends
// them too; so does a boolean that closures share, because it may be set where
// the response is given.
//
// Of calls that are no responses most are a fine thing to do after one: logging,
// metrics, closing, unlocking. A list of the good ones would never be complete,
// so that only what is certainly no tail counts: the request goes to the next
// handler, the result of what failed is used, the thing that made the handler
// refuse is called again with an argument and no response depends on it.
func (p *Control) After(s *summary.Response) *summary.After {
	if !p.sendsError(s) || !s.Body.Sent && !s.Code.Write.Kind.Heads() || s.Status.Implied {
		return nil
	}
	sign, env, ok := p.whereSent(s)
	silent := !ok && p.mayRefuse(s) // it may have responded, and tells nobody
	if !p.enterOwn(s, sign, ok, &env) && !silent {
		return nil
	}
	written := true // on every way from there
	refuser := p.failedCall(s)
	known := p.remember(s.Code.Call, env.Own)
	var out *summary.After
	page := false
	note := func(work summary.Work, pos token.Pos) {
		if e := p.Index.Call(pos); e != nil {
			pos = e.Pos()
		}
		if pos.IsValid() && (out == nil || work > out.Work || work == out.Work && out.Pos == s.At.Call.Pos()) {
			out = &summary.After{Pos: pos, Work: work, Sign: sign, NilError: !ok}
		}
	}
	p.Paths.Walk(s.Code.Call, env, func(instr ssa.Instruction, env paths.Env) bool {
		b := instr.Block()
		if v, ok := instr.(ssa.Value); ok && v == s.Code.Write.To.Writer.Root {
			return true // another writer, in the next round of a loop
		}
		if env.InOwn(b) {
			call, ok := instr.(*ssa.Call)
			return ok && p.afterOwn(call, s, sign, note)
		}
		if env.Panics(instr) {
			note(summary.ReadsNil, instr.Pos())
			return true
		}
		switch instr := instr.(type) {
		case *ssa.Return:
			written = written && p.leavesError(instr)
		case *ssa.If:
			_, decided := p.Paths.Known(instr.Cond, env)
			if decided || !known.decides(instr.Cond, b, env) && !p.mayKnow(instr.Cond, s) && !testsFailed(instr.Cond, s.Code.Call.Block()) {
				return false
			}
			if pos := p.writesAnyway(instr, env, s, sign); pos.IsValid() {
				note(summary.WritesAgain, pos)
			}
			return true
		case *ssa.Call:
			switch {
			case p.writesNothing(instr, s.Code.Call.Block()):
				return false
			case p.writesAgain(instr, s, sign):
				note(summary.WritesAgain, instr.Pos())
				page = page || slices.ContainsFunc(p.summaries.Events(instr), func(a *summary.Write) bool { return summary.HasBody(a) && summary.KindOfBody(a) == summary.HTML })
				return true
			case p.writers.CallsNext(instr, s, env):
				note(summary.CallsNext, instr.Pos())
				if out != nil && out.Work == summary.CallsNext {
					out.Chained = p.writers.Chained(instr)
				}
				return true
			case refuser != nil && p.callsAgain(instr, refuser):
				note(summary.CallsAgain, instr.Pos())
			}
		}
		pos := p.usesFailed(instr, s.Code.Call.Block())
		note(summary.UsesResult, pos)
		return pos.IsValid() && dereferences(instr) // most functions give nil there: nothing comes after that
	})
	if silent && out != nil && (out.Work < summary.WritesAgain || !written) {
		return nil // where nothing is written it may be known
	}
	if out != nil && out.Work == summary.WritesAgain && s.Code.Write.Kind.Heads() {
		out.Unsent, out.Page = s.Code.Write.Kind == httpmodel.SetStatus, page
	}
	if out == nil && sign == nil && ok && p.leavesChain(s) {
		return &summary.After{Pos: s.At.Call.Pos(), Work: summary.CallsNext, Chained: true, Left: true}
	}
	return out
}

// afterOwn notes what a call does in a block that belongs to the branch in which the response
// is sent. It reports whether the walk ends there.
func (p *Control) afterOwn(call *ssa.Call, s *summary.Response, sign *summary.Sign, note func(summary.Work, token.Pos)) bool {
	if call == s.Code.Call && sign == nil && !p.summaries.Inherits(call, s.Code.Write) {
		note(summary.WritesAgain, call.Pos()) // in the next round of a loop
		return true
	}
	if call == s.Code.Call || !p.writesAgain(call, s, sign) {
		return sign != nil && call != s.Code.Call && p.refuses(call, s) // a site as well, with the same end
	}
	if sign != nil && (len(p.writers.Changes(call)) == 0 || p.SentBy(call, s.Code.Write.To.Writer) == nil) { // else it is late
		note(summary.WritesAgain, call.Pos())
	}
	return true // and that response is a site, too
}

// mayRefuse reports whether a response is that of a helper without results, of this package
// or another one, that sends it on one of its ways and nothing on another, and changes nothing
// else by which its caller could tell.
func (p *Control) mayRefuse(s *summary.Response) bool {
	call := s.Code.Call
	if s.By.Via == "" || call.Call.Signature().Results().Len() > 0 || !s.IsError() {
		return false
	}
	yes, no, known := rowsOf(p.Flow.Targets(call))
	if !known || len(yes) == 0 || len(no) == 0 {
		return false
	}
	return !slices.ContainsFunc(yes, func(r origin.Row) bool {
		return slices.ContainsFunc(r.Effects, func(e origin.Effect) bool { return !strings.Contains(e.Path, "#") })
	})
}

// refuses reports whether a call sends an error through the writer of a response, with a
// status of its own.
func (p *Control) refuses(call *ssa.Call, s *summary.Response) bool {
	return slices.ContainsFunc(p.summaries.Events(call), func(a *summary.Write) bool {
		return summary.Only(a.Status.Value) >= http.StatusBadRequest && summary.SameWriter(a.To.Writer, s.Code.Write.To.Writer) && !p.summaries.Inherits(call, a)
	})
}

// enterOwn adds to what is known where a response is sent: the results of its call, and
// the branch that is its own. It reports whether it is known where that is.
func (p *Control) enterOwn(s *summary.Response, sign *summary.Sign, sent bool, env *paths.Env) bool {
	truth, nilError := p.resultsWhereSent(s)
	switch {
	case !sent && !nilError:
		return false
	case !sent:
		env.Own = nil // the branch is the one that is taken when nothing was wrong
	case sign != nil:
		env.Own = p.branches(*env)
	default:
		env.Own = []*ssa.BasicBlock{s.Code.Call.Block()}
	}
	maps.Copy(env.True, truth)
	return true
}

// writesAnyway returns where a handler answers a second time whatever a
// condition says that may know of the first response; NoPos if one of its
// branches does not.
func (p *Control) writesAnyway(cond *ssa.If, env paths.Env, s *summary.Response, sign *summary.Sign) token.Pos {
	first := token.NoPos
	for _, succ := range cond.Block().Succs {
		answers, ends := false, false
		p.Paths.WalkFrom(succ, 0, env.Enter(cond.Block(), succ), func(instr ssa.Instruction, _ paths.Env) bool {
			switch instr := instr.(type) {
			case *ssa.Call:
				if p.writesAgain(instr, s, sign) {
					answers = true
					if !first.IsValid() {
						first = instr.Pos()
					}
					return true
				}
			case *ssa.Return:
				if p.leavesError(instr) {
					answers = true // or would, were there none yet
				} else {
					ends = true
				}
			case *ssa.Panic:
				ends = true
			}
			return false
		})
		if !answers || ends {
			return token.NoPos
		}
	}
	return first
}

// leavesError reports whether a return of a handler leaves an error for others to answer.
func (p *Control) leavesError(ret *ssa.Return) bool {
	s := p.writers.LastResponderOf(ret.Parent())
	if s == nil || s.Kind != writer.Returning || len(ret.Results) != 1 {
		return false
	}
	v := p.Flow.Eval(ret.Results[0], ret)
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op == origin.Zero })
}

// sendsError reports whether a site answers an error: by its status, or, where that
// is decided but not known, because it stands where something has failed or
// sends the text of an error.
func (p *Control) sendsError(s *summary.Response) bool {
	if s.IsError() {
		return true
	}
	if s.Status.Exact || len(s.Code.Write.Status.Value) == 0 || s.Code.Write.Kind.Heads() || p.summaries.Inherits(s.Code.Call, s.Code.Write) {
		return false
	}
	if s.Code.Write.Body.Value.Tainted() {
		return true
	}
	for v, val := range paths.Entry(s.Code.Call.Block()).True {
		if val && typeutil.IsError(v.Type()) {
			return true
		}
	}
	return false
}

// writesNothing reports whether a call writes nothing but what another one of the model
// returned which has failed, as a block shows: there is none.
func (p *Control) writesNothing(call *ssa.Call, in *ssa.BasicBlock) bool {
	row := p.Flow.Row(&call.Call)
	if row == nil || row.Response == nil || row.Response.Kind != httpmodel.Body || len(call.Call.Args) == 0 {
		return false
	}
	args := ssautil.Args(&call.Call)[1:]
	truth := paths.Entry(in).True
	return len(args) > 0 && !slices.ContainsFunc(args, func(a ssa.Value) bool {
		x, ok := a.(*ssa.Extract)
		if !ok || !typeutil.IsText(x.Type()) {
			return true
		}
		from, ok := x.Tuple.(*ssa.Call)
		if !ok || p.Flow.Row(&from.Call) == nil { // one that was not read may give both
			return true
		}
		err := ssautil.Result(from, from.Call.Signature().Results().Len()-1)
		return err == nil || !typeutil.IsError(err.Type()) || !truth[err]
	})
}

// writesAgain reports whether a call answers through the site's writer, other than
// by adding to the site's answer. A helper that tells by a sign whether it has
// answered has left nothing to add.
func (p *Control) writesAgain(call *ssa.Call, s *summary.Response, sign *summary.Sign) bool {
	if s.Code.Write.Kind.Heads() && p.addsBody(call, s.Code.Write.To.Writer) {
		return false
	}
	again := false
	for _, a := range p.summaries.Events(call) {
		if a.Kind == httpmodel.SetHeader || a.Kind == httpmodel.AddHeader || a.When.Fails || !summary.SameWriter(a.To.Writer, s.Code.Write.To.Writer) {
			continue
		}
		// `w.WriteHeader(503)` in a branch and the body behind it for all is one response.
		if p.summaries.Inherits(call, a) && (s.Code.Write.Kind.Heads() || sign == nil && a.Status.Value.Key() == s.Code.Write.Status.Value.Key()) {
			continue
		}
		// No status was chosen for this one: it is the body of what was begun.
		if codes, _ := a.Status.Value.Ints(); s.Code.Write.Kind.Heads() && len(codes) == 0 {
			continue
		}
		// A responder that sets a status only where it finds one: the one that was sent stands.
		if a.Kind == httpmodel.Body && s.Code.Write.Kind.Heads() && mayBe(a.Status.Value, s.Code.Write.Status.Value) {
			return false
		}
		again = true
	}
	return again
}

// mayBe reports whether one of the alternatives of v is a value's only one.
func mayBe(v, only origin.Value) bool {
	return len(only) == 1 && slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Key() == only[0].Key() })
}

// failedCall returns the call that made the handler refuse: `if x.Count() == 0 {…}`
// without an else, where x is an interface's value. It is nil if anything on the
// way that skips the branch answers: then what follows is a tail for both.
func (p *Control) failedCall(s *summary.Response) *ssa.Call {
	home := s.Code.Call.Block()
	d := home.Idom()
	if d == nil || len(home.Preds) != 1 || len(home.Succs) != 1 {
		return nil
	}
	ifi, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
	if !ok || !slices.Contains(d.Succs, home.Succs[0]) {
		return nil
	}
	cond := ifi.Cond
	for {
		switch v := cond.(type) {
		case *ssa.UnOp:
			cond = v.X
			continue
		case *ssa.BinOp:
			if _, ok := v.Y.(*ssa.Const); !ok {
				return nil
			}
			cond = v.X
			continue
		case *ssa.Extract:
			cond = v.Tuple
			continue
		case *ssa.Call:
			if v.Call.IsInvoke() && len(p.summaries.Events(v)) == 0 {
				return v
			}
		}
		return nil
	}
}

// callsAgain reports whether a call is made upon what the refuser was, for more than
// to be rid of it: Close and Unlock have no arguments, or a context.
func (p *Control) callsAgain(call, refuser *ssa.Call) bool {
	return call.Call.IsInvoke() && p.Paths.SamePlace(call.Call.Value, refuser.Call.Value) &&
		slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool { return !valueflow.IsContext(a.Type()) })
}

// mayKnow reports whether a condition may know that a site has answered.
func (p *Control) mayKnow(v ssa.Value, s *summary.Response) bool {
	holds := func(v ssa.Value) bool {
		return slices.ContainsFunc(p.Flow.Roots(v), func(l valueflow.Loc) bool { return p.summaries.Belongs(l, s.Code.Write.To.Writer) })
	}
	if instr, ok := v.(ssa.Instruction); ok && !ssautil.ReachesAround(s.Code.Call.Block(), instr.Block(), nil) && instr.Block() != s.Code.Call.Block() {
		return false // asked before there was a response: the length of what a loop goes over
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return p.mayKnow(v.X, s)
		}
		if flag, ok := v.X.(*ssa.Alloc); ok {
			return types.Identical(v.Type().Underlying(), types.Typ[types.Bool]) && p.maySet(s, flag)
		}
		return holds(v.X)
	case *ssa.BinOp:
		return p.mayKnow(v.X, s) || p.mayKnow(v.Y, s)
	case *ssa.Extract:
		return p.mayKnow(v.Tuple, s)
	case *ssa.Call:
		if x := ssautil.LenOf(v); x != nil {
			return p.mayKnow(x, s)
		}
		return slices.ContainsFunc(ssautil.Args(&v.Call), holds) && (p.Flow.Row(&v.Call) == nil || p.readsWriter(v))
	}
	return false
}

// readsWriter reports whether a call of the model asks its receiver how far the response
// is: whether it was written, aborted, its size, its status.
func (p *Control) readsWriter(call *ssa.Call) bool {
	row := p.Flow.Row(&call.Call)
	if row.Response != nil || row.Recv == "" || len(ssautil.Args(&call.Call)) != 1 {
		return false
	}
	switch t := call.Type().Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsBoolean|types.IsNumeric) != 0
	case *types.Pointer:
		return !p.Flow.IsWriter(t) // gin's last error
	case *types.Slice:
		return p.Flow.IsWriter(ssautil.Args(&call.Call)[0].Type()) // fasthttp's body, of which the length is asked
	}
	return false
}

// maySet reports whether a variable that closures share may be set where a site
// answers: in its branch, or by a closure that answers.
func (p *Control) maySet(s *summary.Response, flag *ssa.Alloc) bool {
	if slices.ContainsFunc(p.Flow.Targets(s.Code.Call), func(t valueflow.Target) bool { return t.Obj == nil }) {
		return true
	}
	return slices.ContainsFunc(*flag.Referrers(), func(ref ssa.Instruction) bool {
		store, ok := ref.(*ssa.Store)
		return ok && store.Addr == flag && s.Code.Call.Block().Dominates(store.Block())
	})
}

// branches returns the blocks that control enters only if the results of a
// helper are as env says.
func (p *Control) branches(env paths.Env) []*ssa.BasicBlock {
	var out []*ssa.BasicBlock
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp, *ssa.BinOp:
				visit(ref.(ssa.Value))
			case *ssa.If:
				val, ok := p.Paths.Known(ref.Cond, env)
				if !ok {
					continue
				}
				taken := ref.Block().Succs[0]
				if !val {
					taken = ref.Block().Succs[1]
				}
				if len(taken.Preds) == 1 {
					out = append(out, taken)
				}
			}
		}
	}
	for v := range env.True {
		visit(v)
	}
	return out
}

// usesFailed returns where an instruction uses a result of something that has
// failed at a block: a call whose error is not nil, a call or a lookup that
// said so with a boolean. Comparing it, or putting it into a log, is no use.
func (p *Control) usesFailed(instr ssa.Instruction, at *ssa.BasicBlock) token.Pos {
	switch i := instr.(type) {
	case *ssa.Phi, *ssa.DebugRef, *ssa.Extract, *ssa.Return, *ssa.MakeInterface, *ssa.BinOp, *ssa.If, *ssa.Store, *ssa.Defer:
		return token.NoPos
	case *ssa.Call:
		if row := p.Flow.Row(&i.Call); row != nil && row.Pure {
			return token.NoPos
		}
	}
	for _, op := range instr.Operands(nil) {
		if e, ok := (*op).(*ssa.Extract); ok && !summary.IsSign(e) && failed(e.Tuple, at) {
			return instr.Pos()
		}
	}
	return token.NoPos
}

// dereferences reports whether an instruction asks a pointer for what it leads to.
func dereferences(instr ssa.Instruction) bool {
	switch i := instr.(type) {
	case *ssa.FieldAddr:
		return true
	case *ssa.UnOp:
		return i.Op == token.MUL
	}
	return false
}

// testsFailed reports whether a condition asks if there is a result of something
// that has failed at a block: `if f != nil { f.Close() }`.
func testsFailed(cond ssa.Value, at *ssa.BasicBlock) bool {
	b, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	x, ok := ssautil.NilTest(b)
	if !ok {
		return false
	}
	e, ok := x.(*ssa.Extract)
	return ok && !summary.IsSign(e) && failed(e.Tuple, at)
}

// failed reports whether it is known at a block that what gave a tuple has failed.
func failed(tuple ssa.Value, at *ssa.BasicBlock) bool {
	env := paths.Entry(at)
	for _, ref := range *tuple.Referrers() {
		e, ok := ref.(*ssa.Extract)
		if !ok || !summary.IsSign(e) {
			continue
		}
		if val, known := env.True[e]; known && val == typeutil.IsError(e.Type()) {
			return true
		}
	}
	return false
}

package responses

import (
	"go/token"
	"go/types"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// An After is how a handler goes on after it has answered an error.
type After struct {
	Pos  token.Pos // where it does
	Work Work      // the worst that it does
	// Sign says how the call tells that it has answered, nil if it always has or
	// does not tell.
	Sign *Sign
	// Untold says that the call may have answered and that the error which it
	// returns is nil then as well.
	Untold bool
	// Chained says that the framework hands the request on where the handler
	// returns as well, as nothing has told it to stop.
	Chained bool
	// Unsent says that the status was only set: the second answer replaces it.
	Unsent bool
	// Page says that a status alone was sent, and a page follows that may be meant to
	// go out under it.
	Page bool
	// Left says that the handler itself is done: it returns, and the framework goes on.
	Left bool
}

// Work is what a handler does that it should not do any more.
type Work uint8

// The kinds of work, the lesser harm first.
const (
	Asks    Work = iota // it calls again upon what made it refuse
	Uses                // it uses the result of what failed
	Answers             // it answers a second time
	HandsOn             // it hands the request on to another handler
)

// A Sign is a result by which a helper tells whether it has answered.
type Sign struct {
	Index    int  // of the result
	Answered bool // what it is then: true; for what can be nil, not nil
}

// after finds how a handler goes on after an error answer.
//
// What follows in the answer's own branch is part of that answer, or the
// business of another rule: only what other paths reach as well counts. All
// paths from the answer are walked under what is known there, so that a flag, a
// second test of the same error and a helper's result end them. A condition
// that asks the writer, or whoever holds it, may know of the answer and ends
// them too; so does a boolean that closures share, because it may be set where
// the answer is given.
//
// Of calls that are no answers most are a fine thing to do after one: logging,
// metrics, closing, unlocking. A list of the good ones would never be complete,
// so that only what is certainly no tail counts: the request goes to the next
// handler, the result of what failed is used, the thing that made the handler
// refuse is called again with an argument and no answer depends on it.
func (p *producer) after(s *Site) *After {
	if !p.refuses(s) || !s.Sends && !s.ans.kind.Heads() || s.Implied {
		return nil
	}
	sign, env, ok := p.answered(s)
	truth, nilError := p.whereAnswered(s)
	own := []*ssa.BasicBlock{s.call.Block()}
	switch {
	case !ok && !nilError:
		return nil
	case !ok:
		own = nil // the branch is the one that is taken when nothing was wrong
	case sign != nil:
		own = p.branches(env)
	}
	maps.Copy(env.truth, truth)
	env.own = own
	refuser := p.refuser(s)
	known := p.remember(s.call, own)
	var out *After
	page := false
	note := func(work Work, pos token.Pos) {
		if e := p.index.Call(pos); e != nil {
			pos = e.Pos()
		}
		if pos.IsValid() && (out == nil || work > out.Work || work == out.Work && out.Pos == s.Call.Pos()) {
			out = &After{Pos: pos, Work: work, Sign: sign, Untold: !ok}
		}
	}
	p.walk(s.call, env, func(instr ssa.Instruction, env pathEnv) bool {
		b := instr.Block()
		if env.inOwn(b) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				return false
			}
			if call == s.call && sign == nil && !p.inherits(call, s.ans) {
				note(Answers, call.Pos()) // in the next round of a loop
				return true
			}
			if call == s.call || !p.answersAgain(call, s, sign) {
				return false
			}
			if sign != nil && (len(p.changes(call)) == 0 || p.sentBy(call, s.ans.writer) == nil) { // else it is late
				note(Answers, call.Pos())
			}
			return true // and that answer is a site, too
		}
		switch instr := instr.(type) {
		case *ssa.If:
			_, decided := p.known(instr.Cond, env)
			if decided || !known.decides(instr.Cond, b, env) && !p.mayKnow(instr.Cond, s) && !testsFailed(instr.Cond, s.call.Block()) {
				return false
			}
			if pos := p.answersAnyway(instr, env, s, sign); pos.IsValid() {
				note(Answers, pos)
			}
			return true
		case *ssa.Call:
			switch {
			case p.answersAgain(instr, s, sign):
				note(Answers, instr.Pos())
				page = page || slices.ContainsFunc(p.events(instr), func(a *answer) bool { return hasBody(a) && bodyKind(a) == HTML })
				return true
			case p.handsOn(instr, s, env):
				note(HandsOn, instr.Pos())
				if out != nil && out.Work == HandsOn {
					out.Chained = p.chained(instr)
				}
				return true
			case refuser != nil && p.asks(instr, refuser):
				note(Asks, instr.Pos())
			}
		}
		note(Uses, p.usesFailed(instr, s.call.Block()))
		return false
	})
	if out != nil && out.Work == Answers && s.ans.kind.Heads() {
		out.Unsent, out.Page = s.ans.kind == httpmodel.SetStatus, page
	}
	if out == nil && sign == nil && ok && p.leavesChain(s) {
		return &After{Pos: s.Call.Pos(), Work: HandsOn, Chained: true, Left: true}
	}
	return out
}

// answersAnyway returns where a handler answers a second time whatever a
// condition says that may know of the first answer; NoPos if one of its
// branches does not.
func (p *producer) answersAnyway(cond *ssa.If, env pathEnv, s *Site, sign *Sign) token.Pos {
	first := token.NoPos
	for _, succ := range cond.Block().Succs {
		answers, ends := false, false
		p.walkFrom(succ, 0, env.enter(cond.Block(), succ), func(instr ssa.Instruction, _ pathEnv) bool {
			switch instr := instr.(type) {
			case *ssa.Call:
				if p.answersAgain(instr, s, sign) {
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
func (p *producer) leavesError(ret *ssa.Return) bool {
	s := p.speakerOf(ret.Parent())
	if s == nil || s.kind != Returning || len(ret.Results) != 1 {
		return false
	}
	v := p.flow.Eval(ret.Results[0], ret)
	return len(v) > 0 && !slices.ContainsFunc(v, func(t *origin.Term) bool { return t.Op == origin.Zero })
}

// refuses reports whether a site answers an error: by its status, or, where that
// is decided but not known, because it stands where something has failed or
// sends the text of an error.
func (p *producer) refuses(s *Site) bool {
	if s.IsError() {
		return true
	}
	if s.Exact || len(s.ans.status) == 0 || s.ans.kind.Heads() || p.inherits(s.call, s.ans) {
		return false
	}
	if s.ans.body.Tainted() {
		return true
	}
	for v, val := range entry(s.call.Block()).truth {
		if val && typeutil.IsError(v.Type()) {
			return true
		}
	}
	return false
}

// answersAgain reports whether a call answers through the site's writer, other than
// by adding to the site's answer. A helper that tells by a sign whether it has
// answered has left nothing to add.
func (p *producer) answersAgain(call *ssa.Call, s *Site, sign *Sign) bool {
	if s.ans.kind.Heads() && p.addsBody(call, s.ans.writer) {
		return false
	}
	again := false
	for _, a := range p.events(call) {
		if a.kind == httpmodel.SetHeader || a.kind == httpmodel.AddHeader || a.fails || !sameWriter(a.writer, s.ans.writer) {
			continue
		}
		// `w.WriteHeader(503)` in a branch and the body behind it for all is one answer.
		if p.inherits(call, a) && (s.ans.kind.Heads() || sign == nil && a.status.Key() == s.ans.status.Key()) {
			continue
		}
		// No status was chosen for this one: it is the body of what was begun.
		if codes, _ := a.status.Ints(); s.ans.kind.Heads() && len(codes) == 0 {
			continue
		}
		// A responder that sets a status only where it finds one: the one that was sent stands.
		if a.kind == httpmodel.Body && s.ans.kind.Heads() && mayBe(a.status, s.ans.status) {
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

// goesOn reports whether a call of the model leaves the status to those before it.
func (p *producer) goesOn(r *httpmodel.Response, call *ssa.Call) bool {
	switch st := r.Status; st.Op {
	case 0:
		return true
	case httpmodel.OpStatus: // one that was noted on the request is no other call's answer
		return st.Arg == r.Writer
	case httpmodel.OpGiven:
		codes, exact := p.flow.RowValue(st.X(), call).Ints()
		return exact && len(codes) == 1 && codes[0] < 1
	}
	return false
}

// inherits reports whether an event sends whatever status was decided before
// its call.
func (p *producer) inherits(call *ssa.Call, a *answer) bool {
	if a.kind != httpmodel.Body && a.kind != httpmodel.Answer {
		return false
	}
	if row := p.flow.Row(&call.Call); row != nil {
		return p.goesOn(row.Response, call)
	}
	for _, t := range p.flow.Targets(call) {
		for _, b := range p.summaryOf(t) {
			if b.kind == a.kind && b.api == a.api && t.Subst(p.asCalled(t, b.status)).Key() == a.status.Key() {
				return b.inherits()
			}
		}
	}
	return false
}

// refuser returns the call that made the handler refuse: `if x.Count() == 0 {…}`
// without an else, where x is an interface's value. It is nil if anything on the
// way that skips the branch answers: then what follows is a tail for both.
func (p *producer) refuser(s *Site) *ssa.Call {
	home := s.call.Block()
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
			if v.Call.IsInvoke() && len(p.events(v)) == 0 {
				return v
			}
		}
		return nil
	}
}

// asks reports whether a call is made upon what the refuser was, for more than
// to be rid of it: Close and Unlock have no arguments, or a context.
func (p *producer) asks(call, refuser *ssa.Call) bool {
	return call.Call.IsInvoke() && p.samePlace(call.Call.Value, refuser.Call.Value) &&
		slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool { return !valueflow.IsContext(a.Type()) })
}

// samePlace reports whether two values are one or were loaded from one place.
func (p *producer) samePlace(x, y ssa.Value) bool {
	a, ok1 := x.(*ssa.UnOp)
	b, ok2 := y.(*ssa.UnOp)
	if x == y || !ok1 || !ok2 || a.Op != token.MUL || b.Op != token.MUL {
		return x == y
	}
	from, to := p.flow.Roots(a.X), p.flow.Roots(b.X)
	return len(from) == 1 && slices.Equal(from, to)
}

// mayKnow reports whether a condition may know that a site has answered.
func (p *producer) mayKnow(v ssa.Value, s *Site) bool {
	holds := func(v ssa.Value) bool {
		return slices.ContainsFunc(p.flow.Roots(v), func(l valueflow.Loc) bool { return l.Root == s.ans.writer.Root })
	}
	if instr, ok := v.(ssa.Instruction); ok && !ssautil.ReachesAround(s.call.Block(), instr.Block(), nil) && instr.Block() != s.call.Block() {
		return false // asked before there was an answer: the length of what a loop goes over
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
		return slices.ContainsFunc(ssautil.Args(&v.Call), holds) && (p.flow.Row(&v.Call) == nil || p.tells(v))
	}
	return false
}

// tells reports whether a call of the model asks its receiver how far the answer
// is: whether it was written, aborted, its size, its status.
func (p *producer) tells(call *ssa.Call) bool {
	row := p.flow.Row(&call.Call)
	if row.Response != nil || row.Recv == "" || len(ssautil.Args(&call.Call)) != 1 {
		return false
	}
	switch t := call.Type().Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsBoolean|types.IsNumeric) != 0
	case *types.Slice:
		return p.flow.IsWriter(ssautil.Args(&call.Call)[0].Type()) // fasthttp's body, of which the length is asked
	}
	return false
}

// maySet reports whether a variable that closures share may be set where a site
// answers: in its branch, or by a closure that answers.
func (p *producer) maySet(s *Site, flag *ssa.Alloc) bool {
	if slices.ContainsFunc(p.flow.Targets(s.call), func(t valueflow.Target) bool { return t.Obj == nil }) {
		return true
	}
	return slices.ContainsFunc(*flag.Referrers(), func(ref ssa.Instruction) bool {
		store, ok := ref.(*ssa.Store)
		return ok && store.Addr == flag && s.call.Block().Dominates(store.Block())
	})
}

// branches returns the blocks that control enters only if the results of a
// helper are as env says.
func (p *producer) branches(env pathEnv) []*ssa.BasicBlock {
	var out []*ssa.BasicBlock
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp, *ssa.BinOp:
				visit(ref.(ssa.Value))
			case *ssa.If:
				val, ok := p.known(ref.Cond, env)
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
	for v := range env.truth {
		visit(v)
	}
	return out
}

// usesFailed returns where an instruction uses a result of something that has
// failed at a block: a call whose error is not nil, a call or a lookup that
// said so with a boolean. Comparing it, or putting it into a log, is no use.
func (p *producer) usesFailed(instr ssa.Instruction, at *ssa.BasicBlock) token.Pos {
	switch i := instr.(type) {
	case *ssa.Phi, *ssa.DebugRef, *ssa.Extract, *ssa.Return, *ssa.MakeInterface, *ssa.BinOp, *ssa.If, *ssa.Store, *ssa.Defer:
		return token.NoPos
	case *ssa.Call:
		if row := p.flow.Row(&i.Call); row != nil && row.Pure {
			return token.NoPos
		}
	}
	for _, op := range instr.Operands(nil) {
		if e, ok := (*op).(*ssa.Extract); ok && !isSign(e) && failed(e.Tuple, at) {
			return instr.Pos()
		}
	}
	return token.NoPos
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
	return ok && !isSign(e) && failed(e.Tuple, at)
}

// isSign reports whether a value says of others whether they are good.
func isSign(e *ssa.Extract) bool {
	return typeutil.IsError(e.Type()) || types.Identical(e.Type().Underlying(), types.Typ[types.Bool])
}

// failed reports whether it is known at a block that what gave a tuple has failed.
func failed(tuple ssa.Value, at *ssa.BasicBlock) bool {
	env := entry(at)
	for _, ref := range *tuple.Referrers() {
		e, ok := ref.(*ssa.Extract)
		if !ok || !isSign(e) {
			continue
		}
		if val, known := env.truth[e]; known && val == typeutil.IsError(e.Type()) {
			return true
		}
	}
	return false
}

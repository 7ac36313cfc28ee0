package retry

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// A loop around a request is one of three things. It retries if control comes back
// to the request where that failed, and leaves where it succeeded. It polls, or
// takes the next of several things, if control comes back in either case: that is
// no retry, whatever it does. One that reads a response piece by piece, for as long
// as the connection lives, and then asks for it again keeps a stream alive.

// A Loop is a loop that sends a request again where it failed.
type Loop struct {
	Stmt ast.Stmt      // the for statement
	Call *ast.CallExpr // the call in it that makes the request
	API  string        // what that calls, as messages name it
	// Recurs says that the function calls itself instead, and Second that it makes the same
	// call once more; Stmt is that call then.
	Recurs, Second bool
	// Streams says that the request asks for a stream, which is asked for again when
	// it ends.
	Streams  bool
	Waits    []*Wait
	Response LoopResponse
	Context  LoopContext
	Test     LoopTest
}

// A LoopResponse is what becomes of a response when the next attempt is made.
type LoopResponse struct {
	Unclosed bool // its body may be open
	Kept     bool // it, or its body, may be looked at later: by the next round, or behind the loop
	Returned bool // one that says that the client has made a mistake may go to the callers
}

// A LoopContext is the context of a function with a loop.
type LoopContext struct {
	Var   *types.Var // a parameter, nil if there is none
	Asked bool       // the loop asks a context whether to go on
	Alone bool       // a context can end the loop, and nothing else can
}

// A LoopTest is the first comparison of the status in a loop.
type LoopTest struct {
	Cond   ast.Expr // nil if there is none
	Passes bool     // it is true of a success, and not of what is sent again
}

// tries are the statuses that are tried out on a loop: of the client's mistakes,
// and of those of the server.
var tries = [...]int{400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 425, 429, 500, 501, 502, 503, 504}

// usually holds the status that answers a method which has succeeded, where that is
// not 200.
var usually = map[string]int{"POST": 201, "PUT": 204, "DELETE": 204}

// byLoop returns how a call of a frame is made again by a loop around it.
func (p *Retries) byLoop(s *exchange.Site, f frame) *Repeat {
	if s.Probe {
		return nil // it waits for a service to be there
	}
	for _, l := range append(exchange.LoopsAround(f.call.Block()), p.without(f)...) {
		if r := p.loop(s, f, l); r != nil {
			return r
		}
	}
	return nil
}

func (p *Retries) loop(s *exchange.Site, f frame, l *exchange.Natural) *Repeat {
	stmt := p.stmtOf(f.call, l)
	call := p.Index.Call(f.call.Pos())
	if stmt == nil || call == nil || l.Again == nil && p.others(f.call, l) {
		return nil
	}
	r := &Repeat{Sites: []*exchange.Site{s}, At: stmt, Loop: &Loop{Stmt: stmt, Call: call, API: s.By.API, Recurs: l.Recurs(), Second: l.Again != nil && !l.Recurs()}}
	if name := syntax.Name(call.Fun); name != "" && (f.call != s.Code.Call || s.By.Via != "") {
		r.Loop.API = name // a function that is written where it is called has none
	}
	again := func(o policy.Scenario) bool { return p.walk(f, l, o, nil, false).again }
	if again(policy.Scenario{Status: 200}) {
		r.Loop.Streams = p.streamed(s) && (!l.Blocks[s.Code.Call.Block()] || f.call == s.Code.Call)
		if !r.Loop.Streams && again(policy.Scenario{Status: 200, Read: true}) {
			// One that insists on the status of its method takes a 200 for a failure.
			usual := usually[s.Message.Method]
			if usual == 0 || again(policy.Scenario{Status: usual, Read: true}) || !again(policy.Scenario{Status: 400}) || !again(policy.Scenario{Status: 500}) {
				return nil
			}
		}
	}
	r.Known, r.Layers = true, 1
	r.Statuses = policy.All(policy.Unknown)
	failing, passing := policy.Scenario{}, false
	for _, status := range tries {
		o := policy.Scenario{Status: status, Read: true}
		w := p.walk(f, l, o, nil, false)
		r.Statuses.List[status-100] = w.truth()
		if w.again && (failing.Status == 0 || status == 503) {
			failing = o
		}
		passing = passing || w.again && passes(status)
	}
	errs := policy.Scenario{Failed: true}
	broken := p.walk(f, l, errs, nil, false)
	r.Errors = broken.truth()
	switch {
	case failing.Status == 0 && broken.again:
		failing = errs
	case !broken.again && !passing && r.Statuses.Of(400) != policy.Yes:
		return nil // after another login, or when something has come to be there
	}

	done := contexts(l)
	r.Loop.Context.Asked = len(done) > 0
	switch w := p.walk(f, l, failing, nil, l.Again == nil); {
	case w.spent, l.Again != nil && (w.left || !r.Loop.Recurs || p.counts(l)):
	case !w.left:
		r.Limit.Attempts = policy.Unbounded
	default:
		w := p.walk(f, l, failing, done, true)
		r.Loop.Context.Alone = !w.left && !w.spent
	}
	r.Limit.Configured = r.Limit.Attempts != policy.Unbounded && p.configured(l)
	r.Loop.Context.Var = contextOf(f.call.Parent())
	r.Loop.Waits = p.waits(l)
	if failing.Status != 0 {
		p.reached(r.Loop.Waits, f, l, failing)
	}
	if !r.Loop.Second || len(r.Loop.Waits) > 0 { // one more attempt may be made at once
		r.Delay = p.delayBy(r.Loop.Waits, l)
	}
	r.RetryAfter = p.afterBy(r.Loop.Waits)
	p.spend(r, f, l)
	if f.inner != nil {
		r.Left = p.left(f, nil)
	}
	r.Context = policy.Unknown
	r.AnyMethod, r.Rewinds = policy.Yes, policy.Unknown
	if f.call == s.Code.Call {
		r.Loop.Response.Kept = s.Code.Trace.Escapes || s.Code.Trace.Keeps(l)
		refused := p.exchanges.CourseFrom(s.Code.Call, s.Code.Trace, policy.Scenario{Status: 404}, f.of(policy.Scenario{Status: 404}))
		r.Loop.Response.Returned = refused.Handed
		r.Loop.Response.Unclosed = failing.Status != 0 && p.unclosed(f, l, failing)
		r.Loop.Test.Cond, r.Loop.Test.Passes = p.condition(s, l)
	}
	return r
}

// stmtOf returns the statement that a request is sent again by.
func (p *Retries) stmtOf(call *ssa.Call, l *exchange.Natural) ast.Stmt {
	if l.Again == nil {
		return p.loopStmt(call, l)
	}
	if again := p.Index.Call(l.Again.Pos()); again != nil {
		return &ast.ExprStmt{X: again}
	}
	return nil
}

// passes reports whether a request that gets a status may get another one next time.
func passes(status int) bool {
	return status >= 500 || status == 408 || status == 425 || status == 429
}

// A walked says where a walk through a loop came.
type walked struct{ again, left, spent, unsure, stopped bool }

func (w walked) truth() policy.Truth {
	switch {
	case w.spent, w.again && w.unsure:
		return policy.Unknown
	}
	return policy.TruthOf(w.again)
}

// walk walks through a loop from a call on, as if the request had some outcome,
// and never holds; with persists as if every further one had it too.
func (p *Retries) walk(f frame, l *exchange.Natural, o policy.Scenario, never []ssa.Value, persists bool, stops ...ssa.Instruction) walked {
	in := &exchange.Confines{Blocks: l.Blocks, Again: l.Again, Stops: make(map[ssa.Instruction]bool)}
	in.Hooks = p.hooks(l, persists)
	for _, i := range stops {
		in.Stops[i] = true
	}
	gs := f.of(o)
	if persists {
		in.Fails = gs
		if gs == nil {
			in.Fails = []exchange.Approx{}
		}
	}
	w := p.exchanges.NewWalker(f.call, f.trace, o, in)
	w.Behind(gs, never)
	return walked{w.Course.Again, in.Left, w.Course.Spent, in.Unsure, in.Halted}
}

// loopStmt returns the statement that a loop is written as, the labeled one where goto
// makes it, nil for one that goes through the members of something.
func (p *Retries) loopStmt(call *ssa.Call, l *exchange.Natural) (found ast.Stmt) {
	lo, hi := call.Pos(), call.Pos()
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			if pos := instr.Pos(); pos.IsValid() {
				if _, phi := instr.(*ssa.Phi); !phi { // that of a variable stands where it is declared
					lo, hi = min(lo, pos), max(hi, pos)
				}
			}
		}
	}
	around := p.Index.Func(call.Pos())
	if around == nil {
		return nil
	}
	written := false // as a for statement, of whatever form
	var label ast.Stmt
	ast.Inspect(around, func(n ast.Node) bool {
		if l, ok := n.(*ast.LabeledStmt); ok && l.Pos() <= lo {
			label = l
		}
		if n == nil || n.Pos() > call.Pos() || call.Pos() >= n.End() {
			return false
		}
		switch n := n.(type) {
		case *ast.ForStmt:
			if n.Pos() <= lo && hi < n.End() {
				found, written = n, true
			}
		case *ast.RangeStmt:
			if n.Pos() <= lo && hi < n.End() {
				found, written = nil, true
				switch t := p.Pass.TypesInfo.TypeOf(n.X).Underlying().(type) {
				case *types.Basic:
					if t.Info()&types.IsInteger != 0 {
						found = n
					}
				case *types.Chan:
					if exchange.IsTime(t.Elem()) {
						found = n
					}
				}
			}
		}
		return true
	})
	if !written {
		return label // goto
	}
	return found
}

// others reports whether a call in a loop asks for something else each time: the
// next host, the next page. What changes is a text or a struct; a number may be
// that of the attempt.
func (p *Retries) others(call *ssa.Call, l *exchange.Natural) bool {
	changes := func(c *ssa.Call) bool {
		return slices.ContainsFunc(ssautil.Args(&c.Call), func(a ssa.Value) bool {
			switch t := a.Type().Underlying().(type) {
			case *types.Basic:
				return t.Info()&types.IsString != 0 && p.depends(a, l).varies
			case *types.Struct:
				return p.depends(a, l).varies
			}
			return false
		})
	}
	if changes(call) {
		return true
	}
	for _, a := range ssautil.Args(&call.Call) {
		if !httpmodel.IsRequest(a.Type()) {
			continue
		}
		if e, ok := a.(*ssa.Extract); ok {
			a = e.Tuple
		}
		if made, ok := a.(*ssa.Call); ok && l.Blocks[made.Block()] && changes(made) {
			return true
		}
	}
	return false
}

// streamed reports whether the body of a response is read piece by piece: in a loop,
// or by what a scanner or a decoder gives there.
func (p *Retries) streamed(s *exchange.Site) bool {
	return slices.ContainsFunc(s.Code.Trace.Uses, func(u *exchange.Use) bool {
		if inner(u.At, s.Code.Call) {
			return true
		}
		call, ok := u.At.(*ssa.Call)
		return ok && slices.ContainsFunc(*call.Referrers(), func(ref ssa.Instruction) bool {
			_, calls := ref.(*ssa.Call)
			return calls && inner(ref, s.Code.Call)
		})
	})
}

// inner reports whether an instruction lies in a loop that another one does not.
func inner(a, b ssa.Instruction) bool {
	if a.Parent() != b.Parent() {
		return false
	}
	return slices.ContainsFunc(exchange.LoopsAround(a.Block()), func(l *exchange.Natural) bool { return !l.Blocks[b.Block()] })
}

// contexts returns what a loop compares to learn that a context has ended, each
// true if it has. One that is nil says that the loop asks in another way.
func contexts(l *exchange.Natural) []ssa.Value {
	var out []ssa.Value
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			cmp, ok := instr.(*ssa.BinOp)
			if !ok {
				continue
			}
			if e, ok := cmp.X.(*ssa.Extract); ok && e.Index == 0 && cmp.Op == token.EQL {
				sel, isSelect := e.Tuple.(*ssa.Select)
				k, isConst := cmp.Y.(*ssa.Const)
				if isSelect && isConst && k.Value != nil && int(k.Int64()) < len(sel.States) && k.Int64() >= 0 && fromContext(sel.States[k.Int64()].Chan) {
					out = append(out, cmp)
				}
			}
			if cmp.Op == token.NEQ && fromContext(cmp.X) {
				out = append(out, cmp)
			}
		}
	}
	slices.SortFunc(out, func(a, b ssa.Value) int { return strings.Compare(a.Name(), b.Name()) })
	return out
}

// fromContext reports whether a value is what a method of a context gives.
func fromContext(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	args := ssautil.Args(&call.Call)
	return len(args) == 1 && valueflow.IsContext(args[0].Type())
}

// contextOf returns the context that a function, or the one that a closure stands
// in, is given.
func contextOf(fn *ssa.Function) *types.Var {
	for ; fn != nil; fn = fn.Parent() {
		for v := range fn.Signature.Params().Variables() {
			if valueflow.IsContext(v.Type()) && v.Name() != "" && v.Name() != "_" {
				return v
			}
		}
	}
	return nil
}

// condition returns the first comparison of the status in a loop, and whether it is one
// with a success.
func (p *Retries) condition(s *exchange.Site, l *exchange.Natural) (first ast.Expr, passes bool) {
	ops := make(map[token.Pos]bool)
	for _, look := range s.Code.Trace.Looks {
		if cmp, ok := look.(*ssa.BinOp); ok && l.Blocks[cmp.Block()] {
			ops[cmp.Pos()] = true
		}
	}
	if s.At.Func == nil || len(ops) == 0 {
		return nil, false
	}
	ast.Inspect(s.At.Func, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && ops[b.OpPos] && (first == nil || b.Pos() < first.Pos()) {
			first, passes = b, b.Op == token.EQL && p.isSuccess(b.X, b.Y) || b.Op == token.LSS || b.Op == token.LEQ
		}
		return true
	})
	return first, passes
}

// isSuccess reports whether one of two expressions is the constant of a success.
func (p *Retries) isSuccess(xs ...ast.Expr) bool {
	return slices.ContainsFunc(xs, func(x ast.Expr) bool {
		c := p.Pass.TypesInfo.Types[x].Value
		if c == nil || c.Kind() != constant.Int {
			return false
		}
		n, _ := constant.Int64Val(c)
		return n == 2 || n >= 200 && n < 300 // or status/100
	})
}

// argument returns the expression of an argument of a call, the receiver counted.
func (p *Retries) argument(call *ssa.Call, i int) ast.Expr {
	expr := p.Index.Call(call.Pos())
	if expr == nil {
		return nil
	}
	if call.Call.IsInvoke() || call.Call.Signature().Recv() != nil {
		i--
	}
	if i < 0 || i >= len(expr.Args) {
		return nil
	}
	return expr.Args[i]
}

func storesTo(b *ssa.BasicBlock, f *ssa.FieldAddr, depth int) bool {
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case *ssa.Store:
			if g, ok := instr.Addr.(*ssa.FieldAddr); ok && g.Field == f.Field && types.Identical(g.X.Type(), f.X.Type()) {
				return true
			}
		case *ssa.Call:
			fn := ssautil.Generic(instr.Call.StaticCallee())
			if fn == nil || depth >= maxPauseDepth {
				continue
			}
			for _, inner := range fn.Blocks {
				if storesTo(inner, f, depth+1) {
					return true
				}
			}
		}
	}
	return false
}

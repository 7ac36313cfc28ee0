package retry

import (
	"go/ast"
	"go/constant"
	"go/token"
	"slices"
	"strings"
	"time"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"golang.org/x/tools/go/ssa"
)

// A Wait is a place in a loop where time is spent between two attempts.
type Wait struct {
	Call *ast.CallExpr // the call that waits, or hands the time to what does
	Expr ast.Expr      // the duration
	policy.Delay
	// RetryAfter says whether the header field has a part in it.
	RetryAfter policy.RetryAfter
	// Sleeps says that nothing but time ends it.
	Sleeps bool
	// AfterResponse says that control comes here after a response that is not the one that
	// was hoped for, and not after errors of the transport alone.
	AfterResponse bool

	call *ssa.Call
}

// A dependence is what a duration is made of.
type dependence struct {
	varies   bool // it is another one in a later round of the loop
	chance   bool
	byHeader bool // by Retry-After
	capped   bool
	unknown  bool
}

func (d dependence) and(e dependence) dependence {
	return dependence{d.varies || e.varies, d.chance || e.chance, d.byHeader || e.byHeader, d.capped || e.capped, d.unknown || e.unknown}
}

// waits returns where a loop waits, in the order of the source: in calls of package
// time, and in calls of functions that make such a call, however these come to know
// for how long.
func (p *Retries) waits(l *exchange.Natural) []*Wait {
	var out []*Wait
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call == l.Again {
				continue
			}
			for _, ps := range p.pauses(call, 0) {
				w := &Wait{Call: p.Index.Call(call.Pos()), Sleeps: ps.sleeps, call: call}
				if w.Call == nil {
					break
				}
				w.Expr = w.Call
				if i := ps.argument(); i >= 0 {
					if w.Expr = p.argument(call, i); w.Expr == nil {
						w.Expr = w.Call
					}
				}
				r := &reader{p: p, l: l, seen: make(map[ssa.Value]bool), args: ps.args}
				w.Delay, w.RetryAfter = r.delay(ps.time)
				out = append(out, w)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *Wait) int { return int(a.Expr.Pos() - b.Expr.Pos()) })
	return out
}

// reached notes which waits a response leads to that is retried.
func (p *Retries) reached(ws []*Wait, f frame, l *exchange.Natural, o policy.Scenario) {
	for _, w := range ws {
		w.AfterResponse = p.walk(f, l, o, nil, false, w.call).stopped
	}
}

// A pause is a call of package time that waits, or begins to, where a call leads
// to it.
type pause struct {
	call   *ssa.Call // the one that leads to it, or is it
	time   ssa.Value // how long it takes
	sleeps bool      // nothing but time ends it
	// args are what the parameters of the functions on the way are given, the
	// outermost function first.
	args []map[ssa.Value]ssa.Value
}

// maxPauseDepth bounds how many functions lead to a pause: a helper, and one of the
// package's own library below it.
const maxPauseDepth = 2

// pauses returns the pauses that a call leads to.
func (p *Retries) pauses(call *ssa.Call, depth int) []pause {
	if arg, sleeps, ok := p.pauseOf(call); ok {
		return []pause{{call: call, time: ssautil.Args(&call.Call)[arg], sleeps: sleeps || received(call)}}
	}
	if depth >= maxPauseDepth || p.Flow.Row(&call.Call) != nil || p.exchanges.ClientBehind(call) != nil {
		return nil
	}
	targets := p.Flow.Targets(call)
	if len(targets) != 1 || targets[0].Fn == nil || len(targets[0].Fn.Params) != len(targets[0].Args) {
		return nil
	}
	fn := targets[0].Fn
	given := make(map[ssa.Value]ssa.Value)
	for i, q := range fn.Params {
		given[q] = targets[0].Args[i]
	}
	var out []pause
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			inner, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, ps := range p.pauses(inner, depth+1) {
				ps.call, ps.args = call, append([]map[ssa.Value]ssa.Value{given}, ps.args...)
				out = append(out, ps)
			}
		}
	}
	return out
}

// argument returns the argument of the call that leads to a pause which says how long
// it takes, -1 if none does by itself.
func (ps *pause) argument() int {
	v := ps.time
	for _, given := range slices.Backward(ps.args) {
		a, ok := given[v]
		if !ok {
			return -1
		}
		v = a
	}
	return slices.Index(ssautil.Args(&ps.call.Call), v)
}

// received reports whether nothing else is waited for than the channel that a
// call makes.
func received(call *ssa.Call) bool {
	for _, ref := range *call.Referrers() {
		if u, ok := ref.(*ssa.UnOp); ok && u.Op == token.ARROW {
			return true
		}
	}
	return false
}

// delay describes a duration in a loop.
func (r *reader) delay(v ssa.Value) (policy.Delay, policy.RetryAfter) {
	d := r.of(v)
	if d.byHeader && !d.capped {
		d.capped = r.compared()
	}
	after := policy.RetryAfterIgnored
	switch {
	case d.byHeader && d.capped:
		after = policy.RetryAfterCapped
	case d.byHeader:
		after = policy.RetryAfterHonoured
	case d.unknown:
		after = policy.RetryAfterUnknown
	}
	if d.unknown && !d.chance {
		return policy.Delay{}, after
	}
	delay := policy.Delay{Form: policy.DelayConstant, Jitter: policy.TruthOf(d.chance)}
	if d.varies || d.byHeader {
		delay.Form = policy.DelayExponential
	}
	for _, given := range slices.Backward(r.args) {
		if a, ok := given[v]; ok {
			v = a
		}
	}
	if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Int {
		delay.Min = time.Duration(c.Int64())
	}
	return delay, after
}

// delayBy returns what holds of all waits of a loop that Retry-After has no part in.
func (p *Retries) delayBy(ws []*Wait, l *exchange.Natural) policy.Delay {
	if len(ws) == 0 && !p.mayWait(l) {
		return policy.Delay{Form: policy.DelayNone, Jitter: policy.No}
	}
	var out policy.Delay
	first := true
	for _, w := range ws {
		if w.RetryAfter == policy.RetryAfterHonoured || w.RetryAfter == policy.RetryAfterCapped {
			continue
		}
		if first {
			out, first = w.Delay, false
			continue
		}
		out = policy.Delay{Form: policy.Agreed(out.Form, w.Form), Jitter: out.Jitter.Same(w.Jitter), Min: policy.Agreed(out.Min, w.Min)}
	}
	return out
}

// mayWait reports whether a loop calls or receives what may take its time, for
// all that is known.
func (p *Retries) mayWait(l *exchange.Natural) bool {
	for b := range l.Blocks {
		if p.mayWaitIn(b, 0) {
			return true
		}
	}
	return false
}

func (p *Retries) mayWaitIn(b *ssa.BasicBlock, depth int) bool {
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case *ssa.Select:
			return true
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				return true
			}
		case *ssa.Call:
			fn := ssautil.Callee(&instr.Call)
			if _, ok := instr.Call.Value.(*ssa.Builtin); ok || p.Flow.Row(&instr.Call) != nil || httpmodel.Computes(fn) || httpmodel.Chance(fn) {
				continue
			}
			body := ssautil.Generic(instr.Call.StaticCallee())
			if body == nil || len(body.Blocks) == 0 || depth > 2 {
				return true
			}
			for _, b := range body.Blocks {
				if p.mayWaitIn(b, depth+1) {
					return true
				}
			}
		}
	}
	return false
}

// afterBy returns what becomes of Retry-After in a loop. The package that names it
// anywhere may heed it in a way that is not seen here.
func (p *Retries) afterBy(ws []*Wait) policy.RetryAfter {
	for _, w := range ws {
		if w.RetryAfter == policy.RetryAfterHonoured || w.RetryAfter == policy.RetryAfterCapped {
			return w.RetryAfter
		}
	}
	if p.mentionsRetryAfter() || slices.ContainsFunc(ws, func(w *Wait) bool { return w.RetryAfter == policy.RetryAfterUnknown }) {
		return policy.RetryAfterUnknown
	}
	return policy.RetryAfterIgnored
}

// mentionsRetryAfter reports whether the package names the field, other than to
// send it.
func (p *Retries) mentionsRetryAfter() bool {
	for _, fn := range p.Flow.Funcs {
		if p.Index.InTest(fn.Pos()) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					row := p.Flow.Row(&call.Call)
					if row != nil && row.Response != nil && (row.Response.Kind == httpmodel.SetHeader || row.Response.Kind == httpmodel.AddHeader) {
						continue
					}
				}
				if slices.ContainsFunc(instr.Operands(nil), func(v *ssa.Value) bool { return isRetryAfter(*v) }) {
					return true
				}
			}
		}
	}
	return false
}

// isRetryAfter reports whether a value is the name of the field.
func isRetryAfter(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.String && strings.EqualFold(constant.StringVal(c.Value), "Retry-After")
}

package retry

import (
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/policy"
	"golang.org/x/tools/go/ssa"
)

// Bodies of responses that are open when the request is sent again.

// unclosed reports whether a way back to the request does not close the body of
// its response. To read it to the end, or to hand it to code that was not read, is
// to see to it.
func (p *Retries) unclosed(f frame, l *exchange.Natural, o policy.Scenario) bool {
	gs := f.of(o)
	if !f.returnsResponse() || f.trace.Escapes || len(gs) > 0 && gs[0].Kind == exchange.IsNone {
		return false
	}
	if f.inner != nil && (len(gs) == 0 || gs[len(gs)-1].Kind == (exchange.Approx{}).Kind) {
		return false // the function that it calls never returns so, or nobody knows whether with an error
	}
	return p.walk(f, l, o, nil, false, p.closing(f.trace, l, l.Again != nil)...).again
}

// returnsResponse reports whether the call of a frame gives a response of net/http's.
func (f frame) returnsResponse() bool {
	return slices.ContainsFunc(ssautil.Results(f.call, 0), func(v ssa.Value) bool { return httpmodel.IsResponse(v.Type()) })
}

// closing returns the calls of a loop that close a body, or might; with deferred also
// those at the end of the function.
func (p *Retries) closing(t *exchange.Trace, l *exchange.Natural, deferred bool) (out []ssa.Instruction) {
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			c, ok := instr.(ssa.CallInstruction)
			if _, later := instr.(*ssa.Defer); !ok || later && !deferred {
				continue // in a loop it waits for the end of the function
			}
			if p.seesTo(t, c) {
				out = append(out, instr)
			}
		}
	}
	return out
}

// left returns the request whose function may fail and leave the body of its response
// open, nil if there is none: each time that the function is run again one more is open.
// What tells the runner not to do that ends the attempts.
func (p *Retries) left(f frame, runner *ssa.Call) *exchange.Site {
	send := f.chain()[0]
	if !send.returnsResponse() || send.trace.Escapes {
		return nil
	}
	l := whole(send.call.Parent())
	stops := make(map[ssa.Instruction]bool)
	for _, instr := range p.closing(send.trace, l, true) {
		stops[instr] = true
	}
	for _, status := range exchange.Tried {
		o := policy.Scenario{Status: status}
		w := p.exchanges.NewWalker(send.call, send.trace, o, &exchange.Confines{Blocks: l.Blocks, Stops: stops})
		w.Behind(send.of(o), nil)
		for _, ret := range w.Course.Failing() {
			if !w.Course.Spent && !p.permanent(ret, runner) {
				return send.site
			}
		}
	}
	return nil
}

// permanent reports whether a function returns an error that tells its runner not to run
// it again.
func (p *Retries) permanent(ret *ssa.Return, runner *ssa.Call) bool {
	call, ok := ssautil.Unwrap(ret.Results[len(ret.Results)-1]).(*ssa.Call)
	if !ok || runner == nil {
		return false
	}
	made, by := ssautil.Callee(&call.Call), ssautil.Callee(&runner.Call)
	return made != nil && by != nil && made.Pkg() == by.Pkg()
}

// seesTo reports whether a call closes a body that is followed, or might.
func (p *Retries) seesTo(t *exchange.Trace, call ssa.CallInstruction) bool {
	c := call.Common()
	if mc, ok := c.Value.(*ssa.MakeClosure); ok {
		for _, b := range mc.Bindings {
			if len(t.Items[b]) > 0 {
				return true
			}
		}
	}
	row := p.Flow.Row(c)
	for i, a := range ssautil.Args(c) {
		for _, h := range t.Items[a] {
			switch {
			case h.What == exchange.TheStatus, h.What == exchange.TheResponse && row != nil:
			case row != nil:
				return true
			default:
				targets := p.exchanges.Targets(call)
				if len(targets) == 0 {
					return true
				}
				for _, tg := range targets {
					sub := p.exchanges.Handles(tg, exchange.Result{Index: i, Path: h.Path, What: h.What})
					if sub == nil || sub.Closes || sub.Escapes || len(sub.Uses) > 0 {
						return true
					}
				}
			}
		}
	}
	return false
}

package retry

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// pauseOf is [httpmodel.Pause] of the function that a call runs. It may be a value: a
// variable, a field or a parameter that is there for tests, and is time.Sleep otherwise.
func (p *Retries) pauseOf(call *ssa.Call) (arg int, sleeps, ok bool) {
	if fn := ssautil.Callee(&call.Call); fn != nil || call.Call.IsInvoke() {
		return httpmodel.Pause(fn)
	}
	if _, builtin := call.Call.Value.(*ssa.Builtin); builtin {
		return 0, false, false
	}
	return p.pauseIn(p.Policies.Origins(p.Flow.Eval(call.Call.Value, call)), true)
}

// pauseIn returns what all functions agree on that a value may be. What others may put into
// an exported field is another way to wait.
func (p *Retries) pauseIn(v origin.Value, callers bool) (arg int, sleeps, ok bool) {
	for _, t := range v {
		var is bool
		var at int
		var ends bool
		switch {
		case t.Op == origin.Unknown && t.Fn == nil && len(v) > 1, t.Op == origin.Zero:
			continue
		case t.Op == origin.Func && t.Fn != nil:
			obj, _ := t.Fn.Object().(*types.Func)
			at, ends, is = httpmodel.Pause(obj)
		case callers && exchange.Parameter(t) != nil:
			for _, by := range p.exchanges.CallersOf(t.Fn) {
				given, known := p.exchanges.ArgumentOf(t, by)
				if at, ends, is = p.pauseIn(p.Policies.Origins(given), false); !known || !is {
					return 0, false, false
				}
			}
		}
		if !is || ok && (at != arg || ends != sleeps) {
			return 0, false, false
		}
		arg, sleeps, ok = at, ends, true
	}
	return arg, sleeps, ok
}

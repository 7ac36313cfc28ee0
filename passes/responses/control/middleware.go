package control

import (
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"golang.org/x/tools/go/ssa"
)

// Middleware of frameworks that go on to the next handler when one returns.

// A standing says where in a chain this package puts a handler.
type standing struct {
	middle bool // before others
	end    bool // behind all others
}

// standings maps handlers to where they are put.
func (p *Control) standings() map[*ssa.Function]standing {
	if p.stands != nil {
		return p.stands
	}
	p.stands = make(map[*ssa.Function]standing)
	note := func(handlers []ssa.Value, last bool) {
		for i, v := range handlers {
			for _, h := range p.madeHandlers(v) {
				s := p.stands[h]
				s.end = s.end || last && i == len(handlers)-1
				s.middle = s.middle || !last || i < len(handlers)-1
				p.stands[h] = s
			}
		}
	}
	p.summaries.AnyInstr(func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		fn, args := ssautil.Callee(&call.Call), ssautil.Args(&call.Call)
		rt := p.Flow.Model().RouteOf(fn)
		if len(args) > 0 && (rt != nil || p.Flow.Row(&call.Call) != nil) { // some have no route: gin's NoRoute
			note(ssautil.Elements(args[len(args)-1]), !p.Flow.Model().ForEvery(fn) && (rt == nil || !rt.Group))
		}
		return false
	})
	return p.stands
}

// madeHandlers returns the handlers that a value may be: itself, or those that the
// function returns which it comes from.
func (p *Control) madeHandlers(v ssa.Value) (hs []*ssa.Function) {
	if h := p.writers.HandlerOf(v); h != nil {
		return []*ssa.Function{h}
	}
	call, ok := v.(*ssa.Call)
	if !ok || call.Call.StaticCallee() == nil {
		return nil
	}
	for _, b := range call.Call.StaticCallee().Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) == 1 {
			if h := p.writers.HandlerOf(ret.Results[0]); h != nil {
				hs = append(hs, h)
			}
		}
	}
	return hs
}

// leavesChain reports whether a middleware returns after it has refused a request, and
// the framework runs the next handler then as nothing has told it to stop.
//
// A function is a middleware if this package puts it before other handlers, or if
// it runs those that come after it on another path. What answers after these have
// run leaves nothing to them.
func (p *Control) leavesChain(s *summary.Response) bool {
	if s.Code.Write.Kind.Heads() || !p.writers.GoesOn(s.Code.Func) || !p.writers.IsHandler(s.Code.Func) {
		return false
	}
	at := p.standings()[s.Code.Func]
	if at.end || !at.middle && !ssautil.AnyCall(s.Code.Func, p.writers.RunsNext) || p.writers.Stops(s.Code.Call) {
		return false
	}
	for _, b := range s.Code.Func.Blocks {
		ahead := b == s.Code.Call.Block() || ssautil.ReachesAround(b, s.Code.Call.Block(), nil)
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Defer:
				return false // it may do either
			case *ssa.Call:
				if instr != s.Code.Call && ahead && (p.writers.RunsNext(instr) || p.writers.Stops(instr)) {
					return false
				}
			}
		}
	}
	left := false
	p.Paths.Forward(s.Code.Call, nil, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Return:
			left = true
		case *ssa.Call:
			return p.writers.RunsNext(instr) || p.writers.Stops(instr)
		}
		return left
	})
	return left
}

package writer

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// A handler that takes the connection over, as those of WebSockets do, has no response to
// send from then on: net/http drops what is written to it.

// TakesOver is the fact of a function that may take over the connection of a response which
// it is given: an upgrader. Where it returns no error it has done so.
type TakesOver struct{}

// AFact marks TakesOver as a fact.
func (*TakesOver) AFact() {}

func (*TakesOver) String() string { return "takesOver" }

// ExportTakesOver exports that a function may take over a connection.
func (p *Writers) ExportTakesOver(fn *ssa.Function, obj *types.Func) {
	if p.takesOver(fn) {
		p.Pass.ExportObjectFact(obj, new(TakesOver))
	}
}

// takesOver reports whether a function that is given a response may take over its connection.
func (p *Writers) takesOver(fn *ssa.Function) bool {
	if takes, known := p.takeovers[fn]; known {
		return takes
	}
	p.takeovers[fn] = false // a recursion adds nothing
	if !slices.ContainsFunc(fn.Params, func(q *ssa.Parameter) bool { return p.Flow.HoldsWriter(q.Type()) }) {
		return false
	}
	takes := ssautil.AnyCall(fn, p.mayTakeOver)
	p.takeovers[fn] = takes
	return takes
}

// mayTakeOver reports whether a call may take over the connection of a response.
func (p *Writers) mayTakeOver(call *ssa.Call) bool {
	if row := p.Flow.Row(&call.Call); row != nil {
		return row.Response != nil && row.Response.Kind == httpmodel.Hijack
	}
	if !slices.ContainsFunc(ssautil.Args(&call.Call), func(a ssa.Value) bool { return p.Flow.HoldsWriter(a.Type()) }) {
		return false
	}
	if fn := call.Call.StaticCallee(); fn != nil && len(fn.Blocks) > 0 {
		return p.takesOver(fn)
	}
	obj := ssautil.Callee(&call.Call)
	return obj != nil && p.Pass.ImportObjectFact(obj.Origin(), new(TakesOver))
}

// Taken reports whether the connection has certainly been taken over when a call is made: a
// call before it has done so, and has not failed.
func (p *Writers) Taken(at *ssa.Call) bool {
	for b := at.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			if instr == ssa.Instruction(at) {
				break
			}
			if call, ok := instr.(*ssa.Call); ok && p.mayTakeOver(call) && succeeded(call, at.Block()) {
				return true
			}
		}
	}
	return false
}

// succeeded reports whether the error of a call is known to be nil in a block, or it has none.
func succeeded(call *ssa.Call, in *ssa.BasicBlock) bool {
	err, fails := errorOf(call)
	if !fails {
		return true
	}
	for b := in; b.Idom() != nil; b = b.Idom() {
		ifi, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 {
			continue
		}
		test, ok := ifi.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		x, ok := ssautil.NilTest(test)
		if isNil := b == b.Idom().Succs[0] == (test.Op == token.EQL); ok && x == err && isNil {
			return true
		}
	}
	return false
}

// errorOf returns the error that a call gives, nil where it is dropped; fails says that its
// function has one.
func errorOf(call *ssa.Call) (err ssa.Value, fails bool) {
	results := call.Call.Signature().Results()
	i := results.Len() - 1
	if i < 0 || !typeutil.IsError(results.At(i).Type()) {
		return nil, false
	}
	if i == 0 {
		return call, true
	}
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == i {
			return e, true
		}
	}
	return nil, true
}

package writer

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// An unreadKey is a question whether a function leaves its response to unread code.
type unreadKey struct {
	fn     *ssa.Function
	called bool
}

// LeavesUnread reports whether a function leaves its response, or a part of it, to
// code that was not read: what that sends may be anything. The next handler is none,
// as it has an audience of its own, nor is what is deferred.
func (p *Writers) LeavesUnread(fn *ssa.Function) bool { return p.leaves(fn, false) }

// leaves is LeavesUnread; if called, the function has been given a response, perhaps as a
// parameter that is no more than an io.Writer.
func (p *Writers) leaves(fn *ssa.Function, called bool) bool {
	k := unreadKey{fn, called}
	if unread, known := p.unreads[k]; known {
		return unread
	}
	p.unreads[k] = false // a recursion adds nothing
	var writers []ssa.Value
	for _, param := range fn.Params {
		if p.Flow.HoldsWriter(param.Type()) || called && types.IsInterface(param.Type()) && typeutil.Method(param.Type(), "Write") != nil {
			writers = append(writers, param)
		}
	}
	for _, v := range fn.FreeVars {
		t := v.Type()
		if ptr, ok := t.Underlying().(*types.Pointer); ok && !p.IsWriterType(t) {
			t = ptr.Elem() // of a variable
		}
		if p.IsWriterType(t) {
			writers = append(writers, v)
		}
	}
	if len(writers) == 0 {
		return false
	}
	h := p.AliasesIn(fn, writers...)
	for _, b := range fn.Blocks {
		if p.Flow.Live(b) && slices.ContainsFunc(b.Instrs, h.leavesUnread) {
			p.unreads[k] = true
			return true
		}
	}
	return false
}

// leavesUnread reports whether an instruction leaves what may be answered to code
// that was not read.
func (h *Aliases) leavesUnread(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Store, *ssa.MapUpdate, *ssa.Send:
		return h.MayWrite(instr)
	case *ssa.Go:
		return h.Uses(instr) && h.runsUnread(&instr.Call)
	case *ssa.Call:
		if row := h.p.Flow.Row(&instr.Call); row != nil {
			return row.Response != nil && row.Response.Kind == httpmodel.Hijack && h.Uses(instr)
		}
		return h.Uses(instr) && h.callMayWrite(instr) && h.runsUnread(&instr.Call) && !h.p.leavesToNext(instr) && !h.p.labelledJSON(instr)
	}
	return false
}

// runsUnread reports whether a call runs code that was not read, or that leaves
// what it is given to such code.
func (h *Aliases) runsUnread(c *ssa.CallCommon) bool {
	if mc, ok := c.Value.(*ssa.MakeClosure); ok {
		return h.p.leaves(mc.Fn.(*ssa.Function), true)
	}
	fn := c.StaticCallee()
	if fn == nil {
		return true
	}
	if len(fn.Blocks) > 0 {
		return h.p.leaves(fn, true)
	}
	obj, _ := fn.Object().(*types.Func)
	if obj == nil {
		return true
	}
	var fact summary.Writes
	return !h.p.Pass.ImportObjectFact(obj.Origin(), &fact) || fact.Unread
}

// labelledJSON reports whether what a call is given to answer through is labelled as
// JSON: then it sends that, whoever it is.
func (p *Writers) labelledJSON(call *ssa.Call) bool {
	return slices.ContainsFunc(p.summaries.Reach(call), func(w valueflow.Loc) bool {
		if summary.IndexHeader(w.Path) >= 0 || !p.summaries.IsWriter(w) {
			return false
		}
		media, _ := summary.ContentType(p.Flow.Load(w.Member(valueflow.MemContentType), call))
		return summary.MediaKind(media) == summary.JSON
	})
}

// leavesToNext reports whether a call runs a handler of the program that is not
// known here: one that another module has made in sight is none.
func (p *Writers) leavesToNext(call *ssa.Call) bool {
	if !p.IsNext(call) {
		return false
	}
	return !slices.ContainsFunc(p.Flow.Roots(call.Call.Value), func(l valueflow.Loc) bool {
		made, ok := l.Root.(*ssa.Call)
		if !ok {
			return false
		}
		fn := ssautil.Callee(&made.Call)
		return fn != nil && fn.Pkg() != nil && !p.summaries.OwnModule(fn.Pkg()) && p.Flow.Row(&made.Call) == nil
	})
}

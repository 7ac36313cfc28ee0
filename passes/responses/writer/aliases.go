package writer

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/ssa"
)

// Aliases are the values of a function through which its writer can be reached:
// the writer, what wraps it, closures that capture it, and what calls make of it.
type Aliases struct {
	p    *Writers
	Vals map[ssa.Value]bool
}

// AliasesIn finds the aliases in a function, from those that it is given.
func (p *Writers) AliasesIn(fn *ssa.Function, given ...ssa.Value) *Aliases {
	h := &Aliases{p: p, Vals: make(map[ssa.Value]bool)}
	for _, v := range given {
		h.Vals[v] = true
	}
	for more := true; more; {
		more = false
		add := func(v ssa.Value) {
			// Whoever gets a framework's context as a context.Context sends nothing,
			// nor does who gets the request that is in it.
			_, plain := v.Type().Underlying().(*types.Basic)
			if !plain && !typeutil.IsError(v.Type()) && !typeutil.IsNamed(v.Type(), "context", "Context") && !httpmodel.IsRequest(v.Type()) && !h.Vals[v] {
				h.Vals[v], more = true, true
			}
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					if a := ssautil.Local(instr.Addr); a != nil && h.Vals[instr.Val] {
						add(a)
					}
				case *ssa.Call:
					if h.makesAlias(instr) {
						add(instr)
					}
				case ssa.Value:
					if h.Uses(instr.(ssa.Instruction)) {
						add(instr)
					}
				}
			}
		}
	}
	return h
}

// Captured returns the variables by which a literal has aliases.
func (h *Aliases) Captured(mc *ssa.MakeClosure) (vars []ssa.Value) {
	for i, b := range mc.Bindings {
		if h.Vals[b] {
			vars = append(vars, mc.Fn.(*ssa.Function).FreeVars[i])
		}
	}
	return vars
}

// Uses reports whether an operand of an instruction is an alias.
func (h *Aliases) Uses(instr ssa.Instruction) bool {
	for _, op := range instr.Operands(nil) {
		if *op != nil && h.Vals[*op] {
			return true
		}
	}
	return false
}

// makesAlias reports whether a call makes an alias of one. Nothing is answered
// through a header map, nor through a reader that is only limited for a writer.
func (h *Aliases) makesAlias(call *ssa.Call) bool {
	if !h.Uses(call) {
		return false
	}
	row := h.p.Flow.Row(&call.Call)
	if row == nil {
		return h.p.NeverWritesOf(call).returnsAlias(h.aliasArgs(call))
	}
	if args := ssautil.Args(&call.Call); row.Response == nil && len(args) > 0 && h.p.Flow.Model().IsContext(args[0].Type()) && !h.p.IsWriterType(call.Type()) {
		return false // a cookie, a value of the request
	}
	if len(row.Results) == 0 {
		return true
	}
	switch e := row.Results[0]; e.Op {
	case httpmodel.OpHeader:
		return false
	case httpmodel.OpArg:
		args := ssautil.Args(&call.Call)
		return e.Arg >= len(args) || h.Vals[args[e.Arg]]
	}
	return true
}

// MayWrite reports whether an instruction may respond, or leave it to something
// that is not read here: what is deferred, stored or sent elsewhere.
func (h *Aliases) MayWrite(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Go, *ssa.Defer:
		return h.Uses(instr)
	case *ssa.Store:
		return h.Vals[instr.Val] && ssautil.Local(instr.Addr) == nil
	case *ssa.MapUpdate:
		return h.Vals[instr.Value]
	case *ssa.Send:
		return h.Vals[instr.X]
	case *ssa.Call:
		return h.Uses(instr) && h.callMayWrite(instr)
	}
	return false
}

func (h *Aliases) callMayWrite(call *ssa.Call) bool {
	if row := h.p.Flow.Row(&call.Call); row != nil {
		if row.Runs != nil || row.Fails != nil {
			return true // one that answers only where it fails is looked at by sentBefore as well
		}
		if row.Response == nil {
			return h.storesInContext(call)
		}
		switch row.Response.Kind {
		case httpmodel.SetHeader, httpmodel.AddHeader, httpmodel.DelHeader, httpmodel.Copy:
			return false
		}
		return true
	}
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return false
	}
	if mc, ok := call.Call.Value.(*ssa.MakeClosure); ok {
		return h.literalMayWrite(call, mc)
	}
	return !h.p.NeverWritesOf(call).Silent(h.aliasArgs(call))
}

// storesInContext reports whether a call makes a context that has an alias as a value,
// which whoever knows the key gets out again.
func (h *Aliases) storesInContext(call *ssa.Call) bool {
	return valueflow.IsContext(call.Type()) && slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		i, ok := a.Type().Underlying().(*types.Interface)
		return ok && i.Empty() && h.Vals[a]
	})
}

// aliasArgs returns the arguments of a call that are aliases.
func (h *Aliases) aliasArgs(call *ssa.Call) (params ParamSet) {
	for i, a := range ssautil.Args(&call.Call) {
		if h.Vals[a] {
			params = params.With(i)
		}
	}
	return params
}

// literalMayWrite reports whether a literal that is called where it stands may
// answer through what it is given or captures.
func (h *Aliases) literalMayWrite(call *ssa.Call, mc *ssa.MakeClosure) bool {
	fn := mc.Fn.(*ssa.Function)
	if len(fn.Blocks) == 0 || h.p.summaries.Busy[fn] {
		return true
	}
	var given []ssa.Value
	for i, a := range call.Call.Args {
		if h.Vals[a] && i < len(fn.Params) {
			given = append(given, fn.Params[i])
		}
	}
	given = append(given, h.Captured(mc)...)
	h.p.summaries.Busy[fn] = true
	defer delete(h.p.summaries.Busy, fn)
	return h.p.AliasesIn(fn, given...).writesIn(fn)
}

// writesIn reports whether any instruction of a function may respond.
func (h *Aliases) writesIn(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if slices.ContainsFunc(b.Instrs, h.MayWrite) {
			return true
		}
	}
	return false
}

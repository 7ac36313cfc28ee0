package exchange

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// A body is read to its end so that the connection can be used again. What is read
// then goes nowhere: the result is assigned to _, the buffer or the variable that it
// is read into is looked at by nobody, the writer forgets it. That is no use of the
// body. A value of which this is not proven is taken for one that somebody reads.

// dropped reports whether nobody reads any of some values.
func dropped(vs []ssa.Value) bool {
	return !slices.ContainsFunc(vs, func(v ssa.Value) bool {
		return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			_, debug := ref.(*ssa.DebugRef)
			return !debug
		})
	})
}

// drains reports whether a call that is given a body as argument i keeps nothing of
// it that anybody reads: neither in its results nor in what its other arguments
// lead to.
func drains(call ssa.CallInstruction, i int) bool {
	value := call.Value()
	if value == nil {
		return false // deferred, or run beside
	}
	c := call.Common()
	into := false // it reads into something that is forgotten
	for j, a := range ssautil.Args(c) {
		_, constant := a.(*ssa.Const)
		_, basic := a.Type().Underlying().(*types.Basic)
		switch {
		case j == i, constant, basic: // a limit, a name
		case !forgets(a, call):
			return false
		default:
			into = true
		}
	}
	res := c.Signature().Results()
	for j := range res.Len() {
		if !(into && counts(res.At(j).Type())) && !typeutil.IsError(res.At(j).Type()) && !dropped(ssautil.Results(value, j)) {
			return false
		}
	}
	// One that gives an error alone may keep what it reads.
	return into || res.Len() > 1
}

// counts reports whether a result says how a reading went, and not what was read.
func counts(t types.Type) bool {
	if typeutil.IsError(t) {
		return true
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsInteger|types.IsBoolean) != 0
}

// forgets reports whether nobody reads what a call writes to a value.
func forgets(v ssa.Value, by ssa.Instruction) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return forgets(v.X, by) || forgetful(v)
	case *ssa.ChangeInterface:
		return forgets(v.X, by)
	case *ssa.ChangeType:
		return forgets(v.X, by)
	case *ssa.Slice:
		return forgets(v.X, by)
	case *ssa.UnOp:
		g, ok := v.X.(*ssa.Global)
		if !ok || v.Op != token.MUL {
			return false
		}
		gv, _ := g.Object().(*types.Var)
		return httpmodel.Discards(gv)
	case *ssa.Alloc, *ssa.MakeSlice:
		return untouched(v, by)
	}
	return false
}

// untouched reports whether a buffer or a local variable is used by one call alone,
// which reads into it.
func untouched(v ssa.Value, by ssa.Instruction) bool {
	return !slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
			return false
		case *ssa.Store:
			return ref.Addr != v
		case *ssa.Slice:
			return !untouched(ref, by)
		case *ssa.MakeInterface:
			return !untouched(ref, by)
		}
		return ref != by
	})
}

// forgetful reports whether a value is a writer of this package whose Write looks at
// the length of what it is given at most.
func forgetful(v *ssa.MakeInterface) bool {
	obj := TypeMethod(v.X.Type(), "Write")
	if obj == nil || v.Parent() == nil || obj.Pkg() != v.Parent().Pkg.Pkg {
		return false
	}
	fn := v.Parent().Prog.FuncValue(obj.Origin())
	if fn == nil || len(fn.Blocks) == 0 || len(fn.Params) != 2 {
		return false
	}
	return !slices.ContainsFunc(*fn.Params[1].Referrers(), func(ref ssa.Instruction) bool {
		if _, debug := ref.(*ssa.DebugRef); debug {
			return false
		}
		call, ok := ref.(*ssa.Call)
		if !ok {
			return true
		}
		b, ok := call.Call.Value.(*ssa.Builtin)
		return !ok || b.Name() != "len"
	})
}

// skips reports whether what a call makes of a body, a scanner or a decoder, is only
// moved on: nobody asks it for what it has read.
func skips(call ssa.CallInstruction) bool {
	value := call.Value()
	if value == nil || call.Common().Signature().Results().Len() != 1 {
		return false
	}
	moved := false
	for _, ref := range *value.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Call:
			if args := ssautil.Args(&ref.Call); len(args) == 0 || args[0] != ssa.Value(value) || ref.Call.Signature().Recv() == nil || !returnsNothingRead(ref) {
				return false
			}
			moved = true
		default:
			return false
		}
	}
	return moved
}

// returnsNothingRead reports whether a method call gives nothing that was read: its results count,
// or are dropped, and nobody reads what its arguments lead to.
func returnsNothingRead(call *ssa.Call) bool {
	res := call.Call.Signature().Results()
	for j := range res.Len() {
		if !counts(res.At(j).Type()) && !dropped(ssautil.Results(call, j)) {
			return false
		}
	}
	for _, a := range ssautil.Args(&call.Call)[1:] {
		if !forgets(a, call) {
			return false
		}
	}
	return true
}

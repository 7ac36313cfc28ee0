package ssautil

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Args returns the arguments of a call, the receiver first.
func Args(c *ssa.CallCommon) []ssa.Value {
	if c.IsInvoke() {
		return append([]ssa.Value{c.Value}, c.Args...)
	}
	return c.Args
}

// Callee returns the declared function or method that a call names, or nil. A
// method value is a function of its own, like any closure: its receiver is none of
// the call's arguments.
func Callee(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method
	}
	if _, closure := c.Value.(*ssa.MakeClosure); closure {
		return nil
	}
	if fn := c.StaticCallee(); fn != nil {
		if fn.Origin() != nil {
			fn = fn.Origin()
		}
		obj, _ := fn.Object().(*types.Func)
		return obj
	}
	return nil
}

// CalleeVar returns the package's variable whose value a call runs, or nil.
func CalleeVar(c *ssa.CallCommon) *types.Var {
	if load, ok := c.Value.(*ssa.UnOp); ok && load.Op == token.MUL {
		if g, ok := load.X.(*ssa.Global); ok {
			v, _ := g.Object().(*types.Var)
			return v
		}
	}
	return nil
}

// ResultCall returns the call that a value is a result of, and which; nil if it is none.
func ResultCall(v ssa.Value) (call *ssa.Call, i int) {
	switch v := v.(type) {
	case *ssa.Call:
		return v, 0
	case *ssa.Extract:
		call, _ = v.Tuple.(*ssa.Call)
		return call, v.Index
	}
	return nil, 0
}

// CalleePackage returns the package whose function or variable a call names, or nil.
func CalleePackage(call *ssa.Call) *types.Package {
	if fn := Callee(&call.Call); fn != nil {
		return fn.Pkg()
	}
	if v := CalleeVar(&call.Call); v != nil {
		return v.Pkg()
	}
	return nil
}

// Result returns a result of a call as a value, nil if it is not used.
func Result(call *ssa.Call, i int) ssa.Value {
	if call.Call.Signature().Results().Len() == 1 {
		return call
	}
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == i {
			return e
		}
	}
	return nil
}

// Results returns the values that result i of a call is in its function.
func Results(call ssa.Value, i int) []ssa.Value {
	if _, ok := call.Type().(*types.Tuple); !ok {
		if i == 0 {
			return []ssa.Value{call}
		}
		return nil
	}
	var out []ssa.Value
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == i {
			out = append(out, e)
		}
	}
	return out
}

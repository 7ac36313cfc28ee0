// Package ssautil answers questions about SSA that need no evaluator: what a value
// was before it was converted, whether a block reaches another one, what was stored
// at an address.
package ssautil

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Within reports whether a function is another one, or a literal in it.
func Within(inner, outer *ssa.Function) bool {
	for ; inner != nil; inner = inner.Parent() {
		if inner == outer {
			return true
		}
	}
	return false
}

// Outermost returns the declared function around a closure.
func Outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// AnyCall reports whether a call of a function meets a condition.
func AnyCall(fn *ssa.Function, is func(*ssa.Call) bool) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			return ok && is(call)
		})
	})
}

// AnyStore reports whether a store of a function meets a condition.
func AnyStore(fn *ssa.Function, is func(*ssa.Store) bool) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			s, ok := instr.(*ssa.Store)
			return ok && is(s)
		})
	})
}

// OnlyDeferred reports whether a closure runs when the function around it returns.
func OnlyDeferred(fn *ssa.Function) bool {
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == fn {
				for _, ref := range *mc.Referrers() {
					if _, ok := ref.(*ssa.Defer); !ok {
						return false
					}
				}
			}
		}
	}
	return true
}

// Exported reports whether other packages can call a function by its name.
func Exported(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	return ok && fn.Parent() == nil && obj.Exported()
}

// BoundMethod returns the method of a value like h.get of another package.
func BoundMethod(v ssa.Value) *types.Func {
	if mc, ok := v.(*ssa.MakeClosure); ok {
		obj, _ := mc.Fn.(*ssa.Function).Object().(*types.Func)
		return obj
	}
	return nil
}

// Generic returns a function as it is written: the generic one of an instance.
func Generic(fn *ssa.Function) *ssa.Function {
	if fn != nil && fn.Origin() != nil {
		return fn.Origin()
	}
	return fn
}

// FunctionValue returns the function of this package that a value is, or nil.
func FunctionValue(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return Generic(v)
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		if fn.Parent() == nil { // a method value: its wrapper calls the method
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(*ssa.Call); ok && call.Call.StaticCallee() != nil {
						return Generic(call.Call.StaticCallee())
					}
				}
			}
		}
		return fn
	}
	return nil
}

// InTest reports whether a function stands in a test file.
func InTest(fn *ssa.Function) bool {
	return fn.Pos().IsValid() && strings.HasSuffix(fn.Prog.Fset.Position(fn.Pos()).Filename, "_test.go")
}

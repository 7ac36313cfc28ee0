package writer

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A HandlerKind says who is left to answer when a handler returns.
type HandlerKind uint8

// The kinds of handlers.
const (
	NoHandler HandlerKind = iota
	// Answers is a handler that returns nothing: what it leaves unsaid, nobody adds.
	Plain
	// Returning is a handler that returns an error, which others answer.
	Returning
)

// HandlerKind says by its signature what kind of handler a function is: it is
// given a writer, the request if that is not part of it, and nothing else, or what
// a framework's type of handlers says.
func (p *Writers) HandlerKind(fn *ssa.Function) HandlerKind {
	results := fn.Signature.Results()
	switch {
	case p.Flow.Model().HandlerParam(fn.Signature, p.Flow.IsWriter) < 0:
		return NoHandler
	case results.Len() == 0:
		return Plain
	case results.Len() == 1 && typeutil.IsError(results.At(0).Type()):
		return Returning
	}
	return NoHandler
}

// WriterOf returns the parameter through which a handler responds, nil if a function
// is no handler, or was not read.
func (p *Writers) WriterOf(fn *ssa.Function) *ssa.Parameter {
	i := p.Flow.Model().HandlerParam(fn.Signature, p.Flow.IsWriter)
	if i < 0 || len(fn.Params) == 0 {
		return nil
	}
	return fn.Params[len(fn.Params)-fn.Signature.Params().Len()+i]
}

// GoesOn reports whether a function is a handler of a framework that runs the next one
// when it returns.
func (p *Writers) GoesOn(fn *ssa.Function) bool {
	i := p.Flow.Model().HandlerParam(fn.Signature, p.Flow.IsWriter)
	return i >= 0 && p.Flow.Model().GoesOn(fn.Signature.Params().At(i).Type())
}

// IsHandler reports whether a function is a handler of either kind.
func (p *Writers) IsHandler(fn *ssa.Function) bool { return p.HandlerKind(fn) != NoHandler }

// ReturnsError reports whether a handler that returns an error may do so after a
// call: then the response that others make of it comes after what the call did.
func (p *Writers) ReturnsError(call *ssa.Call) bool {
	if s := p.LastResponderOf(call.Parent()); s == nil || s.Kind != Returning {
		return false
	}
	found := false
	p.Paths.Forward(call, nil, func(instr ssa.Instruction) bool {
		if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) == 1 {
			v := p.Flow.Eval(ret.Results[0], ret)
			found = found || !isZero(v)
		}
		return found
	})
	return found
}

func isZero(v origin.Value) bool {
	for _, t := range v {
		if t.Op != origin.Zero {
			return false
		}
	}
	return true
}

// IsWriterType reports whether requests are answered through values of a type
// that code names.
func (p *Writers) IsWriterType(t types.Type) bool { return t != nil && p.Flow.IsWriter(t) }

// HandlerOf returns the function that an argument is: a function, a closure, a
// method value.
func (p *Writers) HandlerOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.MakeInterface:
		return p.HandlerOf(v.X)
	case *ssa.ChangeType:
		return p.HandlerOf(v.X)
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		if m, ok := fn.Object().(*types.Func); ok && fn.Synthetic != "" { // a bound method
			return p.Flow.Pkg.Prog.FuncValue(m)
		}
		return fn
	}
	return nil
}

package errvalue

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// Operations are functions that know nothing of HTTP, from a context and what a client
// has sent to a result and an error: huma's, connect's, those of a gRPC service behind a
// gateway. The library responds, also to an error that is none of its own.

// operation returns how a library responds to the errors of an operation that it does not
// know, and the library's path; nil if the function is no operation, or the program has
// put something of its own in the library's place.
func (p *Errors) operation(fn *ssa.Function) (plain *httpmodel.StatusError, lib string) {
	if p.operations == nil {
		p.operations = p.registeredOperations()
	}
	op, ok := p.operations[fn]
	lib = op.lib
	if obj, named := fn.Object().(*types.Func); !ok && named {
		if lib = httpmodel.ServiceOf(obj); lib == "" {
			s := p.servedBy(obj)
			if lib = s.Lib; s.Replaceable && !p.overrides.Builds(lib) {
				return nil, "" // nothing is known of what becomes of it
			}
		}
	}
	if lib == "" || p.overrides.Overridden(lib, nil) {
		return nil, ""
	}
	plain = p.Flow.Model().AnyErrorOf(lib)
	if plain == nil || !p.becomesHTTP(plain) {
		return nil, ""
	}
	return plain, lib
}

// servedBy returns the generated interface whose operation a method is, and that its package
// or one that this imports declares; the zero Served if it is none.
func (p *Errors) servedBy(fn *types.Func) httpmodel.Served {
	sig := fn.Signature()
	if n := sig.Results().Len(); sig.Recv() == nil || n == 0 || !typeutil.IsError(sig.Results().At(n-1).Type()) ||
		sig.Params().Len() == 0 || !typeutil.IsNamed(sig.Params().At(0).Type(), "context", "Context") {
		return httpmodel.Served{}
	}
	if p.served == nil {
		p.served = make([]httpmodel.Served, 0)
		for _, pkg := range append([]*types.Package{p.Pass.Pkg}, p.Pass.Pkg.Imports()...) {
			p.served = append(p.served, httpmodel.ServedIn(pkg)...)
		}
	}
	for _, s := range p.served {
		if typeutil.Method(s.Interface, fn.Name()) != nil && types.Implements(sig.Recv().Type(), s.Interface) {
			return s
		}
	}
	return httpmodel.Served{}
}

// LibraryOf returns the path of the library that runs a function as an operation which this
// package registers, "" if none does.
func (p *Errors) LibraryOf(fn *ssa.Function) string {
	if p.operations == nil {
		p.operations = p.registeredOperations()
	}
	return p.operations[fn].lib
}

// Registering returns the calls by which this package registers a function as an operation.
func (p *Errors) Registering(fn *ssa.Function) []*ssa.Call {
	if p.LibraryOf(fn) == "" {
		return nil
	}
	return p.operations[fn].calls
}

// A registered operation is known by the path of its library and the calls that register it.
type registeredOperation struct {
	lib   string
	calls []*ssa.Call
}

// registeredOperations returns the operations that this package registers, with the paths
// of the libraries.
func (p *Errors) registeredOperations() map[*ssa.Function]registeredOperation {
	out := make(map[*ssa.Function]registeredOperation)
	p.summaries.AnyInstr(func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		if row := p.Flow.Row(&call.Call); row != nil {
			p.failing(call, row, out)
		}
		callee := ssautil.Callee(&call.Call)
		if callee == nil || callee.Pkg() == nil || p.Flow.Model().RouteOf(callee) == nil || p.Flow.Model().AnyErrorOf(callee.Pkg().Path()) == nil {
			return false
		}
		for _, a := range ssautil.Args(&call.Call) {
			for _, fn := range p.writers.HandlersIn(a) {
				if httpmodel.IsOperation(fn.Signature) {
					out[fn] = registeredOperation{callee.Pkg().Path(), append(out[fn].calls, call)}
				}
			}
		}
		return false
	})
	return out
}

// failing notes the functions that a call gives a library which sends their errors.
func (p *Errors) failing(call *ssa.Call, row *httpmodel.Row, out map[*ssa.Function]registeredOperation) {
	for _, c := range row.Calls {
		if !c.Fails || c.Func.Op != httpmodel.OpArg {
			continue
		}
		for _, fn := range p.writers.HandlersIn(ssautil.Args(&call.Call)[c.Func.Arg]) {
			out[fn] = registeredOperation{row.Pkg, append(out[fn].calls, call)}
		}
	}
}

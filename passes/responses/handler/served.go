package handler

import (
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// Handlers that other packages serve. Their registry, or what they wrap a handler in,
// may set header fields for all of them, and this package cannot know.

// A use is an instruction that does something with a value.
type use struct {
	instr ssa.Instruction
	value ssa.Value
}

// handlerUses maps the functions of the package to where they are used as values.
func (p *Handlers) handlerUses() map[*ssa.Function][]use {
	if p.uses != nil {
		return p.uses
	}
	uses := make(map[*ssa.Function][]use)
	fns := p.Flow.Funcs
	if init := p.Flow.Init(); init != nil {
		fns = append([]*ssa.Function{init}, fns...)
	}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if _, debug := instr.(*ssa.DebugRef); debug {
					continue
				}
				for _, op := range instr.Operands(nil) {
					if f, ok := (*op).(*ssa.Function); ok {
						uses[f] = append(uses[f], use{instr, f})
					}
				}
				if mc, ok := instr.(*ssa.MakeClosure); ok {
					if h := p.writers.HandlerOf(mc); h != nil && h != mc.Fn { // a method value
						for _, ref := range *mc.Referrers() {
							uses[h] = append(uses[h], use{ref, mc})
						}
					}
				}
			}
		}
	}
	p.uses = uses
	return uses
}

// ServedElsewhere reports whether a handler is given to code of another package that
// is no router of the model: it is registered there, wrapped, or kept for it. A
// command has no other packages that could ask for what it keeps.
func (p *Handlers) ServedElsewhere(fn *ssa.Function) bool {
	uses := p.handlerUses()
	if len(uses[fn]) == 0 {
		return fn.Parent() == nil && ssautil.Exported(fn) && p.Pass.Pkg.Name() != "main"
	}
	return p.leaves(uses[fn])
}

func (p *Handlers) leaves(uses []use) bool {
	seen := make(map[ssa.Value]bool)
	return slices.ContainsFunc(uses, func(u use) bool { return p.leavesPackage(u, seen) })
}

// AllServedElsewhere reports whether the handlers of the package that it does something
// with are all given to code of another package, which may set a content type for them.
func (p *Handlers) AllServedElsewhere() bool {
	given := false
	for fn, uses := range p.handlerUses() {
		if len(uses) == 0 || !p.writers.IsHandler(fn) {
			continue
		}
		if !p.leaves(uses) {
			return false
		}
		given = true
	}
	return given
}

// leavesPackage reports whether a use of a handler hands it to another package.
func (p *Handlers) leavesPackage(u use, seen map[ssa.Value]bool) bool {
	importable := p.Pass.Pkg.Name() != "main"
	switch instr := u.instr.(type) {
	case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Phi, *ssa.MakeClosure, *ssa.Slice:
		return p.valueLeaves(instr.(ssa.Value), seen)
	case *ssa.Store:
		if u.value != instr.Val {
			return false
		}
		switch addr := instr.Addr.(type) {
		case *ssa.Alloc:
			return p.valueLeaves(addr, seen)
		case *ssa.IndexAddr:
			if list, ok := addr.X.(*ssa.Alloc); ok {
				return p.valueLeaves(list, seen)
			}
		}
		return importable
	case *ssa.UnOp:
		return instr.Op == token.MUL && p.valueLeaves(instr, seen)
	case *ssa.MapUpdate, *ssa.Send:
		return importable
	case *ssa.Return:
		if ssautil.Exported(instr.Parent()) && importable {
			return true
		}
		return slices.ContainsFunc(p.Flow.Funcs, func(caller *ssa.Function) bool {
			return ssautil.AnyCall(caller, func(call *ssa.Call) bool {
				return call.Call.StaticCallee() == instr.Parent() && p.valueLeaves(call, seen)
			})
		})
	case *ssa.Call:
		return p.callTakesAway(instr, u.value, seen)
	}
	return false
}

// callTakesAway reports whether a call hands a handler that it is given to another
// package.
func (p *Handlers) callTakesAway(call *ssa.Call, v ssa.Value, seen map[ssa.Value]bool) bool {
	if _, builtin := call.Call.Value.(*ssa.Builtin); builtin {
		return p.valueLeaves(call, seen)
	}
	fn := ssautil.Callee(&call.Call)
	args := ssautil.Args(&call.Call)
	switch {
	case !slices.Contains(args, v):
		return false // it is called
	case p.Flow.Model().RouteOf(fn) != nil:
		return args[0] != v && p.routerLeaves(args[0]) || p.valueLeaves(call, seen)
	case p.Flow.Row(&call.Call) != nil:
		return p.valueLeaves(call, seen)
	case fn == nil:
		return false // a function that is not known: most are middleware of this package
	case fn.Pkg() != nil && fn.Pkg() != p.Pass.Pkg:
		// What a middleware sets is a fact of it.
		return !p.returnsHandler(fn.Signature()) || p.valueLeaves(call, seen)
	}
	callee := call.Call.StaticCallee()
	if callee == nil {
		return false
	}
	for i, a := range call.Call.Args {
		if a == v && i < len(callee.Params) && p.valueLeaves(callee.Params[i], seen) {
			return true
		}
	}
	return p.valueLeaves(call, seen)
}

// routerLeaves reports whether a router is given to another package of the module, as to
// a registry: what that mounts it behind is not known.
func (p *Handlers) routerLeaves(router ssa.Value) bool {
	refs := router.Referrers()
	return refs != nil && slices.ContainsFunc(*refs, func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.ChangeInterface:
			return p.routerLeaves(ref.(ssa.Value))
		case *ssa.Call:
			fn := ssautil.Callee(&ref.Call)
			return fn != nil && fn.Pkg() != nil && fn.Pkg() != p.Pass.Pkg && p.Flow.OwnModule(fn.Pkg().Path()) &&
				fn.Pkg().Path() != typeutil.PackagePath(ssautil.Unwrap(router).Type()) && // it serves its own
				slices.Contains(ssautil.Args(&ref.Call), router) && !p.returnsHandler(fn.Signature())
		}
		return false
	})
}

// returnsHandler reports whether a function makes a handler, as a middleware does.
func (p *Handlers) returnsHandler(sig *types.Signature) bool {
	if sig.Results().Len() != 1 {
		return false
	}
	t := sig.Results().At(0).Type()
	if typeutil.IsNamed(t, "net/http", "Handler") {
		return true
	}
	fn, ok := t.Underlying().(*types.Signature)
	return ok && fn.Params().Len() > 0 && p.writers.IsWriterType(fn.Params().At(0).Type())
}

// valueLeaves reports whether one of the uses of a value hands it to another package.
func (p *Handlers) valueLeaves(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return false
	}
	seen[v] = true
	return slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		return p.leavesPackage(use{ref, v}, seen)
	})
}

package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Modes decide who is told of an error: debug, production, an administrator.

// gatedCall reports whether a mode decides that a call makes text of an error.
// It is asked once the error is there: what is tested before decides what is
// done, be it a flag of the service's or of the thing that is dealt with.
func (f *Result) gatedCall(call *ssa.Call) bool {
	if f.inMode(call.Block()) {
		return true
	}
	cs := f.conds(call.Block())
	if !f.gated(cs) {
		return false
	}
	born := births(call)
	return len(born) == 0 || f.gated(since(cs, born))
}

// gatedEdge reports whether a mode, one of the conditions under which a variable
// becomes x, decides that an error or its text gets there. An error that arises
// behind the condition is that of another operation, not another view of one.
func (f *Result) gatedEdge(x ssa.Value, cs []cond) bool {
	if f.named(cs) {
		return true
	}
	if !f.gated(cs) {
		return false
	}
	i, ok := x.(ssa.Instruction)
	if !ok || !typeutil.IsError(x.Type()) {
		return true
	}
	born := []*ssa.BasicBlock{i.Block()}
	if call, ok := x.(*ssa.Call); ok {
		if of := births(call); len(of) > 0 { // it is wrapped here
			born = of
		}
	}
	return f.gated(since(cs, born))
}

// gatedStore reports whether a mode decides that a value is kept where it is
// stored. As for a call, what is tested before the value is there decides what is
// done, not who is told.
func (f *Result) gatedStore(st *ssa.Store) bool {
	cs := f.conds(st.Block())
	if f.named(cs) {
		return true
	}
	if !f.gated(cs) {
		return false
	}
	switch x := ssautil.UnwrapInterface(st.Val).(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return true
	case ssa.Instruction:
		return f.gated(since(cs, []*ssa.BasicBlock{x.Block()}))
	}
	return false
}

// gatedPointer reports whether a mode decides that a member points to an object.
func (f *Result) gatedPointer(member, object loc) bool {
	a, ok := member.root.(*ssa.Alloc)
	if !ok {
		return false
	}
	gated := false
	for _, st := range f.storesAt(a, member.path) {
		if slices.Contains(f.roots(st.Val), object) {
			if !f.gatedStore(st) {
				return false
			}
			gated = true
		}
	}
	return gated
}

// since returns the conditions that are tested once one of the errors is there.
func since(cs []cond, born []*ssa.BasicBlock) []cond {
	return slices.DeleteFunc(slices.Clone(cs), func(c cond) bool {
		return !slices.ContainsFunc(born, func(b *ssa.BasicBlock) bool { return b.Dominates(c.test) })
	})
}

// births returns the blocks in which the errors arise that a call is given;
// none if that is not known of one.
func births(call *ssa.Call) []*ssa.BasicBlock {
	var born []*ssa.BasicBlock
	for _, a := range ssautil.Args(&call.Call) {
		xs := ssautil.Variadic(a)
		if xs == nil {
			xs = []ssa.Value{a}
		}
		for _, x := range xs {
			x = ssautil.UnwrapInterface(x)
			if i, ok := x.Type().Underlying().(*types.Interface); !typeutil.IsError(x.Type()) && !(ok && i.Empty()) {
				continue
			}
			switch x := x.(type) {
			case *ssa.Const:
			case *ssa.Parameter, *ssa.FreeVar:
				born = append(born, call.Parent().Blocks[0])
			case *ssa.UnOp:
				a, ok := x.X.(*ssa.Alloc)
				if !ok {
					return nil
				}
				for _, ref := range *a.Referrers() {
					if st, ok := ref.(*ssa.Store); ok && st.Addr == a {
						born = append(born, st.Block())
					}
				}
			case ssa.Instruction:
				born = append(born, x.Block())
			}
		}
	}
	return born
}

// gated reports whether one of the conditions is a mode: a boolean that is kept
// in a field or variable or told by a method of its own. What is compared or
// computed on the spot is none, nor what a loop asks again each time round, nor
// a method that the model knows or a field of its types: a scanner that has more
// to read is in no mode. Nor is what the client asked for.
func (f *Result) gated(cs []cond) bool {
	for _, c := range cs {
		if c.any != nil {
			if !slices.ContainsFunc(c.any, func(cs []cond) bool { return !f.gated(cs) }) {
				return true
			}
			continue
		}
		if c.kind != origin.GuardConst || c.global != nil || c.c.Value == nil {
			continue
		}
		if f.debugs(c) {
			return true
		}
		switch sign := f.showsWhere(c); {
		case sign > 0:
			return true
		case sign < 0:
			continue // the other mode
		}
		if c.c.Value.Kind() != constant.Bool {
			continue
		}
		switch x := c.x.(type) {
		case *ssa.UnOp:
			if x.Op != token.MUL {
				continue
			}
			switch a := x.X.(type) {
			case *ssa.Global:
				return true
			case *ssa.FreeVar:
				if f.configures(a) {
					return true
				}
			case *ssa.FieldAddr:
				if modelled(a.X.Type()) || f.requested(a) {
					continue
				}
				for _, t := range f.loadAll(f.roots(a), x) {
					if t.Op == origin.Param || t.Op == origin.Global {
						return true
					}
				}
			}
		case *ssa.Call:
			fn := ssautil.Callee(&x.Call)
			if fn == nil || heads(x.Block()) || f.row(&x.Call) != nil {
				continue
			}
			switch args := ssautil.Args(&x.Call); {
			case len(args) == 0:
				return true
			case len(args) == 1 && !typeutil.IsError(args[0].Type()) && fn.Signature().Recv() != nil && !f.requested(args[0]):
				return true
			}
		}
	}
	return false
}

// debugs reports whether a condition is that, as a library says, the program
// runs to be debugged: gin.IsDebugging(), the Debug of an Echo.
func (f *Result) debugs(c cond) bool {
	var m *httpmodel.Mode
	switch v := c.x.(type) {
	case *ssa.Call:
		if fn := ssautil.Callee(&v.Call); fn != nil {
			m = f.model.ModeOf(fn.Pkg(), nil, fn.Name())
		}
	case *ssa.UnOp:
		if a, ok := v.X.(*ssa.FieldAddr); ok {
			m = f.model.ModeOf(nil, a.X.Type(), origin.FieldName(a.X.Type(), a.Field)[1:])
		}
	}
	switch {
	case m == nil:
		return false
	case c.c.Value.Kind() == constant.String:
		return c.neg == (constant.StringVal(c.c.Value) == m.Release)
	}
	return c.neg != (c.c.Value.Kind() == constant.Bool && constant.BoolVal(c.c.Value))
}

// configures reports whether a variable that a function has captured is a
// parameter of the one that made it, which nobody has assigned to: a middleware
// is made for a mode. What is given to a handler beside the writer is the
// request's own.
func (f *Result) configures(v *ssa.FreeVar) bool {
	bound := f.bindings(v)
	for _, b := range bound {
		switch x := b.(type) {
		case *ssa.FreeVar:
			if !f.configures(x) {
				return false
			}
		case *ssa.Alloc:
			stores := f.directStores(x, "")
			if len(stores) != 1 {
				return false
			}
			p, ok := stores[0].(*ssa.Parameter)
			if !ok || slices.ContainsFunc(p.Parent().Params, func(p *ssa.Parameter) bool { return f.IsWriter(p.Type()) }) {
				return false
			}
		default:
			return false
		}
	}
	return len(bound) > 0
}

// heads reports whether a block is the head of a loop.
func heads(b *ssa.BasicBlock) bool { return slices.ContainsFunc(b.Preds, b.Dominates) }

// modelled reports whether a type, or what it points to, belongs to a library
// that the model speaks for.
func modelled(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && httpmodel.Known(n.Obj().Pkg().Path())
}

// requested reports whether a value is part of a request that a function is
// given in the manner of gRPC: after a context, and with no writer beside it.
func (f *Result) requested(v ssa.Value) bool {
	for _, l := range f.roots(v) {
		p, ok := l.root.(*ssa.Parameter)
		if !ok {
			continue
		}
		params := p.Parent().Signature.Params()
		if params.Len() != 2 || p.Object() != params.At(1) || types.TypeString(params.At(0).Type(), nil) != "context.Context" {
			continue
		}
		return true
	}
	return false
}

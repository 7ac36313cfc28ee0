package retry

import (
	"go/constant"
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/requests/exchange"
	"golang.org/x/tools/go/ssa"
)

// What a duration is made of: values are followed to where they come from, through the
// functions that compute them. This is no walk over paths; each value is looked at once.

// depends returns what a value in a loop is made of.
func (p *Retries) depends(v ssa.Value, l *exchange.Natural) dependence {
	return (&reader{p: p, l: l, seen: make(map[ssa.Value]bool)}).of(v)
}

// A reader reads what a value is made of.
type reader struct {
	p     *Retries
	l     *exchange.Natural
	seen  map[ssa.Value]bool
	args  []map[ssa.Value]ssa.Value // of the functions that were entered
	depth int
}

// sameArgument reports whether a function gives itself a parameter as it got it.
func sameArgument(q *ssa.Parameter, l *exchange.Natural) bool {
	args, i := ssautil.Args(&l.Again.Call), slices.Index(q.Parent().Params, q)
	return !l.Recurs() || i >= 0 && i < len(args) && args[i] == ssa.Value(q)
}

func (r *reader) all(vs ...ssa.Value) (d dependence) {
	for _, v := range vs {
		d = d.and(r.of(v))
	}
	return d
}

func (r *reader) of(v ssa.Value) dependence {
	if r.seen[v] {
		return dependence{}
	}
	r.seen[v] = true
	switch v := v.(type) {
	case *ssa.Const, *ssa.Global, *ssa.Function:
		return dependence{}
	case *ssa.Parameter:
		for _, args := range slices.Backward(r.args) {
			if a, ok := args[v]; ok {
				return r.of(a)
			}
		}
		return dependence{varies: r.l.Again != nil && !sameArgument(v, r.l)} // as it was when the loop began
	case *ssa.FreeVar:
		return dependence{unknown: true}
	case *ssa.Phi:
		d := r.all(v.Edges...)
		d.varies = d.varies || v.Block() == r.l.Head
		return d
	case *ssa.BinOp:
		return r.all(v.X, v.Y)
	case *ssa.Convert:
		return r.of(v.X)
	case *ssa.ChangeType:
		return r.of(v.X)
	case *ssa.MultiConvert:
		return r.of(v.X)
	case *ssa.MakeInterface:
		return r.of(v.X)
	case *ssa.Extract:
		return r.of(v.Tuple)
	case *ssa.Field:
		return r.of(v.X)
	case *ssa.Index:
		return r.all(v.X, v.Index)
	case *ssa.Lookup:
		return r.all(v.X, v.Index)
	case *ssa.IndexAddr:
		return r.all(v.X, v.Index)
	case *ssa.FieldAddr:
		d := r.of(v.X)
		d.varies = d.varies || r.stored(v)
		return d
	case *ssa.Slice:
		return r.of(v.X)
	case *ssa.Alloc:
		return r.variable(v)
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return dependence{unknown: true}
		}
		return r.of(v.X)
	case *ssa.Call:
		return r.result(v)
	}
	return dependence{unknown: true}
}

// variable returns what is stored in a local variable, or in the elements of a list.
func (r *reader) variable(a *ssa.Alloc) (d dependence) {
	var addrs []ssa.Value
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			addrs = append(addrs, ref)
		case *ssa.MakeClosure, ssa.CallInstruction:
			d.unknown = true
		}
	}
	for _, addr := range append(addrs, a) {
		for _, ref := range *addr.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == addr {
				d = d.and(r.of(st.Val))
				d.varies = d.varies || r.l.Blocks[st.Block()] && !r.l.Blocks[a.Block()]
			}
		}
	}
	return d
}

// stored reports whether a field is written to in the loop, or in a function that it
// calls.
func (r *reader) stored(f *ssa.FieldAddr) bool {
	for b := range r.l.Blocks {
		if storesTo(b, f, 0) {
			return true
		}
	}
	return false
}

// result returns what the result of a call is made of.
func (r *reader) result(call *ssa.Call) dependence {
	c := &call.Call
	args := ssautil.Args(c)
	if slices.ContainsFunc(args, isRetryAfter) {
		return dependence{byHeader: true}
	}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		d := r.all(args...)
		d.capped = d.capped || b.Name() == "min"
		return d
	}
	fn := ssautil.Callee(c)
	switch {
	case httpmodel.Chance(fn):
		return dependence{chance: true}
	case httpmodel.Computes(fn):
		return r.all(args...)
	}
	bodies := r.p.bodies(call)
	if len(bodies) == 0 || r.depth > 3 || len(bodies[0].Params) != len(args) {
		return r.all(args...).and(dependence{unknown: true})
	}
	var d dependence
	for _, body := range bodies { // of a function value each that it may be
		d = d.and(r.dependenceOf(body, args))
	}
	return d
}

// bodies returns the functions that a call may run, none if one of them was not read.
func (p *Retries) bodies(call *ssa.Call) (out []*ssa.Function) {
	if fn := ssautil.Generic(call.Call.StaticCallee()); fn != nil {
		if len(fn.Blocks) == 0 {
			return nil
		}
		return []*ssa.Function{fn}
	}
	for _, t := range p.Flow.Targets(call) {
		if t.Fn == nil || len(t.Fn.Blocks) == 0 || len(t.Fn.Params) != len(t.Args) {
			return nil
		}
		out = append(out, t.Fn)
	}
	return out
}

// dependenceOf returns what the results of a function are made of that gets some arguments.
func (r *reader) dependenceOf(body *ssa.Function, args []ssa.Value) dependence {
	if len(body.Params) != len(args) {
		return r.all(args...).and(dependence{unknown: true})
	}
	r.depth++
	given := make(map[ssa.Value]ssa.Value)
	for i, q := range body.Params {
		given[q] = args[i]
	}
	r.args = append(r.args, given)
	var d dependence
	for _, b := range body.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			for _, x := range ret.Results {
				if !typeutil.IsError(x.Type()) {
					d = d.and(r.of(x))
				}
			}
		}
	}
	r.args = r.args[:len(r.args)-1]
	r.depth--
	return d
}

// compared reports whether something that the value is made of is held against a
// limit.
func (r *reader) compared() bool {
	for v := range r.seen {
		if v.Referrers() == nil {
			continue
		}
		for _, ref := range *v.Referrers() {
			b, ok := ref.(*ssa.BinOp)
			if !ok {
				continue
			}
			switch b.Op {
			case token.LSS, token.LEQ, token.GTR, token.GEQ:
			default:
				continue
			}
			other := b.Y
			if other == v {
				other = b.X
			}
			if c, ok := other.(*ssa.Const); !ok || c.Value != nil && c.Value.Kind() == constant.Int && constant.Sign(c.Value) > 0 {
				return true
			}
		}
	}
	return false
}

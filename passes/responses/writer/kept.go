package writer

import (
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// An errorUse is what a function makes of an error: the values that are, hold or
// were made from it.
//
// An error that is kept is somebody else's to respond to: whoever has the field, the
// list, the map, the channel or the request that it was left in. One that is put into
// a variable of the function itself, or given to a logger, is not kept.
type errorUse struct {
	p    *Writers
	vals map[ssa.Value]bool
	// others counts any error, and list of errors, as this one.
	others bool
}

// is reports whether a value is, holds or was made from the error.
func (u *errorUse) is(v ssa.Value) bool {
	return u.vals[v] || u.others && isErrors(v.Type()) && !ssautil.IsNil(v)
}

// isErrors reports whether a type is that of errors or of a list of them.
func isErrors(t types.Type) bool {
	if list, ok := t.Underlying().(*types.Slice); ok {
		t = list.Elem()
	}
	return typeutil.IsError(t)
}

// UseOf follows an error through its function.
func (p *Writers) UseOf(e ssa.Value) *errorUse {
	u := &errorUse{p: p, vals: map[ssa.Value]bool{e: true}}
	queue := []ssa.Value{e}
	add := func(v ssa.Value) {
		if v != nil && !u.vals[v] {
			u.vals[v] = true
			queue = append(queue, v)
		}
	}
	if load, ok := e.(*ssa.UnOp); ok {
		if a := ssautil.Local(load.X); a != nil {
			add(a) // whoever gets the variable's address gets the error
		}
	}
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		if v.Referrers() == nil {
			continue
		}
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if a := ssautil.Local(ref.Addr); a != nil && ref.Val == v {
					add(a) // `append(list, err)` passes an array that holds it
				}
			case *ssa.MapUpdate:
				if m, made := ref.Map.(*ssa.MakeMap); made && ref.Value == v {
					add(m)
				}
			case ssa.Value:
				add(ref)
			}
		}
	}
	return u
}

// Keeps reports whether an instruction leaves the error where somebody else may look
// for it, or another error in its place: what the client is to know of it.
func (u *errorUse) Keeps(instr ssa.Instruction) bool {
	inPlace := errorUse{p: u.p, vals: u.vals, others: true}
	return inPlace.keepsWithin(instr, 0)
}

// keptIn reports whether a function keeps the error.
func (u *errorUse) keptIn(fn *ssa.Function, depth int) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool { return u.keepsWithin(instr, depth) })
	})
}

func (u *errorUse) keepsWithin(instr ssa.Instruction, depth int) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		return outlives(instr.Addr) && (u.is(instr.Val) || httpmodel.IsRequest(instr.Addr.Type()))
	case *ssa.Send:
		return u.is(instr.X)
	case *ssa.MapUpdate:
		_, made := instr.Map.(*ssa.MakeMap)
		return u.is(instr.Value) && !made
	case *ssa.Select:
		return slices.ContainsFunc(instr.States, func(s *ssa.SelectState) bool { return s.Send != nil && u.is(s.Send) })
	case *ssa.Call:
		return u.callKeeps(instr, depth)
	}
	return false
}

// outlives reports whether others than the function itself may look at what stands
// at an address. A variable that a closure shares may be theirs.
func outlives(addr ssa.Value) bool {
	a := ssautil.Local(addr)
	return a == nil || slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.MakeClosure:
			return true
		case *ssa.Store:
			return ref.Val == a && ssautil.Local(ref.Addr) == nil
		}
		return false
	})
}

// callKeeps reports whether a call keeps the error in what it is given.
func (u *errorUse) callKeeps(call *ssa.Call, depth int) bool {
	args := ssautil.Args(&call.Call)
	if !slices.ContainsFunc(args, u.is) {
		return false
	}
	if httpmodel.Keeps(ssautil.Callee(&call.Call)) {
		return true
	}
	if row := u.p.Flow.Row(&call.Call); row != nil {
		// gin's list of errors, or any other value of the request: a middleware may look for it.
		return row.Response == nil && len(args) > 1 && u.p.Flow.Model().IsContext(args[0].Type()) &&
			slices.ContainsFunc(args[1:], u.is)
	}
	if slices.ContainsFunc(args, func(a ssa.Value) bool { return httpmodel.IsRequest(a.Type()) }) {
		return true
	}
	if u.factKeeps(call, args) {
		return true
	}
	targets := u.p.Flow.Targets(call)
	if len(targets) == 0 {
		return takesError(call)
	}
	return slices.ContainsFunc(targets, func(t valueflow.Target) bool { return u.targetKeeps(t, depth) })
}

// A KeepsErrors is the fact of a function that keeps an error it is given: in a
// framework's list, a field, a channel.
type KeepsErrors struct{ params ParamSet }

// AFact marks KeepsErrors as a fact.
func (*KeepsErrors) AFact() {}

// String shows the fact as fixtures assert it: "keepsErrors(1)".
func (k *KeepsErrors) String() string { return "keepsErrors(" + k.params.String() + ")" }

// GobEncode implements gob.GobEncoder.
func (k *KeepsErrors) GobEncode() ([]byte, error) {
	var e summary.Encoder
	e.Int(int(k.params))
	return e.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (k *KeepsErrors) GobDecode(data []byte) error {
	d := summary.NewDecoder(data)
	k.params = ParamSet(d.Int())
	return d.Err()
}

// ExportKeeps exports which errors a function keeps.
func (p *Writers) ExportKeeps(fn *ssa.Function, obj *types.Func) {
	var k KeepsErrors
	for i, param := range fn.Params {
		if !typeutil.IsError(param.Type()) {
			continue
		}
		if p.UseOf(param).keptIn(fn, 0) {
			k.params = k.params.With(i)
		}
	}
	if k.params &^= otherParams; k.params != 0 {
		p.Pass.ExportObjectFact(obj, &k)
	}
}

// factKeeps reports whether a function of another package keeps the error.
func (u *errorUse) factKeeps(call *ssa.Call, args []ssa.Value) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || len(fn.Blocks) > 0 {
		return false
	}
	obj, _ := fn.Object().(*types.Func)
	var k KeepsErrors
	if obj == nil || !u.p.Pass.ImportObjectFact(obj.Origin(), &k) {
		return false
	}
	for i, a := range args {
		if i < 31 && u.is(a) && k.params&(1<<i) != 0 {
			return true
		}
	}
	return false
}

// takesError reports whether a call that was not read is made to hand an error on:
// a function's or an interface's value takes nothing but the error and returns
// nothing. What logs takes a text as well.
func takesError(call *ssa.Call) bool {
	sig := call.Call.Signature()
	return call.Call.StaticCallee() == nil && sig.Results().Len() == 0 && sig.Params().Len() == 1 &&
		!sig.Variadic() && typeutil.IsError(sig.Params().At(0).Type())
}

// targetKeeps reports whether a function keeps the error in a parameter or beyond.
func (u *errorUse) targetKeeps(t valueflow.Target, depth int) bool {
	for i, a := range t.Args {
		if !u.is(a) {
			continue
		}
		if t.Fn == nil {
			for _, r := range t.Rows() {
				if slices.ContainsFunc(r.Effects, func(e origin.Effect) bool { return e.Index != i && mentions(e.Value, i) }) {
					return true
				}
			}
			continue
		}
		if len(t.Fn.Blocks) == 0 || i >= len(t.Fn.Params) || depth > summary.MaxWrapped {
			continue
		}
		if u.p.UseOf(t.Fn.Params[i]).keptIn(t.Fn, depth+1) {
			return true
		}
	}
	return false
}

// mentions reports whether a value is, or has in it, a parameter.
func mentions(v origin.Value, param int) bool {
	return v.Any(func(t *origin.Term) bool { return t.Op == origin.Param && t.Index == param })
}

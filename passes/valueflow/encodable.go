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

// Encodable reports whether every value of the type of v, as it is before it became an
// interface, can be encoded as JSON.
func (f *Result) Encodable(v ssa.Value) bool { return encodable(ssautil.Unwrap(v).Type(), nil) }

// neverFails reports whether the error of a call is nil whatever happens.
func (f *Result) neverFails(call *ssa.Call) bool {
	if f.encodesAlways(call) {
		return true
	}
	fn, args := ssautil.Callee(&call.Call), ssautil.Args(&call.Call)
	if fn == nil {
		return false
	}
	var recv types.Type
	if fn.Signature().Recv() != nil && len(args) > 0 {
		recv = args[0].Type()
	}
	if fn.Signature().Variadic() && len(args) > 0 {
		last := len(args) - 1
		args = append(slices.Clone(args[:last]), ssautil.Variadic(args[last])...)
	}
	list, values := make([]types.Type, len(args)), make([]constant.Value, len(args))
	for i, a := range args {
		a = ssautil.Unwrap(a)
		list[i] = a.Type()
		if c, ok := a.(*ssa.Const); ok {
			values[i] = c.Value
		}
	}
	return httpmodel.NeverFails(fn, recv, list, values)
}

// encodesAlways reports whether a call encodes a value as JSON that can always be
// encoded: then its error is nil.
func (f *Result) encodesAlways(call *ssa.Call) bool {
	row := f.row(&call.Call)
	if row == nil || len(row.Results) == 0 { // one that writes may fail to write
		return false
	}
	return f.encodes(row.Encodes(), ssautil.Args(&call.Call))
}

// encodes reports whether an expression of the model is the JSON of an argument that can
// always be encoded.
func (f *Result) encodes(e httpmodel.Expr, args []ssa.Value) bool {
	x := e.X()
	return e.Name == string(httpmodel.JSON) && x.Op == httpmodel.OpArg && x.Arg < len(args) && f.Encodable(args[x.Arg])
}

// FailsToWriteAlone reports whether a call fails only where it cannot write to the
// client: it writes text, or JSON of a value that can always be encoded.
func (f *Result) FailsToWriteAlone(call *ssa.Call) bool {
	if f.begin() {
		defer f.finish()
	}
	row, args := f.row(&call.Call), ssautil.Args(&call.Call)
	if row == nil || !f.writesToClient(row, args) {
		return false
	}
	return row.Response.Body.Op != httpmodel.OpEncode || f.encodes(row.Response.Body, args)
}

// never reports whether control cannot go from a block to the next one: it would have to be
// true of a value what was found to be false on the way there (a second `err != nil` of the
// same error, behind a first one that returns), or the error of what never fails would have to
// be one, or a context of a request would have none, nor its writer.
func (f *Result) never(from, to *ssa.BasicBlock) bool {
	ifi, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return false
	}
	if f.contradicted(from, to) {
		return true
	}
	for _, c := range appendCond(nil, ifi.Cond, from.Succs[1] == to) {
		if c.kind == origin.GuardNil && !c.neg && f.isKept(c.x) {
			return true
		}
		if c.kind != origin.GuardNil || !c.neg || !typeutil.IsError(c.x.Type()) {
			continue
		}
		if call, _ := ssautil.ResultCall(c.x); call != nil && f.neverFails(call) {
			return true
		}
	}
	return false
}

// An edge leads from a block to the next one.
type edge struct{ from, to *ssa.BasicBlock }

// contradicted reports whether what a branch says of the block that it leads to contradicts
// what is known at the branch.
func (f *Result) contradicted(from, to *ssa.BasicBlock) bool {
	e := edge{from, to}
	no, ok := f.control.contradicted[e]
	if !ok {
		known := f.conds(from)
		no = slices.ContainsFunc(appendCond(nil, from.Instrs[len(from.Instrs)-1].(*ssa.If).Cond, from.Succs[1] == to),
			func(c cond) bool { return slices.ContainsFunc(known, c.contradicts) })
		f.control.contradicted[e] = no
	}
	return no
}

// contradicts reports whether two conditions cannot both hold.
func (c cond) contradicts(d cond) bool {
	if c.x == nil || c.x != d.x || c.kind != d.kind || c.neg == d.neg || c.any != nil || d.any != nil || c.global != nil || d.global != nil {
		return false
	}
	switch c.kind {
	case origin.GuardNil:
		return true
	case origin.GuardConst:
		return c.c.Value != nil && d.c.Value != nil && c.c.Value.Kind() == d.c.Value.Kind() && constant.Compare(c.c.Value, token.EQL, d.c.Value)
	}
	return false
}

// encodable reports whether every value of a type is JSON: there is no number that JSON
// has none for, no method that may fail, nothing of any type and no way back to itself.
func encodable(t types.Type, outer []types.Type) bool {
	for _, o := range outer {
		if types.Identical(o, t) {
			return false
		}
	}
	outer = append(outer, t)
	if typeutil.Method(t, "MarshalJSON") != nil || typeutil.Method(t, "MarshalText") != nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsInteger|types.IsBoolean) != 0 && u.Kind() != types.Uintptr
	case *types.Pointer:
		return encodable(u.Elem(), outer)
	case *types.Slice:
		return encodable(u.Elem(), outer)
	case *types.Array:
		return encodable(u.Elem(), outer)
	case *types.Map:
		key, ok := u.Key().Underlying().(*types.Basic)
		return ok && key.Info()&(types.IsString|types.IsInteger) != 0 && encodable(u.Key(), outer) && encodable(u.Elem(), outer)
	case *types.Struct:
		for field := range u.Fields() {
			if (field.Exported() || field.Embedded()) && !encodable(field.Type(), outer) {
				return false
			}
		}
		return true
	}
	return false
}

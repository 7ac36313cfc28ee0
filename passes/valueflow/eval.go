package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

type evalKey struct {
	v  ssa.Value
	at ssa.Instruction
}

// Eval returns the origins of v as it stands at an instruction: what a pointer
// refers to is described as it is then.
func (f *Result) Eval(v ssa.Value, at ssa.Instruction) origin.Value {
	if f.begin() {
		defer f.finish()
	}
	return f.eval(v, at)
}

func (f *Result) eval(v ssa.Value, at ssa.Instruction) origin.Value {
	use := at
	// What does not refer to memory is the same everywhere, but for what the
	// branches up to there tell about it.
	if instr, ok := v.(ssa.Instruction); ok && (at == nil || !origin.Refers(v.Type())) {
		at = instr
		if use != nil && f.resultOf(v) != nil && len(f.conds(use.Block())) > len(f.conds(instr.Block())) {
			at = use.Block().Instrs[0]
		}
	}
	r := f.evalAt(v, at)
	if use != nil {
		r = f.refine(v, r, f.conds(use.Block()))
	}
	return r
}

// resultOf returns the call that v is one of several results of, or nil.
func (f *Result) resultOf(v ssa.Value) *ssa.Call {
	if e, ok := v.(*ssa.Extract); ok {
		call, _ := e.Tuple.(*ssa.Call)
		return call
	}
	return nil
}

func (f *Result) evalAt(v ssa.Value, at ssa.Instruction) origin.Value {
	k := evalKey{v, at}
	if r, ok := lookup(&f.effort.questions, f.values.evals, k); ok {
		return r
	}
	if r, ok := lastResult(&f.effort.questions, f.values.evals, k, typeutil.IsError(v.Type())); ok {
		return r
	}
	if f.spent() {
		return origin.Unfinished(typeutil.IsError(v.Type()))
	}
	return evaluate(&f.effort.questions, f.values.evals, k, nil, func() origin.Value {
		r := f.evalInstr(v, at)
		if typeutil.IsError(v.Type()) {
			r = f.asError(r, v.Type())
		}
		return r
	})
}

func (f *Result) asError(v origin.Value, typ types.Type) origin.Value {
	for i, t := range v {
		if !t.Err && t.Op != origin.Zero {
			c := t.Copy()
			c.Err = true
			if t.Op == origin.Opaque && t.Path == "" {
				c.Name = "" // what gave a value of any type did not make the error
			}
			if !types.IsInterface(typ) {
				f.setType(c, typ)
			}
			w := append(origin.Value(nil), v...)
			w[i] = c
			return f.asError(w, typ)
		}
	}
	return v
}

func (f *Result) evalInstr(v ssa.Value, at ssa.Instruction) origin.Value {
	switch v := v.(type) {
	case *ssa.Const:
		return f.evalConst(v)
	case *ssa.Parameter:
		if at != nil && hasMembers(v.Type()) {
			return f.objectAt(loc{v, ""}, v.Type(), at, at)
		}
		if given := f.calledBack(v); given != nil {
			return given
		}
		return origin.Value{f.paramTerm(v, "")}
	case *ssa.Function:
		return origin.Value{{Op: origin.Func, Name: v.String(), Fn: v}}
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		return origin.Value{{Op: origin.Func, Name: fn.String(), Fn: fn}}
	case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Convert, *ssa.MultiConvert, *ssa.TypeAssert:
		return f.evalConversion(v, at)
	case *ssa.Phi:
		return f.evalPhi(v, at)
	case *ssa.BinOp:
		return f.evalBinOp(v, at)
	case *ssa.Call:
		if hasMembers(v.Type()) {
			return f.objects(v, at)
		}
		return f.callResult(v, 0, v)
	case *ssa.Extract:
		return f.evalExtract(v, at)
	case *ssa.UnOp:
		return f.evalUnOp(v, at)
	case *ssa.Field:
		return origin.Select(f.eval(v.X, at), origin.FieldName(v.X.Type(), v.Field)).WithOwner(v.Type(), v.X.Type())
	case *ssa.Lookup:
		if _, ok := v.X.Type().Underlying().(*types.Map); ok {
			return f.element(v.X, mapMember(v.X, v.Index), v)
		}
		return origin.AnyValue(false)
	case *ssa.Index:
		return f.element(v.X, memElem, v)
	case *ssa.Slice:
		if typeutil.IsText(v.X.Type()) && !isBuffer(v.X) {
			return f.eval(v.X, at)
		}
		if isEmptyBytes(v) {
			return origin.Value{{Op: origin.Const, Const: constant.MakeString("")}}
		}
		return f.objects(v, at)
	case *ssa.FreeVar, *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global:
		return f.objects(v, at)
	}
	return origin.AnyValue(false)
}

func (f *Result) evalConst(v *ssa.Const) origin.Value {
	if v.Value != nil {
		return origin.Value{{Op: origin.Const, Const: v.Value, Pos: v.Pos()}}
	}
	if _, ok := v.Type().Underlying().(*types.Struct); ok { // T{}
		t := &origin.Term{Op: origin.Object}
		f.setType(t, v.Type())
		return origin.Value{t}
	}
	return origin.Value{{Op: origin.Zero}}
}

func (f *Result) evalConversion(v ssa.Value, at ssa.Instruction) origin.Value {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return f.typed(f.eval(v.X, at), v.X.Type())
	case *ssa.ChangeInterface:
		return f.eval(v.X, at)
	case *ssa.ChangeType:
		return f.eval(v.X, at)
	case *ssa.Convert:
		from, to := v.X.Type().Underlying(), v.Type().Underlying()
		if b, ok := from.(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
			if t, ok := to.(*types.Basic); ok && t.Info()&types.IsString != 0 {
				return origin.AnyValue(false) // a rune
			}
		}
		return f.eval(v.X, at)
	case *ssa.MultiConvert:
		return f.eval(v.X, at)
	case *ssa.TypeAssert:
		return f.asserted(f.eval(v.X, at), v.AssertedType)
	}
	return origin.AnyValue(false)
}

func (f *Result) evalUnOp(v *ssa.UnOp, at ssa.Instruction) origin.Value {
	switch {
	case v.Op == token.NOT:
		return origin.Not(f.eval(v.X, at))
	case v.Op != token.MUL:
		return origin.AnyValue(typeutil.IsError(v.Type()))
	case hasMembers(v.Type()):
		return f.objects(v, at)
	}
	r := f.loadAll(f.roots(v.X), v)
	if fa, ok := v.X.(*ssa.FieldAddr); ok {
		r = r.WithOwner(v.Type(), fa.X.Type())
	}
	return r
}

// extends reports whether a call appends elements: its result is not nil,
// whatever the list was before.
func extends(call *ssa.Call) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "append" && len(ssautil.Variadic(call.Call.Args[1])) > 0
}

// isBuffer reports whether a byte slice was made here, to be filled.
func isBuffer(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeSlice, *ssa.Alloc:
		return true
	case *ssa.Slice:
		return isBuffer(v.X)
	}
	return false
}

// isEmptyBytes reports whether a slice is []byte{}.
func isEmptyBytes(v *ssa.Slice) bool {
	p, ok := v.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	a, ok := p.Elem().Underlying().(*types.Array)
	return ok && a.Len() == 0 && types.Identical(a.Elem().Underlying(), types.Typ[types.Byte])
}

// element returns a member of a map, slice or array.
func (f *Result) element(x ssa.Value, name string, at ssa.Instruction) origin.Value {
	locs := f.roots(x)
	if name == memElem {
		// Under a computed key it may be any member that was written.
		var vs []origin.Value
		for _, t := range f.eval(x, at) {
			if t.Op != origin.Object {
				vs = append(vs, t.SelectField("[]"))
				continue
			}
			for _, fd := range t.Fields {
				vs = append(vs, fd.Value)
			}
		}
		return f.union(vs...)
	}
	return f.union(f.loadAll(addAll(locs, name), at), f.loadAll(addAll(locs, memElem), at))
}

// hasMembers reports whether a value of the type is described by the members it leads to.
func hasMembers(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice, *types.Array, *types.Struct:
		if s, ok := t.(*types.Slice); ok {
			if b, ok := s.Elem().Underlying().(*types.Basic); ok && b.Kind() == types.Byte {
				return false
			}
		}
		return true
	}
	return false
}

// objects describes what v refers to.
func (f *Result) objects(v ssa.Value, at ssa.Instruction) origin.Value {
	if at == nil {
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return origin.AnyValue(typeutil.IsError(v.Type()))
		}
		at = instr
	}
	var vs []origin.Value
	call, _ := v.(*ssa.Call)
	for _, l := range f.roots(v) {
		if call != nil && l.root != v && extends(call) {
			continue // the list before, whose elements the new one has
		}
		// A struct is loaded where the load stands, not where it is used; what its
		// pointers refer to may change in between.
		where := at
		if u, ok := v.(*ssa.UnOp); ok {
			if _, isStruct := v.Type().Underlying().(*types.Struct); isStruct {
				where = u
			}
		}
		if l.root == v && call != nil && f.touched(at.Parent())[v] == nil {
			vs = append(vs, f.callResult(call, 0, call))
			continue
		}
		if _, ok := l.root.(*ssa.Parameter); !ok && l.path != "" && !isLocalStruct(l, v) {
			if w := f.load(l, where); len(w) > 0 {
				vs = append(vs, w)
				continue
			}
		}
		vs = append(vs, f.objectAt(l, v.Type(), where, at))
	}
	if len(vs) == 0 {
		return origin.Value{{Op: origin.Zero}}
	}
	return f.union(vs...)
}

// isLocalStruct reports whether l is a struct kept by value inside a local object.
func isLocalStruct(l loc, v ssa.Value) bool {
	if _, ok := l.root.(*ssa.Alloc); !ok {
		return false
	}
	t := v.Type().Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	_, ok := t.(*types.Struct)
	return ok
}

func (f *Result) loadAll(ls []loc, at ssa.Instruction) origin.Value {
	vs := make([]origin.Value, len(ls))
	for i, l := range ls {
		vs[i] = f.load(l, at)
	}
	return f.union(vs...)
}

func (f *Result) evalPhi(v *ssa.Phi, at ssa.Instruction) origin.Value {
	b := v.Block()
	base := 0
	if d := b.Idom(); d != nil {
		base = len(f.conds(d))
	}
	fn := v.Parent()
	vs := make([]origin.Value, len(v.Edges))
	for i, e := range v.Edges {
		var use ssa.Instruction = v
		if origin.Refers(v.Type()) {
			use = at
		}
		cs := f.edgeConds(b.Preds[i], b)
		w := f.refine(e, f.eval(e, use), cs)
		// What decides between the edges is kept where a caller can decide it.
		if len(cs) > base {
			if gs := f.guards(cs[base:], fn); len(gs) > 0 {
				w = origin.Guarded(w, gs)
			}
			if f.gatedEdge(e, cs[base:]) {
				w = w.Gate()
			}
			if f.belowService(cs[base:]) {
				w = w.ForClient()
			}
		}
		vs[i] = w
	}
	return f.union(vs...)
}

func (f *Result) evalBinOp(v *ssa.BinOp, at ssa.Instruction) origin.Value {
	switch v.Op {
	case token.ADD:
		x, y := f.eval(v.X, at), f.eval(v.Y, at)
		if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			return origin.Join(x, y)
		}
		if len(x) == 1 && len(y) == 1 && x[0].Op == origin.Const && y[0].Op == origin.Const {
			return origin.Value{{Op: origin.Const, Const: constant.BinaryOp(x[0].Const, token.ADD, y[0].Const)}}
		}
	case token.EQL, token.NEQ:
		cs := appendCond(nil, v, false)
		if len(cs) == 1 {
			if g, ok := f.guard(cs[0], v.Parent()); ok {
				return origin.Value{{Op: origin.Compare, Guards: []origin.Guard{g}, Name: g.String()}}
			}
		}
	}
	return origin.AnyValue(false)
}

func (f *Result) evalExtract(v *ssa.Extract, at ssa.Instruction) origin.Value {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		if hasMembers(v.Type()) {
			rs := f.roots(v)
			if len(rs) != 1 || rs[0].root != v || at != nil && at != v && f.row(&t.Call) != nil && f.touched(at.Parent())[v] != nil {
				return f.objects(v, at)
			}
			if at != nil && at != v && f.touched(at.Parent())[v] != nil { // with what was written to its members since
				var vs []origin.Value
				for _, base := range f.callResult(t, v.Index, at) {
					vs = append(vs, f.overlaid(base, rs[0], v.Type(), at, at))
				}
				return f.union(vs...)
			}
		}
		return f.callResult(t, v.Index, at)
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return f.asserted(f.eval(t.X, at), t.AssertedType)
		}
		if g, ok := f.guard(cond{x: t.X, kind: origin.GuardType, typ: t.AssertedType}, v.Parent()); ok {
			return origin.Value{{Op: origin.Compare, Guards: []origin.Guard{g}, Name: g.String()}}
		}
	case *ssa.Lookup:
		if v.Index == 0 {
			return f.element(t.X, mapMember(t.X, t.Index), v)
		}
	case *ssa.Next:
		if r, ok := t.Iter.(*ssa.Range); ok && v.Index == 2 {
			return f.element(r.X, memElem, v)
		}
	}
	return origin.AnyValue(typeutil.IsError(v.Type()))
}

// asserted keeps the alternatives of v that a type assertion lets through, and
// gives those of unknown type the asserted one.
func (f *Result) asserted(v origin.Value, typ types.Type) origin.Value {
	if types.IsInterface(typ) {
		if f.distinguishes(typ) {
			return origin.Offered(origin.Implementing(v, typ))
		}
		return v
	}
	name := origin.DynamicName(typ)
	out := make(origin.Value, 0, len(v))
	for _, t := range v {
		switch {
		case t.TypeName != "" && name != "" && t.TypeName != name:
			continue
		case t.Op == origin.Zero:
			continue
		case t.Op == origin.Const && (!origin.SameBasic(t.Const, typ) || !t.MayBe(name)):
			continue
		case t.Op == origin.Recovered && strings.Contains(name, "."):
			t = &origin.Term{Op: origin.Opaque, Err: typeutil.IsError(typ), Pos: t.Pos, Fn: t.Fn} // thrown on purpose, to be caught here
			f.setType(t, typ)
		case t.TypeName == "" && (t.Op == origin.Param || t.Op == origin.Opaque || t.Op == origin.Unknown || t.Op == origin.Global):
			c := t.Copy()
			f.setType(c, typ)
			if t.Op == origin.Param { // for the caller to tell an int from one of a type of its own
				c.TypeName = name
			}
			c.Guards = nil
			t = c
		}
		out = append(out, t)
	}
	return out
}

// typed gives every alternative that has none the dynamic type typ.
func (f *Result) typed(v origin.Value, typ types.Type) origin.Value {
	out := make(origin.Value, len(v))
	for i, t := range v {
		if t.TypeName == "" && t.Type == nil {
			c := t.Copy()
			if t.Op == origin.Const || typeutil.Name(typ) == "" {
				c.Type = typ // for what encodes it; its name would tell constants apart
			} else {
				f.setType(c, typ)
			}
			t = c
		}
		out[i] = t
	}
	return out
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

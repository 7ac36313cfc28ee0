package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"

	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

type evalKey struct {
	v  ssa.Value
	at ssa.Instruction
}

// Eval returns the origins of v as it stands at an instruction: what a pointer
// refers to is described as it is then.
func (f *Result) Eval(v ssa.Value, at ssa.Instruction) Value { return f.eval(v, at) }

func (f *Result) eval(v ssa.Value, at ssa.Instruction) Value {
	use := at
	// What does not refer to memory is the same everywhere, but for what the
	// branches up to there tell about it.
	if instr, ok := v.(ssa.Instruction); ok && (at == nil || !refers(v.Type())) {
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

func (f *Result) evalAt(v ssa.Value, at ssa.Instruction) Value {
	k := evalKey{v, at}
	if r, ok := lookup(&f.questions, f.evalCache, k); ok {
		return r
	}
	if r, ok := lastResult(&f.questions, f.evalCache, k, typeutil.IsError(v.Type())); ok {
		return r
	}
	if f.spent() {
		return AnyValue(typeutil.IsError(v.Type()))
	}
	return evaluate(&f.questions, f.evalCache, k, nil, func() Value {
		r := f.evalInstr(v, at)
		if typeutil.IsError(v.Type()) {
			r = f.asError(r, v.Type())
		}
		return r
	})
}

// refers reports whether a value of the type leads to memory that can change under it.
func refers(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic, *types.Signature:
		return false
	case *types.Interface:
		return !typeutil.IsError(t)
	}
	return true
}

func (f *Result) asError(v Value, typ types.Type) Value {
	for i, t := range v {
		if !t.Err && t.Op != Zero {
			c := t.copy()
			c.Err = true
			if t.Op == Opaque && t.Path == "" {
				c.Name = "" // what gave a value of any type did not make the error
			}
			if !types.IsInterface(typ) {
				f.setType(c, typ)
			}
			w := append(Value(nil), v...)
			w[i] = c
			return f.asError(w, typ)
		}
	}
	return v
}

func (f *Result) evalInstr(v ssa.Value, at ssa.Instruction) Value {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			if _, ok := v.Type().Underlying().(*types.Struct); ok { // T{}
				t := &Term{Op: Object}
				f.setType(t, v.Type())
				return Value{t}
			}
			return Value{{Op: Zero}}
		}
		return Value{{Op: Const, Const: v.Value, Pos: v.Pos()}}
	case *ssa.Parameter:
		if at != nil && hasMembers(v.Type()) {
			return f.objectAt(loc{v, ""}, v.Type(), at, at)
		}
		if given := f.calledBack(v); given != nil {
			return given
		}
		return Value{f.paramTerm(v, "")}
	case *ssa.Function:
		return Value{{Op: Func, Name: v.String(), Fn: v}}
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		return Value{{Op: Func, Name: fn.String(), Fn: fn}}
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
				return AnyValue(false) // a rune
			}
		}
		return f.eval(v.X, at)
	case *ssa.MultiConvert:
		return f.eval(v.X, at)
	case *ssa.TypeAssert:
		return f.asserted(f.eval(v.X, at), v.AssertedType)
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
		if v.Op == token.NOT {
			return not(f.eval(v.X, at))
		}
		if v.Op != token.MUL {
			return AnyValue(typeutil.IsError(v.Type()))
		}
		if hasMembers(v.Type()) {
			return f.objects(v, at)
		}
		r := f.loadAll(f.roots(v.X), v)
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			r = r.owned(v.Type(), fa.X.Type())
		}
		return r
	case *ssa.Field:
		return Select(f.eval(v.X, at), fieldName(v.X.Type(), v.Field)).owned(v.Type(), v.X.Type())
	case *ssa.Lookup:
		if _, ok := v.X.Type().Underlying().(*types.Map); ok {
			return f.element(v.X, mapMember(v.X, v.Index), v)
		}
		return AnyValue(false)
	case *ssa.Index:
		return f.element(v.X, memElem, v)
	case *ssa.Slice:
		if typeutil.IsText(v.X.Type()) && !isBuffer(v.X) {
			return f.eval(v.X, at)
		}
		if isEmptyBytes(v) {
			return Value{{Op: Const, Const: constant.MakeString("")}}
		}
		return f.objects(v, at)
	case *ssa.FreeVar, *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global:
		return f.objects(v, at)
	}
	return AnyValue(false)
}

// extends reports whether a call appends elements: its result is not nil,
// whatever the list was before.
func extends(call *ssa.Call) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "append" && len(ssautil.Variadic(call.Call.Args[1])) > 0
}

// owned notes on a number that is a member of something unread whose it is.
func (v Value) owned(typ, owner types.Type) Value {
	if !typeutil.IsInteger(typ) {
		return v
	}
	name := typeutil.Name(owner)
	for i, t := range v {
		if (t.Op == Param || t.Op == Opaque) && t.Path != "" && t.Owner == "" && name != "" {
			c := *t
			c.Owner = name
			w := append(Value(nil), v...)
			w[i] = &c
			return w.owned(typ, owner)
		}
	}
	return v
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
func (f *Result) element(x ssa.Value, name string, at ssa.Instruction) Value {
	locs := f.roots(x)
	if name == memElem {
		// Under a computed key it may be any member that was written.
		var vs []Value
		for _, t := range f.eval(x, at) {
			if t.Op != Object {
				vs = append(vs, t.selectField("[]"))
				continue
			}
			for _, fd := range t.Fields {
				vs = append(vs, fd.Value)
			}
		}
		return union(vs...)
	}
	return union(f.loadAll(addAll(locs, name), at), f.loadAll(addAll(locs, memElem), at))
}

// hasMembers reports whether a value of the type is described by the members it leads to.
func hasMembers(t types.Type) bool {
	if typeutil.IsError(t) {
		if _, ok := t.Underlying().(*types.Interface); ok {
			return false
		}
	}
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
func (f *Result) objects(v ssa.Value, at ssa.Instruction) Value {
	if at == nil {
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return AnyValue(typeutil.IsError(v.Type()))
		}
		at = instr
	}
	var vs []Value
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
		return Value{{Op: Zero}}
	}
	return union(vs...)
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

func (f *Result) loadAll(ls []loc, at ssa.Instruction) Value {
	vs := make([]Value, len(ls))
	for i, l := range ls {
		vs[i] = f.load(l, at)
	}
	return union(vs...)
}

func (f *Result) evalPhi(v *ssa.Phi, at ssa.Instruction) Value {
	b := v.Block()
	base := 0
	if d := b.Idom(); d != nil {
		base = len(f.conds(d))
	}
	fn := v.Parent()
	vs := make([]Value, len(v.Edges))
	for i, e := range v.Edges {
		var use ssa.Instruction = v
		if refers(v.Type()) {
			use = at
		}
		cs := f.edgeConds(b.Preds[i], b)
		w := f.refine(e, f.eval(e, use), cs)
		// What decides between the edges is kept where a caller can decide it.
		if len(cs) > base {
			if gs := f.guards(cs[base:], fn); len(gs) > 0 {
				w = guarded(w, gs)
			}
			if f.gatedEdge(e, cs[base:]) {
				w = w.Gate()
			}
		}
		vs[i] = w
	}
	return union(vs...)
}

// not returns the negation of a boolean.
func not(v Value) Value {
	out := make(Value, len(v))
	for i, t := range v {
		c := t.copy()
		switch {
		case t.Op == Const && t.Const.Kind() == constant.Bool:
			c.Const = constant.MakeBool(!constant.BoolVal(t.Const))
		case t.Op == Zero:
			c.Op, c.Const = Const, constant.MakeBool(true)
		case t.Op == Compare:
			c.Args = nil
			g := t.compared().not()
			c.Name = g.String()
			c.Guards = append([]Guard{g}, t.Guards[1:]...)
		default:
			*c = *unknownTerm
		}
		out[i] = c
	}
	return out
}

// compared returns the comparison of a Compare term. Further guards say when
// the alternative holds.
func (t *Term) compared() Guard { return t.Guards[0] }

// guarded returns v with guards added to each alternative.
func guarded(v Value, gs []Guard) Value {
	if len(gs) == 0 {
		return v
	}
	out := make(Value, len(v))
	for i, t := range v {
		c := t.copy()
		c.Guards = append(append([]Guard(nil), t.Guards...), gs...)
		out[i] = c
	}
	return out
}

// Gate returns v with the errors in it, and the texts of errors, as sent in one mode only.
func (v Value) Gate() Value {
	if !v.Tainted() && !v.hasError() {
		return v
	}
	out := make(Value, len(v))
	for i, t := range v {
		c := t.copy()
		c.Gated = true
		out[i] = c
	}
	return out
}

func (f *Result) evalBinOp(v *ssa.BinOp, at ssa.Instruction) Value {
	switch v.Op {
	case token.ADD:
		x, y := f.eval(v.X, at), f.eval(v.Y, at)
		if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			return concat(x, y)
		}
		if len(x) == 1 && len(y) == 1 && x[0].Op == Const && y[0].Op == Const {
			return Value{{Op: Const, Const: constant.BinaryOp(x[0].Const, token.ADD, y[0].Const)}}
		}
	case token.EQL, token.NEQ:
		cs := appendCond(nil, v, false)
		if len(cs) == 1 {
			if g, ok := f.guard(cs[0], v.Parent()); ok {
				return Value{{Op: Compare, Guards: []Guard{g}, Name: g.String()}}
			}
		}
	}
	return AnyValue(false)
}

// concat joins two texts, flattening what is joined already.
func concat(vs ...Value) Value {
	t := &Term{Op: Concat}
	for _, v := range vs {
		if len(v) == 1 && v[0].Op == Concat && len(v[0].Guards) == 0 {
			t.Args = append(t.Args, v[0].Args...)
			continue
		}
		t.Args = append(t.Args, v)
	}
	if len(t.Args) > 4*maxAlts {
		return AnyValue(false)
	}
	allConst := true
	s := ""
	for _, a := range t.Args {
		if len(a) == 1 && a[0].Op == Const && a[0].Const.Kind() == constant.String {
			s += constant.StringVal(a[0].Const)
		} else {
			allConst = false
		}
	}
	if allConst && len(s) < 4096 {
		return Value{{Op: Const, Const: constant.MakeString(s)}}
	}
	return one(t)
}

func (f *Result) evalExtract(v *ssa.Extract, at ssa.Instruction) Value {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		if hasMembers(v.Type()) {
			rs := f.roots(v)
			if len(rs) != 1 || rs[0].root != v || at != nil && at != v && f.row(&t.Call) != nil && f.touched(at.Parent())[v] != nil {
				return f.objects(v, at)
			}
			if at != nil && at != v && f.touched(at.Parent())[v] != nil { // with what was written to its members since
				var vs []Value
				for _, base := range f.callResult(t, v.Index, at) {
					vs = append(vs, f.overlaid(base, rs[0], v.Type(), at, at))
				}
				return union(vs...)
			}
		}
		return f.callResult(t, v.Index, at)
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return f.asserted(f.eval(t.X, at), t.AssertedType)
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
	return AnyValue(typeutil.IsError(v.Type()))
}

// asserted keeps the alternatives of v that a type assertion lets through, and
// gives those of unknown type the asserted one.
func (f *Result) asserted(v Value, typ types.Type) Value {
	if types.IsInterface(typ) {
		if f.tells(typ) {
			return offered(implementing(v, typ))
		}
		return v
	}
	name := dynamicName(typ)
	out := make(Value, 0, len(v))
	for _, t := range v {
		switch {
		case t.TypeName != "" && name != "" && t.TypeName != name:
			continue
		case t.Op == Zero:
			continue
		case t.Op == Const && (!sameBasic(t.Const, typ) || !t.mayBe(name)):
			continue
		case t.Op == Recovered && name != "":
			t = &Term{Op: Opaque, Err: typeutil.IsError(typ), Pos: t.Pos, Fn: t.Fn} // thrown on purpose, to be caught here
			f.setType(t, typ)
		case t.TypeName == "" && (t.Op == Param || t.Op == Opaque || t.Op == Unknown || t.Op == Global):
			c := t.copy()
			f.setType(c, typ)
			if t.Op == Param { // for the caller to tell an int from one of a type of its own
				c.TypeName = name
			}
			c.Guards = nil
			t = c
		}
		out = append(out, t)
	}
	return out
}

// mayBe reports whether the dynamic type of a constant may be the one of a name.
func (t *Term) mayBe(name string) bool {
	return t.Type == nil || name == "" || dynamicName(t.Type) == name
}

// dynamicName returns the name of the dynamic type of a value, that of a basic type, too.
func dynamicName(t types.Type) string {
	if b, ok := types.Unalias(t).(*types.Basic); ok {
		return b.Name()
	}
	return typeutil.Name(t)
}

func sameBasic(c constant.Value, typ types.Type) bool {
	b, ok := typ.Underlying().(*types.Basic)
	if !ok {
		return false
	}
	switch c.Kind() {
	case constant.String:
		return b.Info()&types.IsString != 0
	case constant.Int:
		return b.Info()&types.IsNumeric != 0
	case constant.Bool:
		return b.Info()&types.IsBoolean != 0
	}
	return true
}

// typed gives every alternative that has none the dynamic type typ.
func (f *Result) typed(v Value, typ types.Type) Value {
	out := make(Value, len(v))
	for i, t := range v {
		if t.TypeName == "" && t.Type == nil {
			c := t.copy()
			if t.Op == Const || typeutil.Name(typ) == "" {
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

// globalValue returns what a package-level variable holds: what it was
// initialised with, if this package never changes it.
func (f *Result) globalValue(g *ssa.Global, path string) Value {
	t := &Term{Op: Global, Name: globalName(g), Path: path}
	elem := g.Type().(*types.Pointer).Elem()
	if path == "" {
		t.Err = typeutil.IsError(elem)
	}
	if g.Pkg != f.Pkg {
		if v, ok := f.importedGlobal(g); ok {
			return Select(v, path)
		}
		return Value{t}
	}
	if v, ok := f.ownGlobal(g); ok {
		return Select(v, path)
	}
	if t.Err {
		return Value{{Op: Unknown, Name: t.Name, Err: true}} // assigned at run time: no sentinel
	}
	return Value{t}
}

// ownGlobal returns the value that a variable of this package is initialised
// with, if that is the only assignment to it and all of it is known.
func (f *Result) ownGlobal(g *ssa.Global) (Value, bool) {
	if r, ok := f.globalCache[g]; ok {
		return r.v, r.ok
	}
	f.globalCache[g] = globalResult{}
	var v Value
	n := 0
	for _, st := range f.globalStores()[g] {
		n++
		if st.Parent() == f.initFn() {
			v = f.eval(st.Val, st)
		} else {
			n++
		}
	}
	r := globalResult{v, n == 1 && len(v) == 1 && (v[0].Op == Error || v[0].Op == Const || v[0].Op == Object || v[0].Op == Global && v[0].Err && v[0].Path == "")}
	if r.ok && v[0].Op == Object && !v[0].Err {
		if _, isMap := g.Type().(*types.Pointer).Elem().Underlying().(*types.Map); !isMap {
			r.ok = false // its fields may change
		}
	}
	if r.ok && (v[0].Op == Error || v[0].Err) && v[0].Op != Global {
		t := v[0].copy()
		t.Var = globalName(g)
		r.v = Value{t}
	}
	f.globalCache[g] = r
	return r.v, r.ok
}

type globalResult struct {
	v  Value
	ok bool
}

func (f *Result) initFn() *ssa.Function { return f.Pkg.Func("init") }

func globalName(g *ssa.Global) string {
	if g.Pkg == nil {
		return g.Name()
	}
	return g.Pkg.Pkg.Path() + "." + g.Name()
}

// globalStores indexes the assignments to this package's variables.
func (f *Result) globalStores() map[*ssa.Global][]*ssa.Store {
	if f.gstores == nil {
		f.gstores = make(map[*ssa.Global][]*ssa.Store)
		fns := f.Funcs
		if init := f.initFn(); init != nil {
			fns = append([]*ssa.Function{init}, fns...)
		}
		for _, fn := range fns {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if st, ok := instr.(*ssa.Store); ok {
						if g, ok := st.Addr.(*ssa.Global); ok {
							f.gstores[g] = append(f.gstores[g], st)
						}
					}
				}
			}
		}
	}
	return f.gstores
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"golang.org/x/tools/go/ssa"
)

// A callee is a function that a call may run, with the values it gets.
type callee struct {
	fn   *ssa.Function // nil if it is known by its fact alone
	sum  *Summary
	args []ssa.Value // the receiver of a method first
}

// owns reports whether a Param term of the callee's summary means its own parameter.
func (c callee) owns(t *Term) bool { return t.Fn == nil || t.Fn == c.fn }

// callArgs returns the arguments of a call, the receiver first.
func callArgs(c *ssa.CallCommon) []ssa.Value {
	if c.IsInvoke() {
		return append([]ssa.Value{c.Value}, c.Args...)
	}
	return c.Args
}

// Callee returns the declared function or method that a call names, or nil.
func Callee(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method
	}
	if fn := c.StaticCallee(); fn != nil {
		if fn.Origin() != nil {
			fn = fn.Origin()
		}
		obj, _ := fn.Object().(*types.Func)
		return obj
	}
	return nil
}

// row returns the model's row for a call.
func (f *Result) row(c *ssa.CallCommon) *httpmodel.Row {
	fn := Callee(c)
	if fn == nil {
		return nil
	}
	if r, ok := f.rowCache[fn]; ok {
		return r
	}
	r := httpmodel.Lookup(fn)
	if r == nil && c.IsInvoke() {
		// An interface of the project's own that demands the methods of http.ResponseWriter.
		if w := f.responseWriter(); w != nil && types.Implements(c.Value.Type(), w) {
			for i := range w.NumMethods() {
				if m := w.Method(i); m.Name() == fn.Name() {
					r = httpmodel.Lookup(m)
				}
			}
		}
	}
	f.rowCache[fn] = r
	return r
}

// responseWriter returns http.ResponseWriter, or nil in a package that cannot know it.
func (f *Result) responseWriter() *types.Interface {
	if !f.writerDone {
		f.writerDone = true
		if p := f.packages()["net/http"]; p != nil {
			if o := p.Scope().Lookup("ResponseWriter"); o != nil {
				f.writerType, _ = o.Type().Underlying().(*types.Interface)
			}
		}
	}
	return f.writerType
}

// callees returns the functions that a call may run and that are known; nil if
// any may run that is not.
func (f *Result) callees(c *ssa.CallCommon) []callee {
	if cs, ok := f.calleeCache[c]; ok {
		return cs
	}
	f.calleeCache[c] = nil
	cs := f.findCallees(c)
	if f.cut == noCut {
		f.calleeCache[c] = cs
	} else {
		delete(f.calleeCache, c)
	}
	return cs
}

func (f *Result) findCallees(c *ssa.CallCommon) []callee {
	args := callArgs(c)
	if c.IsInvoke() {
		// The method of the concrete type, where every origin of the receiver has one.
		var cs []callee
		for _, t := range f.eval(c.Value, nil) {
			if t.Op == Zero {
				continue
			}
			m := f.method(t, c.Method.Name())
			if m == nil {
				return nil
			}
			one := f.byObject(m, args)
			if one == nil {
				return nil
			}
			cs = append(cs, one...)
		}
		return cs
	}
	if fn := c.StaticCallee(); fn != nil {
		return f.byFunction(fn, args)
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	var cs []callee
	for _, t := range f.eval(c.Value, nil) {
		if t.Op != Func || t.Fn == nil {
			return nil
		}
		one := f.byFunction(t.Fn, args)
		if one == nil {
			return nil
		}
		cs = append(cs, one...)
	}
	return cs
}

func (f *Result) byFunction(fn *ssa.Function, args []ssa.Value) []callee {
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	if len(fn.Blocks) > 0 {
		return []callee{{fn, f.summary(fn), args}}
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return f.byObject(obj, args)
	}
	return nil
}

func (f *Result) byObject(obj *types.Func, args []ssa.Value) []callee {
	obj = obj.Origin()
	if obj.Pkg() == f.pass.Pkg {
		if fn := f.Pkg.Prog.FuncValue(obj); fn != nil && len(fn.Blocks) > 0 {
			return []callee{{fn, f.summary(fn), args}}
		}
		return nil
	}
	if s := f.importedSummary(obj); s != nil {
		return []callee{{nil, s, args}}
	}
	return nil
}

// method returns the method of a term's dynamic type.
func (f *Result) method(t *Term, name string) *types.Func {
	typ := f.typeOf(t)
	if typ == nil || types.IsInterface(typ) {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(typ, true, f.pass.Pkg, name)
	m, _ := obj.(*types.Func)
	return m
}

// callResult returns result i of a call as it is known at an instruction.
func (f *Result) callResult(call *ssa.Call, i int, at ssa.Instruction) Value {
	c := &call.Call
	res := resultType(call, i)
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return f.builtin(b, call)
	}
	if row := f.row(c); row != nil {
		if i < len(row.Results) && row.Results[i].Op != 0 {
			v := f.rowValue(row.Results[i], call, isError(res))
			if !isError(res) && f.gated(f.conds(call.Block())) {
				v = gate(v)
			}
			return v
		}
		return Value{f.opaque(call, i, res)}
	}
	if fn := Callee(c); fn != nil && isErrorMethod(fn) {
		// Here the error becomes text, not where its type says how.
		recv := callArgs(c)[0]
		v := f.text(f.asError(f.eval(recv, call), recv.Type()), call.Pos(), call.Parent(), false)
		if f.gated(f.conds(call.Block())) {
			v = gate(v)
		}
		return v
	}
	cs := f.callees(c)
	if len(cs) == 0 {
		return Value{f.opaque(call, i, res)}
	}
	var vs []Value
	for _, ce := range cs {
		e := f.env(ce, call)
		for _, r := range ce.sum.Rows {
			if i >= len(r.Results) || !e.allows(r.Guards) || at != nil && f.contradicts(call, r, at) {
				continue
			}
			w := e.subst(r.Results[i])
			if ce.fn == nil {
				w = stamp(w, call)
			}
			vs = append(vs, guarded(w, e.translate(r.Guards)))
		}
	}
	v := union(vs...)
	for k, t := range v {
		if t.Op == Unknown && t.Err && t.Name == "" {
			v = append(Value(nil), v...)
			v[k] = f.opaque(call, i, res)
		}
	}
	return v
}

// isErrorMethod reports whether a method is the Error of an error.
func isErrorMethod(fn *types.Func) bool {
	sig := fn.Signature()
	return fn.Name() == "Error" && sig.Recv() != nil && isError(sig.Recv().Type())
}

// stamp gives the texts that an imported function made the place of its call:
// there they enter this package.
func stamp(v Value, call *ssa.Call) Value {
	if !v.tainted() {
		return v
	}
	out := make(Value, len(v))
	for i, t := range v {
		c := *t
		c.key, c.size, c.nodes = "", 0, 0
		switch {
		case t.Op == Error:
			// Its text is made where somebody asks for it.
			out[i] = t
			continue
		case t.Op == Text || t.Op == Stack || t.Op == Recovered:
			if !t.Pos.IsValid() {
				c.Pos, c.Fn = call.Pos(), call.Parent()
			}
		default:
			c.Args = make([]Value, len(t.Args))
			for j, a := range t.Args {
				c.Args[j] = stamp(a, call)
			}
			c.Fields = make([]Field, len(t.Fields))
			for j, fd := range t.Fields {
				c.Fields[j] = Field{fd.Name, fd.Hidden, stamp(fd.Value, call)}
			}
		}
		out[i] = &c
	}
	return out
}

// contradicts reports whether a row of a callee is ruled out by what is known,
// at an instruction, about the other results of the same call.
func (f *Result) contradicts(call *ssa.Call, r Row, at ssa.Instruction) bool {
	b := at.Block()
	if b == nil || at.Parent() != call.Parent() {
		return false
	}
	for _, c := range f.conds(b) {
		j := 0
		switch x := strip(c.x).(type) {
		case *ssa.Extract:
			if x.Tuple != call {
				continue
			}
			j = x.Index
		case *ssa.Call:
			if x != call {
				continue
			}
		case *ssa.UnOp: // the result was kept in a variable
			k, ok := f.keptResult(x, call)
			if !ok {
				continue
			}
			j = k
		default:
			continue
		}
		if j >= len(r.Results) || len(r.Results[j]) == 0 {
			continue
		}
		left := r.Results[j]
		switch {
		case c.global != nil:
		case c.kind == GuardNil:
			left = filter(left, func(t *Term) bool { n := t.nilness(); return n == 0 || (n > 0) != c.neg })
		case c.kind == GuardConst && c.c.Value != nil:
			want := c.c.Value.ExactString()
			left = filter(left, func(t *Term) bool {
				have := ""
				switch {
				case t.Op == Const:
					have = t.Const.ExactString()
				case t.Op == Zero && c.c.Value.Kind() == constant.Bool:
					have = "false"
				default:
					return true
				}
				return (have == want) != c.neg
			})
		}
		if len(left) == 0 {
			return true
		}
	}
	return false
}

// keptResult reports which result of a call a load reads back from a variable.
func (f *Result) keptResult(load *ssa.UnOp, call *ssa.Call) (int, bool) {
	if load.Op != token.MUL || !f.comesAfter(load, call) {
		return 0, false
	}
	a, ok := load.X.(*ssa.Alloc)
	if !ok {
		return 0, false
	}
	for _, v := range f.directStores(a, "") {
		if e, ok := v.(*ssa.Extract); ok && e.Tuple == call {
			return e.Index, true
		}
		if v == call {
			return 0, true
		}
	}
	return 0, false
}

// comesAfter reports whether an instruction is reached only through another.
func (f *Result) comesAfter(instr, other ssa.Instruction) bool {
	if instr.Block() == other.Block() {
		return f.index(instr) > f.index(other)
	}
	return other.Block().Dominates(instr.Block())
}

func resultType(call *ssa.Call, i int) types.Type {
	if t, ok := call.Type().(*types.Tuple); ok {
		if i < t.Len() {
			return t.At(i).Type()
		}
		return nil
	}
	return call.Type()
}

// opaque describes the result of a call that was not read. It passes the text
// of errors, and text that holds such already, on to a string.
func (f *Result) opaque(call *ssa.Call, i int, res types.Type) *Term {
	t := &Term{Op: Opaque, Pos: call.Pos(), Fn: call.Parent(), Err: isError(res)}
	if res != nil && !types.IsInterface(res) {
		f.setType(t, res)
	}
	fn := Callee(&call.Call)
	if fn != nil {
		t.Name = fn.FullName()
		if t.Err && fn.Pkg() != nil {
			t.Parse = f.row(&call.Call) == nil && httpmodel.IsParser(fn.Pkg().Path())
		}
	}
	if isText(res) {
		for _, a := range callArgs(&call.Call) {
			vals := variadic(a)
			if vals == nil {
				vals = []ssa.Value{a}
			}
			for _, x := range vals {
				x = strip1(x)
				if v := f.eval(x, call); isError(x.Type()) {
					t.Args = append(t.Args, f.text(f.asError(v, x.Type()), call.Pos(), call.Parent(), false))
				} else if v.tainted() {
					t.Args = append(t.Args, v)
				}
			}
		}
	}
	if t.depth() > maxDepth {
		t.Args = nil
	}
	return t
}

func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return false
}

// tainted reports whether text of an error, a stack or a recovered value is part of v.
func (v Value) tainted() bool {
	for _, t := range v {
		switch t.Op {
		case Text, Stack, Recovered:
			return true
		}
		for _, a := range t.Args {
			if a.tainted() {
				return true
			}
		}
		for _, fd := range t.Fields {
			if fd.Value.tainted() {
				return true
			}
		}
	}
	return false
}

func (f *Result) builtin(b *ssa.Builtin, call *ssa.Call) Value {
	switch b.Name() {
	case "recover":
		return Value{{Op: Recovered, Pos: call.Pos(), Fn: call.Parent()}}
	case "append":
		if isText(call.Type()) {
			return concat(f.eval(call.Call.Args[0], call), f.eval(call.Call.Args[1], call))
		}
		var elems []Value
		for _, a := range call.Call.Args {
			for _, t := range f.eval(a, call) {
				if e, ok := t.field("[]"); ok {
					elems = append(elems, e)
				} else if t.Op == Param {
					elems = append(elems, t.selectField("[]"))
				}
			}
		}
		t := &Term{Op: Object, root: call, Pos: call.Pos()}
		if e := union(elems...); len(e) > 0 {
			t.Fields = []Field{{Name: "[]", Value: e}}
		}
		return one(t)
	case "min", "max":
		var vs []Value
		for _, a := range call.Call.Args {
			vs = append(vs, f.eval(a, call))
		}
		return union(vs...)
	}
	return unknown(false)
}

// text returns the text of v: what Error, String or printing with %v gives.
func (f *Result) text(v Value, pos token.Pos, fn *ssa.Function, verbose bool) Value {
	var texts, rest Value
	for _, t := range v {
		switch {
		case t.Err || t.Op == Recovered || t.Op == Object:
			rest = append(rest, t)
		case t.Op == Param && t.Path == "" && t.Fn != nil && t.Index < len(t.Fn.Params) && !types.IsInterface(t.Fn.Params[t.Index].Type()):
			texts = append(texts, t)
		case t.Op == Param:
			rest = append(rest, t)
		default:
			texts = append(texts, t)
		}
	}
	if len(rest) == 0 {
		return texts
	}
	w := &Term{Op: Text, Args: []Value{rest}, Pos: pos, Fn: fn, Verbose: verbose}
	for _, t := range rest {
		w.Wide = w.Wide || t.Op == Param && !t.Err
	}
	return union(texts, one(w))
}

// rowValue interprets an expression of the model at a call.
func (f *Result) rowValue(e httpmodel.Expr, call *ssa.Call, isErr bool) Value {
	args := callArgs(&call.Call)
	operand := func(i int) Value {
		if i >= len(args) {
			return nil
		}
		return f.eval(args[i], call)
	}
	at := func(t Term) Value {
		t.Pos, t.Fn = call.Pos(), call.Parent()
		return one(&t)
	}
	switch e.Op {
	case httpmodel.OpArg:
		return operand(e.Arg)
	case httpmodel.OpRest:
		return concat(f.restTexts(args, e.Arg, call, nil)...)
	case httpmodel.OpInt:
		return at(Term{Op: Const, Const: constant.MakeInt64(int64(e.Int))})
	case httpmodel.OpStr:
		return at(Term{Op: Const, Const: constant.MakeString(e.Name)})
	case httpmodel.OpText:
		return f.rowValue(e.X(), call, false)
	case httpmodel.OpFormat:
		return f.formatted(args, e.Arg, call)
	case httpmodel.OpJoin:
		var vs []Value
		for _, x := range e.Args {
			v := f.rowValue(x, call, false)
			for _, t := range v { // a list of strings: its elements
				if el, ok := t.field("[]"); ok && t.Op == Object {
					v = union(filter(v, func(u *Term) bool { return u != t }), el)
				}
			}
			vs = append(vs, v)
		}
		return concat(vs...)
	case httpmodel.OpEncode:
		return at(Term{Op: Encoded, Name: e.Name, Args: []Value{f.rowValue(e.X(), call, false)}})
	case httpmodel.OpError:
		return at(Term{Op: Error, Err: true, Args: []Value{f.rowValue(e.X(), call, false)}})
	case httpmodel.OpWrap:
		t := Term{Op: Error, Err: true, Args: []Value{f.formatted(args, e.Arg, call)}}
		return at(t)
	case httpmodel.OpJoined:
		return at(Term{Op: Error, Err: true, Args: []Value{concat(f.restTexts(args, e.Arg, call, nil)...)}})
	case httpmodel.OpCause:
		var vs []Value
		for _, t := range f.rowValue(e.X(), call, true) {
			if t.Op == Error {
				vs = append(vs, unknown(true))
			} else {
				vs = append(vs, Value{t})
			}
		}
		return union(vs...)
	case httpmodel.OpContent:
		if e.Arg >= len(args) {
			return unknown(false)
		}
		if v := f.loadAll(addAll(f.roots(args[e.Arg]), memContent), call); len(v) > 0 {
			return v
		}
		return operand(e.Arg)
	case httpmodel.OpBuffer:
		return at(Term{Op: Object, Fields: []Field{{Name: "#content", Value: f.rowValue(e.X(), call, false)}}})
	case httpmodel.OpStack:
		return at(Term{Op: Stack})
	case httpmodel.OpStatusText:
		return at(Term{Op: StatusText, Args: []Value{f.rowValue(e.X(), call, false)}})
	case httpmodel.OpEscape:
		return at(Term{Op: Escaped, Args: []Value{f.rowValue(e.X(), call, false)}})
	case httpmodel.OpParseError:
		t := f.opaque(call, 0, types.Universe.Lookup("error").Type())
		t.Parse = true
		return Value{t}
	case httpmodel.OpHeader:
		return at(Term{Op: Opaque, Name: "header"})
	case httpmodel.OpPlain:
		return at(Term{Op: Opaque, Name: calleeName(call)})
	}
	return unknown(isErr)
}

func calleeName(call *ssa.Call) string {
	if fn := Callee(&call.Call); fn != nil {
		return fn.FullName()
	}
	return ""
}

// restTexts returns the texts of a variadic call's operands from argument i on.
// verbs, if not nil, are the printf verbs that print them.
func (f *Result) restTexts(args []ssa.Value, i int, call *ssa.Call, verbs []verb) []Value {
	if i >= len(args) {
		return nil
	}
	var out []Value
	for n, x := range variadic(args[i]) {
		verbose := false
		if n < len(verbs) {
			verbose = verbs[n].plus
			if verbs[n].typeOnly {
				continue
			}
		}
		v := f.eval(x, call)
		if isError(strip1(x).Type()) {
			v = f.asError(v, strip1(x).Type())
		}
		if b, ok := strip1(x).Type().Underlying().(*types.Basic); ok && !isError(strip1(x).Type()) {
			if b.Info()&types.IsString == 0 {
				v = Value{{Op: Opaque}} // a number prints as a number
			}
			out = append(out, v)
			continue
		}
		out = append(out, f.text(v, call.Pos(), call.Parent(), verbose))
	}
	if out == nil { // passed on as a slice: args...
		v := f.eval(args[i], call)
		for _, t := range v {
			out = append(out, f.text(t.selectField("[]"), call.Pos(), call.Parent(), false))
		}
	}
	return out
}

// strip1 undoes the conversion of an argument to any.
func strip1(v ssa.Value) ssa.Value {
	switch w := v.(type) {
	case *ssa.MakeInterface:
		return w.X
	case *ssa.ChangeInterface:
		return w.X
	}
	return v
}

// variadic returns the operands that a variadic call packs into a slice, or nil.
func variadic(v ssa.Value) []ssa.Value {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	a, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []ssa.Value
	for _, ref := range *a.Referrers() {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		c, ok := ia.Index.(*ssa.Const)
		if !ok {
			return nil
		}
		i := int(c.Int64())
		for _, r := range *ia.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Addr == ia {
				for len(out) <= i {
					out = append(out, nil)
				}
				out[i] = st.Val
			}
		}
	}
	for _, x := range out {
		if x == nil {
			return nil
		}
	}
	return out
}

// formatted returns the text of a printf call whose format is argument i.
func (f *Result) formatted(args []ssa.Value, i int, call *ssa.Call) Value {
	if i >= len(args) {
		return unknown(false)
	}
	fv := f.eval(args[i], call)
	fs, exact := fv.Strings()
	if !exact || len(fs) != 1 {
		return concat(append([]Value{fv}, f.restTexts(args, i+1, call, nil)...)...)
	}
	lits, verbs := parseFormat(fs[0])
	ops := f.restTexts(args, i+1, call, verbs)
	if len(ops) != len(verbs) {
		ops2 := []Value{{{Op: Const, Const: constant.MakeString(strings.Join(lits, ""))}}}
		return concat(append(ops2, ops...)...)
	}
	var parts []Value
	for k, lit := range lits {
		if lit != "" {
			parts = append(parts, Value{{Op: Const, Const: constant.MakeString(lit)}})
		}
		if k < len(ops) {
			parts = append(parts, ops[k])
		}
	}
	if len(parts) == 0 {
		return Value{{Op: Const, Const: constant.MakeString("")}}
	}
	return concat(parts...)
}

type verb struct {
	plus     bool // %+v
	typeOnly bool // %T, %p: no text of the operand
}

// parseFormat splits a printf format into its literal parts and verbs; there
// is one more part than there are verbs. Explicit argument indexes are rare
// enough in answers to be read in order.
func parseFormat(s string) (lits []string, verbs []verb) {
	var lit strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+1 == len(s) {
			lit.WriteByte(s[i])
			continue
		}
		i++
		if s[i] == '%' {
			lit.WriteByte('%')
			continue
		}
		v := verb{}
		for i < len(s) && strings.IndexByte("+-# 0123456789.[]*", s[i]) >= 0 {
			v.plus = v.plus || s[i] == '+'
			i++
		}
		if i < len(s) {
			v.typeOnly = s[i] == 'T' || s[i] == 'p'
		}
		lits = append(lits, lit.String())
		lit.Reset()
		verbs = append(verbs, v)
	}
	return append(lits, lit.String()), verbs
}

// written lists the members of a writer that a kind of call writes.
var written = map[httpmodel.Kind][]string{
	httpmodel.Status:   {memStatus, memSent},
	httpmodel.Body:     {memSent, memBody, memContent},
	httpmodel.Answer:   {memStatus, memSent, memBody},
	httpmodel.Redirect: {memStatus, memSent, memBody},
	httpmodel.Serve:    {memStatus, memSent, memBody},
	httpmodel.Flush:    {memSent},
	httpmodel.Hijack:   {memStatus, memSent},
}

// callWrites returns the members that a call may write.
func (f *Result) callWrites(call *ssa.Call) []loc {
	args := callArgs(&call.Call)
	if row := f.row(&call.Call); row != nil {
		r := row.Response
		if r == nil || r.Writer >= len(args) {
			return nil
		}
		ws := f.roots(args[r.Writer])
		switch r.Kind {
		case httpmodel.SetHeader, httpmodel.AddHeader:
			if k, ok := f.headerKey(r.Key, call); ok {
				return addAll(ws, k)
			}
		case httpmodel.Copy:
			return addAll(ws, ".Content-Type") // of a copied map only this member decides anything
		case httpmodel.DelHeader:
			return nil
		}
		var out []loc
		for _, m := range written[r.Kind] {
			out = append(out, addAll(ws, m)...)
		}
		return out
	}
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return nil
	}
	var out []loc
	for _, r := range f.info(call).rows {
		for _, e := range r.effects {
			out = appendLocs(out, e.at)
		}
	}
	return out
}

// A callInfo is what a call does to memory, in terms of the caller's places.
type callInfo struct {
	rows    []rowInfo
	handed  []loc // given to code that was not read
	touches map[ssa.Value]bool
}

// A rowInfo is one way in which a callee returns.
type rowInfo struct {
	e       *env
	when    []Guard // the guards that stay open at the call
	effects []effectInfo
}

type effectInfo struct {
	at       []loc
	value    Value // in terms of the callee
	imported bool
}

// info returns what a call does to memory. It is asked for every place that is
// looked for across the call, so it is computed once.
func (f *Result) info(call *ssa.Call) *callInfo {
	if in, ok := f.infoCache[call]; ok {
		return in
	}
	in := &callInfo{touches: make(map[ssa.Value]bool)}
	f.infoCache[call] = in // a cycle adds nothing
	underway := false
	hand := func(ls []loc) {
		in.handed = appendLocs(in.handed, ls)
		for _, l := range ls {
			in.touches[l.root] = true
		}
	}
	cs := f.callees(&call.Call)
	if len(cs) == 0 {
		hand(f.reach(call))
	}
	for _, c := range cs {
		underway = underway || f.underway[c.fn]
		e := f.env(c, call)
		for _, r := range c.sum.Rows {
			f.fuel -= len(r.Effects)
			if !e.allows(r.Guards) {
				continue
			}
			ri := rowInfo{e: e, when: e.translate(r.Guards)}
			for _, eff := range r.Effects {
				ei := effectInfo{at: f.effectLocs(c, eff, e), value: eff.Value, imported: c.fn == nil}
				for _, l := range ei.at {
					in.touches[l.root] = true
				}
				ri.effects = append(ri.effects, ei)
			}
			in.rows = append(in.rows, ri)
		}
		for _, p := range c.sum.Clobbers {
			if p.Index < len(c.args) {
				hand(f.descend(f.roots(c.args[p.Index]), p.Path))
			}
		}
	}
	if underway || f.cut != noCut {
		delete(f.infoCache, call)
	}
	return in
}

// reach returns the places that a call's arguments refer to, also those packed
// into a variadic list.
func (f *Result) reach(call *ssa.Call) []loc {
	var out []loc
	for _, a := range callArgs(&call.Call) {
		if refers(a.Type()) {
			out = appendLocs(out, f.roots(a))
		}
		for _, x := range variadic(a) {
			if x = strip1(x); refers(x.Type()) {
				out = appendLocs(out, f.roots(x))
			}
		}
	}
	return out
}

// effectLocs returns the places of the caller that an effect of a callee names.
func (f *Result) effectLocs(c callee, eff Effect, e *env) []loc {
	if eff.outer != nil {
		return []loc{{eff.outer, eff.Path}}
	}
	if eff.Index >= len(c.args) {
		return nil
	}
	return f.descend(f.roots(c.args[eff.Index]), e.bindKeys(eff.Path))
}

// headerKey returns the member that a header call names.
func (f *Result) headerKey(e httpmodel.Expr, call *ssa.Call) (string, bool) {
	v := f.rowValue(e, call, false)
	if ks, exact := v.Strings(); exact && len(ks) == 1 {
		return headerMember(ks[0]), true
	}
	if len(v) == 1 && v[0].Op == Param && v[0].Path == "" && v[0].Fn == call.Parent() {
		return keyParam(v[0].Fn.Params[v[0].Index], "h"), true
	}
	return memElem, false
}

var trueTerm = &Term{Op: Const, Const: constant.MakeBool(true)}

// callEffect returns what a call writes to l, and whether it certainly does;
// if not, rest is when it does not.
func (f *Result) callEffect(l loc, call *ssa.Call) (v Value, done bool, rest []Guard) {
	args := callArgs(&call.Call)
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return nil, false, nil
	}
	if row := f.row(&call.Call); row != nil {
		v, done = f.rowEffect(l, row, call, args)
		return v, done, nil
	}
	// The closures that it is given may run.
	var vs []Value
	for _, a := range args {
		if mc, ok := a.(*ssa.MakeClosure); ok {
			vs = append(vs, f.closureEffect(l, mc))
		}
	}
	in := f.info(call)
	if !in.touches[l.root] {
		return union(vs...), false, nil
	}
	done = len(in.rows) > 0
	missed := 0
	for _, r := range in.rows {
		hit := false
		for _, eff := range r.effects {
			for _, t := range eff.at {
				if below, ok := below(l, t); ok {
					w := Select(r.e.subst(eff.value), below)
					if eff.imported {
						w = stamp(w, call)
					}
					vs = append(vs, guarded(w, r.when))
					hit = hit || len(eff.at) == 1
				}
			}
		}
		if !hit {
			missed++
			rest = r.when
		}
		done = done && hit
	}
	if missed > 1 {
		rest = nil
	}
	for _, t := range in.handed {
		if t.root == l.root && (strings.HasPrefix(l.path, t.path) || len(in.rows) == 0 && strings.HasPrefix(t.path, l.path)) {
			vs = append(vs, unknown(false))
			rest = nil
		}
	}
	return union(vs...), done, rest
}

func (f *Result) closureEffect(l loc, mc *ssa.MakeClosure) Value {
	var vs []Value
	for _, r := range f.summary(mc.Fn.(*ssa.Function)).Rows {
		for _, e := range r.Effects {
			if rest, ok := below(l, loc{e.outer, e.Path}); ok && e.outer != nil {
				vs = append(vs, Select(e.Value, rest))
			}
		}
	}
	return union(vs...)
}

// rowEffect interprets what a call of the model writes to l.
func (f *Result) rowEffect(l loc, row *httpmodel.Row, call *ssa.Call, args []ssa.Value) (Value, bool) {
	if row.Finds && len(args) == 2 {
		for _, t := range f.roots(args[1]) {
			if t.root == l.root && strings.HasPrefix(l.path, t.path) {
				return Select(f.foundIn(args[0], args[1], call), l.path[len(t.path):]), true
			}
		}
	}
	if row.Fills > 0 && row.Fills < len(args) {
		for _, t := range f.roots(args[row.Fills]) {
			if t.root == l.root && strings.HasPrefix(l.path, t.path) {
				v := &Term{Op: Opaque, Name: calleeName(call), Path: l.path[len(t.path):], Pos: call.Pos(), Fn: call.Parent()}
				if l.path == t.path {
					if p, ok := strip(args[row.Fills]).Type().Underlying().(*types.Pointer); ok {
						f.setType(v, p.Elem())
					}
				}
				return Value{v}, true
			}
		}
	}
	r := row.Response
	if r == nil || r.Writer >= len(args) {
		return nil, false
	}
	for _, w := range f.roots(args[r.Writer]) {
		if w.root != l.root || !strings.HasPrefix(l.path, w.path) {
			continue
		}
		m := l.path[len(w.path):]
		switch r.Kind {
		case httpmodel.SetHeader, httpmodel.AddHeader, httpmodel.DelHeader:
			k, exact := f.headerKey(r.Key, call)
			if exact && m == k {
				if r.Kind == httpmodel.DelHeader {
					return nil, true
				}
				return f.rowValue(r.Value, call, false), r.Kind == httpmodel.SetHeader
			}
			if !exact && m != "" && !strings.HasPrefix(m, ".#") {
				return f.rowValue(r.Value, call, false), false
			}
			return nil, false
		case httpmodel.Copy:
			if m == "" || r.Value.Arg >= len(args) {
				return nil, false
			}
			return f.loadAll(addAll(f.roots(args[r.Value.Arg]), m), call), false
		}
		switch m {
		case memSent:
			return Value{trueTerm}, true
		case memBody:
			switch r.Kind {
			case httpmodel.Body, httpmodel.Answer, httpmodel.Redirect, httpmodel.Serve:
				return Value{trueTerm}, true
			}
		case memStatus:
			switch r.Kind {
			case httpmodel.Status, httpmodel.Answer, httpmodel.Redirect:
				return f.rowValue(r.Status, call, false), true
			case httpmodel.Serve, httpmodel.Hijack:
				return unknown(false), true
			}
		case memContent:
			if r.Kind == httpmodel.Body {
				return f.rowValue(r.Body, call, false), false
			}
		case memHeader + ".Content-Type":
			if r.ContentType != "" {
				return Value{{Op: Const, Const: constant.MakeString(r.ContentType)}}, true
			}
			if r.Kind == httpmodel.Serve {
				return unknown(false), true
			}
		}
	}
	return nil, false
}

// foundIn returns the error that errors.As finds in a chain: one of the target's
// type, where the chain is known the very one.
func (f *Result) foundIn(chain, target ssa.Value, call *ssa.Call) Value {
	p, ok := strip(target).Type().Underlying().(*types.Pointer)
	if !ok {
		return unknown(true)
	}
	name := typeName(p.Elem())
	var vs []Value
	for _, t := range f.eval(chain, call) {
		switch {
		case t.Op == Zero:
			continue
		case name != "" && t.TypeName == name, t.Op == Param && t.TypeName == "" && name != "":
			vs = append(vs, f.asserted(Value{t}, p.Elem()))
		default: // perhaps deeper in the chain
			u := &Term{Op: Opaque, Name: calleeName(call), Pos: call.Pos(), Fn: call.Parent(), Err: true}
			f.setType(u, p.Elem())
			vs = append(vs, Value{u})
		}
	}
	return union(vs...)
}

// An env gives meaning to the parameters of a callee's summary at one call.
type env struct {
	f    *Result
	c    callee
	call *ssa.Call
	// args are given values, where a summary is applied to a term instead of at a call.
	args []Value
	memo map[string]Value
}

func (f *Result) env(c callee, call *ssa.Call) *env {
	return &env{f: f, c: c, call: call, memo: make(map[string]Value)}
}

func (e *env) param(i int, path string) Value {
	if e.call == nil {
		if i >= len(e.args) {
			return unknown(false)
		}
		return Select(e.args[i], path)
	}
	if i >= len(e.c.args) {
		return unknown(false)
	}
	k := strconv.Itoa(i) + path
	if v, ok := e.memo[k]; ok {
		return v
	}
	a := e.c.args[i]
	var v Value
	if path == "" {
		v = e.f.eval(a, e.call)
	} else if refers(a.Type()) && !isValueOnly(a) {
		// Reading the one member is cheaper than describing the whole object.
		var vs []Value
		for _, l := range e.f.descend(e.f.roots(a), path) {
			vs = append(vs, e.f.memberAt(l, nil, e.call))
		}
		v = union(vs...)
		if len(v) == 0 {
			v = Select(e.f.eval(a, e.call), path)
		}
	} else {
		v = Select(e.f.eval(a, e.call), path)
	}
	e.memo[k] = v
	return v
}

// isValueOnly reports whether a value has no place in memory of its own.
func isValueOnly(v ssa.Value) bool {
	switch strip(v).(type) {
	case *ssa.Const, *ssa.Field, *ssa.Phi:
		return true
	}
	return false
}

// translate gives the callee's guards that stay open at the call in terms of
// the caller's own parameters.
func (e *env) translate(gs []Guard) []Guard {
	if e.call == nil {
		return nil
	}
	var out []Guard
	for _, g := range gs {
		if g.fn != nil && g.fn != e.c.fn || g.Index >= len(e.c.args) {
			continue
		}
		if known, _ := e.holds(g); known {
			continue
		}
		v := e.param(g.Index, g.Path)
		if len(v) == 1 && v[0].Op == Param && v[0].Fn == e.call.Parent() && v[0].Fn != nil && len(v[0].Fields) == 0 {
			out = append(out, Guard{Index: v[0].Index, Path: v[0].Path, Kind: g.Kind, Val: g.Val, Neg: g.Neg, fn: v[0].Fn})
		}
	}
	return out
}

// allows reports whether the guards can hold at the call.
func (e *env) allows(gs []Guard) bool {
	for _, g := range gs {
		if known, holds := e.holds(g); known && !holds {
			return false
		}
	}
	return true
}

// holds evaluates a guard at the call.
func (e *env) holds(g Guard) (known, holds bool) {
	if g.fn != nil && g.fn != e.c.fn {
		return false, false
	}
	v := e.param(g.Index, g.Path)
	if len(v) == 0 {
		return false, false
	}
	var yes, no int
	for _, t := range v {
		switch g.eval(t) {
		case +1:
			yes++
		case -1:
			no++
		}
	}
	switch len(v) {
	case yes:
		return true, !g.Neg
	case no:
		return true, g.Neg
	}
	if g.Kind == GuardNil && e.call != nil && g.Path == "" && g.Index < len(e.c.args) {
		for _, c := range e.f.conds(e.call.Block()) {
			if c.kind == GuardNil && c.global == nil && e.f.same(c.x, e.c.args[g.Index]) {
				return true, c.neg == g.Neg
			}
		}
	}
	return false, false
}

// eval says whether a term meets the comparison (+1), does not (-1), or may (0).
func (g Guard) eval(t *Term) int {
	switch g.Kind {
	case GuardNil:
		return t.nilness()
	case GuardConst:
		have := ""
		switch {
		case t.Op == Const:
			have = t.Const.ExactString()
		case t.Op == Zero && (g.Val == "true" || g.Val == "false"):
			have = "false"
		case t.Op == Zero && strings.HasPrefix(g.Val, `"`):
			have = `""`
		case t.Op == Zero:
			have = "0"
		default:
			return 0
		}
		if have == g.Val {
			return +1
		}
		return -1
	case GuardType:
		var name string
		switch {
		case t.Op == Zero:
			return -1
		case t.TypeName != "":
			name = t.TypeName
		case t.Op == Const && t.Const.Kind() == constant.String, t.Op == Concat, t.Op == Text, t.Op == StatusText, t.Op == Escaped:
			if g.Val == "[]byte" || g.Val == "string" {
				return 0 // bytes and text are described alike
			}
			return -1
		case t.Op == Encoded:
			if g.Val == "[]byte" || g.Val == "string" {
				return 0
			}
			return -1
		case t.Op == Error:
			return -1 // of no named type outside package errors
		default:
			return 0
		}
		if strings.TrimPrefix(g.Val, "*") == name {
			return +1
		}
		if !strings.Contains(g.Val, ".") { // an unnamed type
			return -1
		}
		return 0 // it may be an interface
	}
	return 0
}

// subst replaces the callee's parameters in v by what the call gives for them.
func (e *env) subst(v Value) Value {
	open := false
	for _, t := range v {
		open = open || e.open(t)
	}
	if !open {
		return v
	}
	if e.f.spent() {
		return unknown(v.hasError())
	}
	vs := make([]Value, 0, len(v))
	for _, t := range v {
		vs = append(vs, e.substTerm(t))
	}
	return union(vs...)
}

// open reports whether a term says anything in terms of the callee's parameters.
func (e *env) open(t *Term) bool {
	if t.Op == Param && e.c.owns(t) || len(t.Guards) > 0 {
		return true
	}
	for _, a := range t.Args {
		for _, u := range a {
			if e.open(u) {
				return true
			}
		}
	}
	for _, fd := range t.Fields {
		for _, u := range fd.Value {
			if e.open(u) {
				return true
			}
		}
	}
	return false
}

func (e *env) substTerm(t *Term) Value {
	if !e.open(t) {
		return Value{t}
	}
	if when := t.when(); !e.allows(when) {
		return nil
	} else if len(when) > 0 {
		u := *t
		u.key, u.size, u.nodes = "", 0, 0
		u.Guards = t.Guards[:len(t.Guards)-len(when)]
		return guarded(e.substTerm(&u), e.translate(when))
	}
	if t.Op == Compare {
		if known, holds := e.holds(t.compared()); known {
			return Value{{Op: Const, Const: constant.MakeBool(holds)}}
		}
		if gs := e.translate(t.Guards[:1]); len(gs) == 1 {
			return Value{{Op: Compare, Guards: gs, Name: gs[0].String()}}
		}
		return unknown(false)
	}
	if t.Op == Param && e.c.owns(t) {
		v := e.param(t.Index, t.Path)
		if len(t.Fields) > 0 {
			v = e.overlay(v, t)
		}
		if t.TypeName != "" {
			v = e.f.typedLike(v.ofType(t), t)
		}
		if t.Err {
			v = e.f.asError(v, errorType)
		}
		return v
	}
	c := *t
	c.key, c.size, c.nodes = "", 0, 0
	c.Guards = nil
	if len(t.Args) > 0 {
		c.Args = make([]Value, len(t.Args))
		for i, a := range t.Args {
			c.Args[i] = e.subst(a)
		}
	}
	if len(t.Fields) > 0 {
		c.Fields = make([]Field, len(t.Fields))
		for i, fd := range t.Fields {
			c.Fields[i] = Field{fd.Name, fd.Hidden, e.subst(fd.Value)}
		}
	}
	switch c.Op {
	case Text:
		v := e.f.text(c.Args[0], c.Pos, c.Fn, c.Verbose)
		for i, u := range v {
			if u.Op == Text && (u.Wide != c.Wide || u.Gated != c.Gated) {
				d := *u
				d.key, d.size, d.nodes = "", 0, 0
				d.Wide, d.Gated = c.Wide, c.Gated
				v = append(Value(nil), v...)
				v[i] = &d
			}
		}
		return v
	case Concat:
		v := concat(c.Args...)
		if c.Gated {
			v = gate(v)
		}
		return v
	}
	return one(&c)
}

// when returns the guards under which an alternative holds.
func (t *Term) when() []Guard {
	if t.Op == Compare {
		return t.Guards[1:]
	}
	return t.Guards
}

// overlay returns v with the members that t changed.
func (e *env) overlay(v Value, t *Term) Value {
	out := make(Value, 0, len(v))
	for _, b := range v {
		c := *b
		c.key, c.size, c.nodes = "", 0, 0
		c.Fields = append([]Field(nil), b.Fields...)
		for _, fd := range t.Fields {
			c.Fields = setField(c.Fields, Field{fd.Name, fd.Hidden, e.subst(fd.Value)})
		}
		out = append(out, one(&c)...)
	}
	return out
}

// ofType replaces the alternatives of v that are of another type than t, which
// was asserted or found in a chain, by one of that type of which nothing is known.
func (v Value) ofType(t *Term) Value {
	for i, u := range v {
		if u.Op == Error || u.TypeName != "" && u.TypeName != t.TypeName {
			w := append(Value(nil), v...)
			w[i] = &Term{Op: Opaque, Err: t.Err, Type: t.Type, TypeName: t.TypeName, Pos: u.Pos, Fn: u.Fn}
			return union(w.ofType(t))
		}
	}
	return v
}

// typedLike gives the alternatives of v that have no dynamic type the one of t.
func (f *Result) typedLike(v Value, t *Term) Value {
	for i, u := range v {
		if u.TypeName == "" && u.Op != Const && u.Op != Zero && u.Op != Error && u.Op != Concat && u.Op != Text {
			c := *u
			c.key, c.size, c.nodes, c.Type, c.TypeName = "", 0, 0, t.Type, t.TypeName
			w := append(Value(nil), v...)
			w[i] = &c
			return f.typedLike(w, t)
		}
	}
	return v
}

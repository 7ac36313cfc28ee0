package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A callee is a function that a call may run, with the values it gets.
type callee struct {
	fn   *ssa.Function // nil if it is known by its fact alone
	sum  *origin.Summary
	args []ssa.Value  // the receiver of a method first
	obj  types.Object // what the fact belongs to: a function, or what calls go through
	// perhaps says that the call may run others: see dispatch.go.
	perhaps bool
}

// owns reports whether a Param term of the callee's summary means its own parameter.
func (c callee) owns(t *origin.Term) bool { return t.Fn == nil || t.Fn == c.fn }

// row returns the model's row for a call. That of a runner does not count: it
// says nothing of what the function does that is run.
func (f *Result) row(c *ssa.CallCommon) *httpmodel.Row {
	if r := f.anyRow(c); r == nil || r.Retry == nil {
		return r
	}
	return nil
}

// anyRow returns the model's row for a call, a runner's too.
func (f *Result) anyRow(c *ssa.CallCommon) *httpmodel.Row {
	fn := ssautil.Callee(c)
	if fn == nil {
		return f.model.LookupVar(ssautil.CalleeVar(c))
	}
	key := rowKey{fn: fn}
	if c.IsInvoke() {
		key.recv = c.Value.Type()
	}
	if r, ok := f.calls.rows[key]; ok {
		if r == nil && c.IsInvoke() {
			return f.dynamicRow(c)
		}
		return r
	}
	r := f.model.LookupOn(fn, key.recv)
	if r == nil && c.IsInvoke() {
		// An interface of the project's own that demands the methods of a writer.
		for _, w := range f.writerTypes() {
			if types.Implements(c.Value.Type(), w) {
				for m := range w.Methods() {
					if m.Name() == fn.Name() {
						r = f.model.Lookup(m)
					}
				}
			}
		}
	}
	f.calls.rows[key] = r
	if r == nil && c.IsInvoke() {
		return f.dynamicRow(c)
	}
	return r
}

// A rowKey is what the model's row for a call depends on: the method of an
// interface may mean more on the type that it is called on.
type rowKey struct {
	fn   *types.Func
	recv types.Type // of the interface, else nil
}

// callees returns the functions that a call may run and that are known; nil if
// any may run that is not.
func (f *Result) callees(c *ssa.CallCommon) []callee {
	if cs, ok := lookup(&f.effort.questions, f.calls.callees, c); ok {
		return cs
	}
	return evaluate(&f.effort.questions, f.calls.callees, c, nil, func() []callee { return f.findCallees(c) })
}

func (f *Result) findCallees(c *ssa.CallCommon) []callee {
	args := ssautil.Args(c)
	if row := f.row(c); row != nil && row.Runs != nil {
		run := []ssa.Value{args[row.Runs.Recv]}
		for _, i := range row.Runs.Args {
			run = append(run, args[i])
		}
		return f.byMethod(row.Runs.Method, run)
	}
	if c.IsInvoke() {
		return f.byMethod(c.Method.Name(), args)
	}
	if fn := c.StaticCallee(); fn != nil {
		return f.byFunction(fn, args)
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	var cs []callee
	byTerm := func(t *origin.Term) []callee {
		if t.Op != origin.Func || t.Fn == nil {
			return nil
		}
		return f.byFunction(t.Fn, args)
	}
	for _, t := range f.eval(c.Value, nil) {
		one := byTerm(t)
		if one == nil {
			if cs = f.byVariable(c.Value, args); cs == nil {
				cs = f.byKept(c.Value, byTerm)
			}
			return cs
		}
		cs = append(cs, one...)
	}
	return cs
}

// byMethod returns the methods of the concrete types that a call may run, where
// every origin of the receiver, the first argument, has one.
func (f *Result) byMethod(name string, args []ssa.Value) []callee {
	var cs []callee
	byTerm := func(t *origin.Term) []callee {
		if m := f.method(t, name); m != nil {
			return f.byObject(m, args)
		}
		return nil
	}
	for _, t := range f.eval(args[0], nil) {
		if t.Op == origin.Zero {
			continue
		}
		one := byTerm(t)
		if one == nil && f.method(t, name) == nil {
			if one = f.byKept(args[0], byTerm); one == nil {
				one = f.implementing(args[0].Type(), name, args)
			}
		}
		if one == nil {
			return nil
		}
		for _, c := range one {
			if !slices.ContainsFunc(cs, func(o callee) bool { return o.sum == c.sum }) {
				cs = append(cs, c)
			}
		}
	}
	return cs
}

func (f *Result) byFunction(fn *ssa.Function, args []ssa.Value) []callee {
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	if len(fn.Blocks) > 0 {
		return []callee{{fn: fn, sum: f.summary(fn), args: args}}
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
			return []callee{{fn: fn, sum: f.summary(fn), args: args}}
		}
		return nil
	}
	if s := f.importedSummary(obj); s != nil {
		return []callee{{sum: s, args: args, obj: obj}}
	}
	return nil
}

// method returns the method of a term's dynamic type.
func (f *Result) method(t *origin.Term, name string) *types.Func {
	typ := f.typeOf(t)
	if typ == nil || types.IsInterface(typ) {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(typ, true, f.pass.Pkg, name)
	m, _ := obj.(*types.Func)
	return m
}

// embedded returns the path of the member that a term's type has a method from.
func (f *Result) embedded(t *origin.Term, method string) (path string) {
	typ := f.typeOf(t)
	_, index, _ := types.LookupFieldOrMethod(typ, true, f.pass.Pkg, method)
	for _, i := range index[:max(0, len(index)-1)] {
		path += origin.FieldName(typ, i)
		typ = origin.MemberType(typ, strings.TrimPrefix(origin.FieldName(typ, i), "."))
	}
	return path
}

// callResult returns result i of a call as it is known at an instruction.
func (f *Result) callResult(call *ssa.Call, i int, at ssa.Instruction) origin.Value {
	c := &call.Call
	res := resultType(call, i)
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return f.builtin(b, call)
	}
	if row := f.row(c); row != nil {
		if i < len(row.Results) && row.Results[i].Op != 0 {
			v := f.rowValue(row.Results[i], call, typeutil.IsError(res))
			if (!typeutil.IsError(res) || row.Results[i].Op == httpmodel.OpMake && len(births(call)) > 0) && f.gatedCall(call) {
				v = v.Gate()
			}
			return v
		}
		t := f.opaque(call, i, res)
		t.Gone = t.Err && (f.writesToClient(row, ssautil.Args(c)) || row.Encodes().Op == httpmodel.OpEncode || f.readsBody(call))
		return origin.Value{t}
	}
	if fn := ssautil.Callee(c); fn != nil && isErrorMethod(fn) {
		// Here the error becomes text, not where its type says how.
		recv := ssautil.Args(c)[0]
		v := f.text(f.asError(f.eval(recv, call), recv.Type()), call.Pos(), call.Parent(), false)
		if f.gatedCall(call) {
			v = v.Gate()
		}
		return v
	}
	if v := f.methodTerms(call, i); v != nil {
		return v
	}
	cs := f.callees(c)
	if len(cs) == 0 {
		return origin.Value{f.opaque(call, i, res)}
	}
	var vs []origin.Value
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
			if e.supposes(r.Guards) {
				w = w.Suppose()
			}
			vs = append(vs, origin.Guarded(w, e.translate(r.Guards)))
		}
	}
	return f.attributed(f.orUnknown(cs, f.union(vs...), call, i), call, i)
}

// attributed gives those errors among the results of a call the name of the call that have
// none: what a cache or a pool gives, the call gave, as far as anybody knows.
func (f *Result) attributed(v origin.Value, call *ssa.Call, i int) origin.Value {
	fn := ssautil.Callee(&call.Call)
	for k, t := range v {
		u := t
		switch {
		case !t.Err || t.Name != "":
			continue
		case t.Op == origin.Unknown:
			u = f.opaque(call, i, resultType(call, i))
		case t.Op == origin.Opaque && fn != nil:
			u = t.Copy()
			u.Name = fn.FullName()
		}
		v = append(origin.Value(nil), v...)
		v[k] = u
	}
	return v
}

// writesToClient reports whether a call writes text, or JSON or XML that it has encoded,
// to a response: its error says that the client is gone. That of a template, of a copy
// or of a library's renderer, which runs the program's own code first, may be another one.
func (f *Result) writesToClient(row *httpmodel.Row, args []ssa.Value) bool {
	r := row.Response
	if r == nil || r.Kind != httpmodel.Body && r.Kind != httpmodel.Complete || r.Writer >= len(args) {
		return false
	}
	switch r.Body.Op {
	case httpmodel.OpArg, httpmodel.OpText, httpmodel.OpFormat, httpmodel.OpRest, httpmodel.OpJoin:
	case httpmodel.OpEncode:
		if kind := httpmodel.BodyKind(r.Body.Name); r.Kind != httpmodel.Body || kind != httpmodel.JSON && kind != httpmodel.XML {
			return false
		}
	default:
		return false
	}
	ws := f.writersOf(r, args)
	for _, w := range ws {
		t := Loc{w.root, w.path}.Type()
		if _, made := w.root.(*ssa.Alloc); made || t == nil || !f.IsWriter(t) {
			return false
		}
	}
	return len(ws) > 0
}

// isErrorMethod reports whether a method is the Error of an error.
func isErrorMethod(fn *types.Func) bool {
	sig := fn.Signature()
	return fn.Name() == "Error" && sig.Recv() != nil && typeutil.IsError(sig.Recv().Type())
}

// contradicts reports whether a row of a callee is ruled out by what is known,
// at an instruction, about the other results of the same call.
func (f *Result) contradicts(call *ssa.Call, r origin.Row, at ssa.Instruction) bool {
	b := at.Block()
	if b == nil || at.Parent() != call.Parent() {
		return false
	}
	for _, c := range f.conds(b) {
		if c.any != nil {
			continue
		}
		j := 0
		switch x := ssautil.Unwrap(c.x).(type) {
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
		case c.kind == origin.GuardNil && !c.neg && r.Fails && j == len(r.Results)-1:
			return true
		case c.kind == origin.GuardNil:
			left = origin.Filter(left, func(t *origin.Term) bool { n := t.Nilness(); return n == 0 || (n > 0) != c.neg })
		case c.kind == origin.GuardConst && c.c.Value != nil:
			want := c.c.Value.ExactString()
			left = origin.Filter(left, func(t *origin.Term) bool {
				have := ""
				switch {
				case t.Op == origin.Const:
					have = t.Const.ExactString()
				case t.Op == origin.Zero && c.c.Value.Kind() == constant.Bool:
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

// returnsError reports whether one of several results of a call is an error.
func returnsError(call *ssa.Call) bool {
	results := call.Call.Signature().Results()
	for i := range results.Len() {
		if typeutil.IsError(results.At(i).Type()) {
			return true
		}
	}
	return false
}

func (f *Result) builtin(b *ssa.Builtin, call *ssa.Call) origin.Value {
	switch b.Name() {
	case "recover":
		return origin.Value{{Op: origin.Recovered, Pos: call.Pos(), Fn: call.Parent()}}
	case "append":
		if typeutil.IsText(call.Type()) {
			return origin.Join(f.eval(call.Call.Args[0], call), f.eval(call.Call.Args[1], call))
		}
		var elems []origin.Value
		for _, a := range call.Call.Args {
			for _, t := range f.eval(a, call) {
				if e, ok := t.Member("[]"); ok {
					elems = append(elems, e)
				} else if t.Op == origin.Param {
					elems = append(elems, t.SelectField("[]"))
				}
			}
		}
		t := &origin.Term{Op: origin.Object, Root: call, Pos: call.Pos()}
		if e := f.union(elems...); len(e) > 0 {
			t.Fields = []origin.Field{{Name: "[]", Value: e}}
		}
		return origin.One(t)
	case "min", "max":
		var vs []origin.Value
		for _, a := range call.Call.Args {
			vs = append(vs, f.eval(a, call))
		}
		return f.union(vs...)
	}
	return origin.AnyValue(false)
}

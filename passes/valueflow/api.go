package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/factcodec"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// What the floors above ask: places, calls, and what a summary says at a call.

// A Loc is a place in memory: a root and a path of members below it.
type Loc struct {
	Root ssa.Value
	Path string
}

// Members of a writer.
const (
	MemStatus      = memStatus
	MemSent        = memSent
	MemBody        = memBody
	MemHeader      = memHeader
	MemContentType = memHeader + ".Content-Type"
)

// Roots returns the places that a value may refer to.
func (f *Result) Roots(v ssa.Value) []Loc { return export(f.roots(v)) }

// Descend returns the places that a path below ls names.
func (f *Result) Descend(ls []Loc, path string) []Loc {
	in := make([]loc, len(ls))
	for i, l := range ls {
		in[i] = loc{l.Root, l.Path}
	}
	return export(f.descend(in, path))
}

func export(ls []loc) []Loc {
	out := make([]Loc, len(ls))
	for i, l := range ls {
		out[i] = Loc{l.root, l.path}
	}
	return out
}

// Load returns what a place holds just before an instruction.
func (f *Result) Load(l Loc, at ssa.Instruction) Value { return f.load(loc{l.Root, l.Path}, at) }

// Row returns the model's row for a call, or nil.
func (f *Result) Row(c *ssa.CallCommon) *httpmodel.Row { return f.row(c) }

// Retry returns what the model says of a call that runs a function again where
// that fails, nil if it does not.
func (f *Result) Retry(c *ssa.CallCommon) *httpmodel.Retry {
	if r := f.anyRow(c); r != nil {
		return r.Retry
	}
	return nil
}

// Variable returns a variable of a package that this one imports, or of this
// one; nil if there is none.
func (f *Result) Variable(path, name string) *types.Var {
	p := f.packages()[path]
	if p == nil {
		return nil
	}
	v, _ := p.Scope().Lookup(name).(*types.Var)
	return v
}

// Default returns what a variable of a library holds that keeps a value for all.
func (f *Result) Default(d *httpmodel.Sentinel, v *types.Var) Value {
	value := f.Carried(d.Value, nil)
	for _, t := range value {
		if o, ok := v.Pkg().Scope().Lookup(d.Value.Name).(*types.TypeName); ok {
			f.setType(t, types.NewPointer(o.Type()))
		}
	}
	return value
}

// Fresh returns the zero value of a struct type.
func Fresh(typ types.Type) Value {
	return Value{{Op: Object, Type: typ, TypeName: typeutil.Name(typ)}}
}

// Made returns an object with one member.
func Made(name string, v Value) Value {
	return Value{{Op: Object, Fields: []Field{{Name: name, Value: v}}}}
}

// Optioned returns v with members that options may have set.
func (v Value) Optioned(options Value) Value {
	out := make(Value, len(v))
	for i, t := range v {
		out[i] = t
		if t.Op == Object {
			out[i] = t.optioned(options, false)
		}
	}
	return out
}

// RowOf returns the model's row for a function that is used as a value, or nil.
func (f *Result) RowOf(t *Term) *httpmodel.Row {
	if t.Op != Func {
		return nil
	}
	if t.Fn != nil {
		fn := t.Fn
		if fn.Origin() != nil {
			fn = fn.Origin()
		}
		obj, _ := fn.Object().(*types.Func)
		return httpmodel.Lookup(obj)
	}
	i := strings.LastIndexByte(t.Name, '.')
	if i < 0 || f.packages()[t.Name[:i]] == nil {
		return nil
	}
	obj, _ := f.packages()[t.Name[:i]].Scope().Lookup(t.Name[i+1:]).(*types.Func)
	return httpmodel.Lookup(obj)
}

// RowValue interprets an expression of a row at a call.
func (f *Result) RowValue(e httpmodel.Expr, call *ssa.Call) Value { return f.rowValue(e, call, false) }

// Bindings returns the values that a closure's free variable may stand for.
func (f *Result) Bindings(v *ssa.FreeVar) []ssa.Value { return f.bindings(v) }

// A Target is a function that a call runs.
type Target struct {
	Fn   *ssa.Function // in this package, else nil
	Obj  *types.Func   // nil for a closure
	Args []ssa.Value
	e    *env
}

// Targets returns the functions that a call may run, as far as they are known
// by their body or by facts of their package.
func (f *Result) Targets(call *ssa.Call) []Target {
	var out []Target
	args := ssautil.Args(&call.Call)
	if cs := f.callees(&call.Call); len(cs) > 0 {
		for _, c := range cs {
			t := Target{Fn: c.fn, Args: c.args, e: f.env(c, call)}
			if c.fn != nil {
				t.Obj, _ = c.fn.Object().(*types.Func)
			} else {
				t.Obj = ssautil.Callee(&call.Call)
			}
			out = append(out, t)
		}
		return out
	}
	if obj := ssautil.Callee(&call.Call); obj != nil && !call.Call.IsInvoke() {
		out = append(out, Target{Obj: obj.Origin(), Args: args, e: newEnv(f, callee{sum: &Summary{}, args: args}, call)})
	}
	return out
}

// Subst gives a value that is in terms of the target's parameters in terms of the caller's.
func (t Target) Subst(v Value) Value { return t.e.subst(v) }

// Assumed gives a value of the target that stands under guards in terms of the
// caller's. A constant that is there only because a guard compares a parameter with
// it was not chosen by the target: where the call passes something unknown, that is
// the value.
func (t Target) Assumed(v Value, gs []Guard) Value { return t.e.assumed(v, gs) }

// Bind gives the path of an effect in terms of the call: keys that are parameters
// of the target are its arguments.
func (t Target) Bind(path string) string { return t.e.bindKeys(path) }

// Allows reports whether guards of the target can hold at the call.
func (t Target) Allows(gs []Guard) bool { return t.e.allows(gs) }

// Translate gives those guards of the target that stay open at the call in
// terms of the caller's parameters.
func (t Target) Translate(gs []Guard) []Guard { return t.e.translate(gs) }

// Rows returns the ways in which the target may return at this call.
func (t Target) Rows() []Row {
	var out []Row
	for _, r := range t.e.c.sum.Rows {
		if t.e.allows(r.Guards) {
			out = append(out, r)
		}
	}
	return out
}

// Guards returns the conditions on parameters of fn under which block b runs.
func (f *Result) Guards(b *ssa.BasicBlock) []Guard { return f.guards(f.conds(b), b.Parent()) }

// Live reports whether control can reach a block.
func (f *Result) Live(b *ssa.BasicBlock) bool { return f.live(b.Parent())[b] }

// ErrorText returns the text that an error's term gives, one step further: of
// an error built on the spot its message, of one of a known type what its
// Error method, if that was read, makes of it.
func (f *Result) ErrorText(t *Term) (Value, bool) {
	if t.Op == Error && len(t.Args) > 0 {
		return t.Args[0], true
	}
	if t.TypeName == "" {
		return nil, false
	}
	if f.method(t, "Error") == nil {
		return f.Method(t, "Message") // gRPC's Status stands for the error that it is made for
	}
	return f.Method(t, "Error")
}

// Member returns what a member of an object holds, if that was written.
func (t *Term) Member(name string) (Value, bool) { return t.field(name) }

// Prefix returns the constant text that a text certainly begins with.
func (v Value) Prefix() string {
	if len(v) != 1 {
		return ""
	}
	switch t := v[0]; t.Op {
	case Const:
		if ss, ok := v.Strings(); ok {
			return ss[0]
		}
	case Concat:
		return t.Args[0].Prefix()
	case Escaped:
		return t.Args[0].Prefix()
	}
	return ""
}

// Member returns the place of a member, which is a path that begins with a dot.
func (l Loc) Member(path string) Loc { return Loc{l.Root, l.Path + path} }

// Type returns the type of what stands at a place, or nil.
func (l Loc) Type() types.Type {
	t := l.Root.Type()
	path := l.Path
	for path != "" && t != nil {
		var name string
		name, path = splitPath(path)
		if isAccess(name) {
			t = accessType(t, name)
			continue
		}
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		switch u := t.Underlying().(type) {
		case *types.Struct:
			t = nil
			for i := range u.NumFields() {
				if u.Field(i).Name() == name {
					t = u.Field(i).Type()
				}
			}
		case *types.Map:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		default:
			return nil
		}
	}
	return t
}

// Below splits a term that is a member of something unread into what that is
// and the path of the member; base is nil if it is none.
func (t *Term) Below() (base *Term, path string) {
	if t.Op != Param && t.Op != Opaque || t.Path == "" {
		return nil, ""
	}
	i := strings.LastIndexByte(t.Path, '.')
	c := &Term{Op: t.Op, Index: t.Index, Name: t.Name, Path: t.Path[:i], Pos: t.Pos, Fn: t.Fn}
	return c, t.Path[i:]
}

// About returns v in terms of one of the things it is made of: what base is,
// becomes the first parameter of a function that has no other.
func (v Value) About(base *Term) Value {
	out := make(Value, len(v))
	for i, t := range v {
		c := t.copy()
		c.Guards = nil
		if rest, ok := strings.CutPrefix(t.Path, base.Path); ok && t.Op == base.Op && t.Index == base.Index && t.Name == base.Name &&
			t.Fn == base.Fn && t.Pos == base.Pos && (rest == "" || rest[0] == '.') {
			c.Op, c.Index, c.Path, c.Name, c.Fn, c.Pos = Param, 0, rest, "", nil, token.NoPos
		} else if t.Op == Param {
			*c = *unknownTerm // of another function
		}
		c.Args = make([]Value, len(t.Args))
		for j, a := range t.Args {
			c.Args[j] = a.About(base)
		}
		c.Fields = make([]Field, len(t.Fields))
		for j, fd := range t.Fields {
			c.Fields[j] = Field{fd.Name, fd.Hidden, fd.Value.About(base)}
		}
		out[i] = c
	}
	return out
}

// Apply returns v, which is in terms of the parameters of a function that was
// not read here, for these arguments.
func (f *Result) Apply(v Value, args ...Value) Value {
	e := &env{f: f, args: args}
	return e.subst(v)
}

// Carried interprets an expression of the model about a value that a framework
// answers with: argument 0.
func (f *Result) Carried(e httpmodel.Expr, v Value) Value {
	operand := func() Value { return f.Carried(e.X(), v) }
	// What becomes text on the way to the client was given away where v was built.
	text := func(x Value) Value {
		if len(v) != 1 {
			return f.text(x, token.NoPos, nil, false)
		}
		return f.text(x, v[0].Pos, v[0].Fn, false)
	}
	switch e.Op {
	case httpmodel.OpArg:
		return v
	case httpmodel.OpMember:
		return Select(operand(), "."+e.Name)
	case httpmodel.OpMethod:
		var vs []Value
		for _, t := range operand() {
			if m, ok := f.Method(t, e.Name); ok {
				vs = append(vs, m)
			} else {
				vs = append(vs, AnyValue(false))
			}
		}
		return union(vs...)
	case httpmodel.OpInt:
		return Value{{Op: Const, Const: constant.MakeInt64(int64(e.Int))}}
	case httpmodel.OpStr:
		return Value{{Op: Const, Const: constant.MakeString(e.Name)}}
	case httpmodel.OpBool:
		return Value{{Op: Const, Const: constant.MakeBool(e.Int != 0)}}
	case httpmodel.OpOr:
		var vs []Value
		for _, x := range e.Args {
			vs = append(vs, f.Carried(x, v))
		}
		return union(vs...)
	case httpmodel.OpText:
		return text(operand())
	case httpmodel.OpEncode:
		return Value{{Op: Encoded, Name: e.Name, Args: []Value{operand()}}}
	case httpmodel.OpStatusText:
		return Value{{Op: StatusText, Args: []Value{operand()}}}
	case httpmodel.OpCode:
		return httpStatus(operand())
	case httpmodel.OpJoin:
		var vs []Value
		for _, x := range e.Args {
			vs = append(vs, f.Carried(x, v))
		}
		return concat(vs...)
	case httpmodel.OpMake:
		t := &Term{Op: Object}
		for _, m := range e.Members {
			t.Fields = append(t.Fields, Field{Name: m.Name, Value: f.Carried(m.Value, v)})
		}
		sortFields(t.Fields)
		return Value{t}
	case httpmodel.OpNamed:
		var own, texts Value
		for _, t := range operand() {
			if t.Op == Object && !t.Err {
				own = append(own, t)
			} else {
				texts = append(texts, t)
			}
		}
		if len(texts) == 0 {
			return own
		}
		t := &Term{Op: Object, Fields: []Field{{Name: e.Name, Value: text(texts)}}}
		return append(own, t)
	}
	return AnyValue(false)
}

// sentinel returns the error that a variable of a library holds, by the model.
func (f *Result) sentinel(v *types.Var) (Value, bool) {
	s := httpmodel.SentinelOf(v)
	if s == nil {
		return nil, false
	}
	value := f.Carried(s.Value, nil)
	for _, t := range value {
		f.setType(t, v.Type())
	}
	return value, true
}

// TypeOf returns a term's dynamic type, nil if it is not known.
func (f *Result) TypeOf(t *Term) types.Type { return f.typeOf(t) }

// Init returns the function that initialises the package's variables, or nil.
func (f *Result) Init() *ssa.Function { return f.initFn() }

// EncodeValue writes a value, as a part of a fact of another producer.
func EncodeValue(e *factcodec.Encoder, v Value) { encoder{e}.value(v) }

// DecodeValue reads what EncodeValue wrote.
func DecodeValue(d *factcodec.Decoder) Value { return decoder{d}.value() }

// EncodeValues writes values that a fact of another form holds.
func EncodeValues(vs ...Value) []byte {
	var e factcodec.Encoder
	e.Int(len(vs))
	for _, v := range vs {
		EncodeValue(&e, v)
	}
	return e.Bytes()
}

// DecodeValues reads what EncodeValues wrote.
func DecodeValues(data []byte) ([]Value, error) {
	d := factcodec.NewDecoder(data)
	var vs []Value
	for range d.Count() {
		vs = append(vs, DecodeValue(d))
	}
	return vs, d.Err()
}

// GuardsValue carries guards where a Value is wanted, for EncodeValue.
func GuardsValue(gs []Guard) Value { return Value{{Op: Unknown, Guards: gs}} }

// Method returns what a method of a term's type that takes nothing gives, if
// its body or its summary is known.
func (f *Result) Method(t *Term, name string) (Value, bool) {
	m := f.method(t, name)
	if m == nil || m.Signature().Params().Len() > 0 || m.Signature().Results().Len() != 1 {
		return nil, false
	}
	if isErrorMethod(m) && types.IsInterface(m.Signature().Recv().Type()) { // of an error that the struct embeds
		v := Select(Value{t}, f.embedded(t, name))
		return f.text(f.asError(v, errorType), token.NoPos, nil, false), true
	}
	if row := httpmodel.Lookup(m); row != nil && len(row.Results) == 1 {
		return f.Carried(row.Results[0], Value{t}), true
	}
	var vs []Value
	known := false
	for _, recv := range Select(Value{t}, f.embedded(t, name)) {
		v, ok := f.firstResult(recv, m)
		vs, known = append(vs, v), known || ok
	}
	return union(vs...), known
}

func (f *Result) firstResult(t *Term, m *types.Func) (Value, bool) {
	cs := f.byObject(m, nil)
	var vs []Value
	for _, c := range cs {
		e := &env{f: f, c: c, args: []Value{{t}}}
		for _, r := range c.sum.Rows {
			if len(r.Results) > 0 {
				vs = append(vs, e.subst(r.Results[0]))
			}
		}
	}
	return union(vs...), len(cs) > 0
}

// Marshaled returns the JSON that a term's type makes of itself; own is false if the
// type leaves that to the encoder. The value is nil where that is not known.
func (f *Result) Marshaled(t *Term) (v Value, own bool) {
	m := f.method(t, "MarshalJSON")
	if m == nil || m.Signature().Params().Len() > 0 || m.Signature().Results().Len() != 2 {
		return nil, false
	}
	v, _ = f.firstResult(t, m)
	return v, true
}

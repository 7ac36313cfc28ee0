package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow/origin"
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
func (f *Result) Roots(v ssa.Value) []Loc {
	if f.begin() {
		defer f.finish()
	}
	return export(f.roots(v))
}

// Descend returns the places that a path below ls names.
func (f *Result) Descend(ls []Loc, path string) []Loc {
	if f.begin() {
		defer f.finish()
	}
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
func (f *Result) Load(l Loc, at ssa.Instruction) origin.Value {
	if f.begin() {
		defer f.finish()
	}
	return f.load(loc{l.Root, l.Path}, at)
}

// Row returns the model's row for a call, or nil.
func (f *Result) Row(c *ssa.CallCommon) *httpmodel.Row {
	if f.begin() {
		defer f.finish()
	}
	return f.row(c)
}

// Retry returns what the model says of a call that runs a function again where
// that fails, nil if it does not.
func (f *Result) Retry(c *ssa.CallCommon) *httpmodel.Retry {
	if f.begin() {
		defer f.finish()
	}
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
func (f *Result) Default(d *httpmodel.Sentinel, v *types.Var) origin.Value {
	if f.begin() {
		defer f.finish()
	}
	value := f.EvalModel(d.Value, nil)
	for _, t := range value {
		if o, ok := v.Pkg().Scope().Lookup(d.Value.Name).(*types.TypeName); ok {
			f.setType(t, types.NewPointer(o.Type()))
		}
	}
	return value
}

// RowOf returns the model's row for a function that is used as a value, or nil.
func (f *Result) RowOf(t *origin.Term) *httpmodel.Row {
	if t.Op != origin.Func {
		return nil
	}
	if t.Fn != nil {
		fn := t.Fn
		if fn.Origin() != nil {
			fn = fn.Origin()
		}
		obj, _ := fn.Object().(*types.Func)
		return f.model.Lookup(obj)
	}
	i := strings.LastIndexByte(t.Name, '.')
	if i < 0 || f.packages()[t.Name[:i]] == nil {
		return nil
	}
	obj, _ := f.packages()[t.Name[:i]].Scope().Lookup(t.Name[i+1:]).(*types.Func)
	return f.model.Lookup(obj)
}

// EvalCall interprets an expression of a row at a call.
func (f *Result) EvalCall(e httpmodel.Expr, call *ssa.Call) origin.Value {
	if f.begin() {
		defer f.finish()
	}
	return f.rowValue(e, call, false)
}

// Bindings returns the values that a closure's free variable may stand for.
func (f *Result) Bindings(v *ssa.FreeVar) []ssa.Value { return f.bindings(v) }

// Guards returns the conditions on parameters of fn under which block b runs.
func (f *Result) Guards(b *ssa.BasicBlock) []origin.Guard {
	if f.begin() {
		defer f.finish()
	}
	return f.guards(f.conds(b), b.Parent())
}

// Live reports whether control can reach a block.
func (f *Result) Live(b *ssa.BasicBlock) bool {
	if f.begin() {
		defer f.finish()
	}
	return f.live(b.Parent())[b]
}

// ErrorText returns the text that an error's term gives, one step further: of
// an error built on the spot its message, of one of a known type what its
// Error method, if that was read, makes of it.
func (f *Result) ErrorText(t *origin.Term) (origin.Value, bool) {
	if f.begin() {
		defer f.finish()
	}
	if t.Op == origin.Error && len(t.Args) > 0 {
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

// Member returns the place of a member, which is a path that begins with a dot.
func (l Loc) Member(path string) Loc { return Loc{l.Root, l.Path + path} }

// Behind reports whether a place is a member of what an interface holds: nobody but a
// function that the interface's call runs can have named it.
func (l Loc) Behind() bool {
	name := ""
	for at := (Loc{Root: l.Root}); l.Path != ""; {
		if t := at.Type(); t == nil || types.IsInterface(t) && l.Path[1:2] != "#" {
			return t != nil && !isAccess(strings.SplitN(l.Path[1:], ".", 2)[0])
		}
		name, l.Path = origin.SplitPath(l.Path)
		at.Path += "." + name
	}
	return false
}

// Type returns the type of what stands at a place, or nil.
func (l Loc) Type() types.Type {
	t := l.Root.Type()
	path := l.Path
	for path != "" && t != nil {
		var name string
		name, path = origin.SplitPath(path)
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

// Apply returns v, which is in terms of the parameters of a function that was
// not read here, for these arguments.
func (f *Result) Apply(v origin.Value, args ...origin.Value) origin.Value {
	if f.begin() {
		defer f.finish()
	}
	e := &env{f: f, args: args}
	return e.subst(v)
}

// EvalModel interprets an expression of the model about a value that a framework
// answers with: argument 0.
func (f *Result) EvalModel(e httpmodel.Expr, v origin.Value) origin.Value {
	if f.begin() {
		defer f.finish()
	}
	operand := func() origin.Value { return f.EvalModel(e.X(), v) }
	// What becomes text on the way to the client was given away where v was built.
	text := func(x origin.Value) origin.Value {
		if len(v) != 1 {
			return f.text(x, token.NoPos, nil, false)
		}
		return f.text(x, v[0].Pos, v[0].Fn, false)
	}
	switch e.Op {
	case httpmodel.OpArg:
		return v
	case httpmodel.OpMember:
		return origin.Select(operand(), "."+e.Name)
	case httpmodel.OpMethod:
		var vs []origin.Value
		for _, t := range operand() {
			if m, ok := f.Method(t, e.Name); ok {
				vs = append(vs, m)
			} else {
				vs = append(vs, origin.AnyValue(false))
			}
		}
		return f.union(vs...)
	case httpmodel.OpInt:
		return origin.Value{{Op: origin.Const, Const: constant.MakeInt64(int64(e.Int))}}
	case httpmodel.OpStr:
		return origin.Value{{Op: origin.Const, Const: constant.MakeString(e.Name)}}
	case httpmodel.OpBool:
		return origin.Value{{Op: origin.Const, Const: constant.MakeBool(e.Int != 0)}}
	case httpmodel.OpOr:
		var vs []origin.Value
		for _, x := range e.Args {
			vs = append(vs, f.EvalModel(x, v))
		}
		return f.union(vs...)
	case httpmodel.OpText:
		return text(operand())
	case httpmodel.OpEncode:
		return origin.Value{{Op: origin.Encoded, Name: e.Name, Args: []origin.Value{operand()}}}
	case httpmodel.OpStatusText:
		return origin.Value{{Op: origin.StatusText, Args: []origin.Value{operand()}}}
	case httpmodel.OpCode:
		return origin.StatusOfCode(operand())
	case httpmodel.OpJoin:
		var vs []origin.Value
		for _, x := range e.Args {
			vs = append(vs, f.EvalModel(x, v))
		}
		return origin.Join(vs...)
	case httpmodel.OpMake:
		t := &origin.Term{Op: origin.Object}
		for _, m := range e.Members {
			t.Fields = append(t.Fields, origin.Field{Name: m.Name, Value: f.EvalModel(m.Value, v)})
		}
		origin.SortFields(t.Fields)
		return origin.Value{t}
	case httpmodel.OpNamed:
		var own, texts origin.Value
		for _, t := range operand() {
			if t.Op == origin.Object && !t.Err {
				own = append(own, t)
			} else {
				texts = append(texts, t)
			}
		}
		if len(texts) == 0 {
			return own
		}
		t := &origin.Term{Op: origin.Object, Fields: []origin.Field{{Name: e.Name, Value: text(texts)}}}
		return append(own, t)
	}
	return origin.AnyValue(false)
}

// sentinel returns the error that a variable of a library holds, by the model.
func (f *Result) sentinel(v *types.Var) (origin.Value, bool) {
	s := f.model.SentinelOf(v)
	if s == nil {
		return nil, false
	}
	value := f.EvalModel(s.Value, nil)
	for _, t := range value {
		f.setType(t, v.Type())
	}
	return value, true
}

// TypeOf returns a term's dynamic type, nil if it is not known.
func (f *Result) TypeOf(t *origin.Term) types.Type { return f.typeOf(t) }

// Init returns the function that initialises the package's variables, or nil.
func (f *Result) Init() *ssa.Function { return f.initFn() }

// Method returns what a method of a term's type that takes nothing gives, if
// its body or its summary is known.
func (f *Result) Method(t *origin.Term, name string) (origin.Value, bool) {
	if f.begin() {
		defer f.finish()
	}
	m := f.method(t, name)
	if m == nil || m.Signature().Params().Len() > 0 || m.Signature().Results().Len() != 1 {
		return nil, false
	}
	if isErrorMethod(m) && types.IsInterface(m.Signature().Recv().Type()) { // of an error that the struct embeds
		v := origin.Select(origin.Value{t}, f.embedded(t, name))
		return f.text(f.asError(v, errorType), token.NoPos, nil, false), true
	}
	if row := f.model.Lookup(m); row != nil && len(row.Results) == 1 {
		return f.EvalModel(row.Results[0], origin.Value{t}), true
	}
	var vs []origin.Value
	known := false
	for _, recv := range origin.Select(origin.Value{t}, f.embedded(t, name)) {
		v, ok := f.firstResult(recv, m)
		vs, known = append(vs, v), known || ok
	}
	return f.union(vs...), known
}

func (f *Result) firstResult(t *origin.Term, m *types.Func) (origin.Value, bool) {
	cs := f.byObject(m, nil)
	var vs []origin.Value
	for _, c := range cs {
		e := &env{f: f, c: c, args: []origin.Value{{t}}}
		for _, r := range c.sum.Rows {
			if len(r.Results) > 0 {
				vs = append(vs, e.subst(r.Results[0]))
			}
		}
	}
	return f.union(vs...), len(cs) > 0
}

// Marshaled returns the JSON that a term's type makes of itself; own is false if the
// type leaves that to the encoder. The value is nil where that is not known.
func (f *Result) Marshaled(t *origin.Term) (v origin.Value, own bool) {
	if f.begin() {
		defer f.finish()
	}
	m := f.method(t, "MarshalJSON")
	if m == nil || m.Signature().Params().Len() > 0 || m.Signature().Results().Len() != 2 {
		return nil, false
	}
	v, _ = f.firstResult(t, m)
	return v, true
}

// ChainTest reads a call whose result i says whether the chain of an error x has what
// the guard names, as errors.Is and errors.As do.
func (f *Result) ChainTest(call *ssa.Call, i int) (x ssa.Value, g origin.Guard, ok bool) {
	if f.begin() {
		defer f.finish()
	}
	return f.chainCall(call, i)
}

// InChain says whether the chain of an error has what a guard names (+1), does not (-1),
// or may (0).
func (f *Result) InChain(v origin.Value, g origin.Guard) int {
	if f.begin() {
		defer f.finish()
	}
	return f.anyMeets(v, g)
}

package valueflow

import (
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
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

// RowValue interprets an expression of a row at a call.
func (f *Result) RowValue(e httpmodel.Expr, call *ssa.Call) Value { return f.rowValue(e, call, false) }

// Args returns the arguments of a call, the receiver of a method first.
func Args(c *ssa.CallCommon) []ssa.Value { return callArgs(c) }

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
	args := callArgs(&call.Call)
	if cs := f.callees(&call.Call); len(cs) > 0 {
		for _, c := range cs {
			t := Target{Fn: c.fn, Args: c.args, e: f.env(c, call)}
			if c.fn != nil {
				t.Obj, _ = c.fn.Object().(*types.Func)
			} else {
				t.Obj = Callee(&call.Call)
			}
			out = append(out, t)
		}
		return out
	}
	if obj := Callee(&call.Call); obj != nil && !call.Call.IsInvoke() {
		c := callee{sum: &Summary{}, args: args}
		out = append(out, Target{Obj: obj.Origin(), Args: args, e: f.env(c, call)})
	}
	return out
}

// Subst gives a value that is in terms of the target's parameters in terms of the caller's.
func (t Target) Subst(v Value) Value { return t.e.subst(v) }

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
	m := f.method(t, "Error")
	if m == nil {
		return nil, false
	}
	cs := f.byObject(m, nil)
	if len(cs) == 0 {
		return nil, false
	}
	var vs []Value
	for _, c := range cs {
		e := &env{f: f, c: c, args: []Value{{t}}, memo: map[string]Value{}}
		for _, r := range c.sum.Rows {
			if len(r.Results) == 1 {
				vs = append(vs, e.subst(r.Results[0]))
			}
		}
	}
	return union(vs...), true
}

// Tainted reports whether text of an error, a stack or a recovered value is part of v.
func (v Value) Tainted() bool { return v.tainted() }

// IsError reports whether values of a type are errors.
func IsError(t types.Type) bool { return isError(t) }

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

// Type returns the type of what stands at a place, or nil.
func (l Loc) Type() types.Type {
	t := l.Root.Type()
	path := l.Path
	for path != "" && t != nil {
		var name string
		name, path = splitPath(path)
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

// ResponseWriter returns the interface http.ResponseWriter, or nil in a package
// that cannot know it.
func (f *Result) ResponseWriter() *types.Interface { return f.responseWriter() }

// EncodeValues writes values in the form that facts use; DecodeValues reads
// them back. They are for facts of other producers that hold values.
func EncodeValues(vs ...Value) []byte {
	var e encoder
	e.int(len(vs))
	for _, v := range vs {
		e.value(v)
	}
	return e.buf.Bytes()
}

// DecodeValues reads what EncodeValues wrote.
func DecodeValues(data []byte) ([]Value, error) {
	d := &decoder{data: data}
	var vs []Value
	for range d.count() {
		vs = append(vs, d.value())
	}
	return vs, d.err
}

// GuardsValue carries guards where a Value is wanted, for EncodeValues.
func GuardsValue(gs []Guard) Value { return Value{{Op: Unknown, Guards: gs}} }

package valueflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// An Op says what kind of origin a Term is.
type Op uint8

const (
	Unknown    Op = iota // nothing is known
	Const                // a constant: Const
	Zero                 // the zero value of its type
	Param                // parameter Index of the function, and Path below it
	Global               // package-level variable Name, and Path below it
	Object               // a struct, map, slice or buffer made on the spot: Fields
	Func                 // a function value
	Text                 // the text of Args[0], as Error or printing with %v gives it
	Concat               // the texts Args, one after another
	Error                // an error with the text Args[0]; Args[1:] are the errors it wraps
	Encoded              // Args[0] encoded as Name: json, xml, html, stream, …
	StatusText           // the standard text of the status Args[0]
	Opaque               // the result of Name, a call whose body was not read; Args are texts that it may pass on
	Recovered            // the value that recover returned
	Stack                // a stack trace
	Escaped              // Args[0] escaped for an HTML page
	Compare              // a comparison: Guards[0]
)

var opNames = [...]string{"unknown", "const", "zero", "param", "global", "object", "func", "text", "concat",
	"error", "encoded", "statustext", "opaque", "recovered", "stack", "escaped", "compare"}

func (op Op) String() string { return opNames[op] }

// A Value is the set of the origins that a value may have. An empty Value has
// no origin: nothing reaches that place.
type Value []*Term

// A Term is one origin of a value. Terms are immutable.
type Term struct {
	Op     Op
	Const  constant.Value // for Const
	Index  int            // for Param
	Path   string         // fields below a Param, Global or Opaque, as ".a.b"
	Name   string
	Args   []Value
	Fields []Field // for Object; for Param, Global and Opaque those that differ since
	Guards []Guard // under which this alternative holds, in terms of the parameters

	Err      bool       // the value is an error
	Verbose  bool       // for Text: printed with %+v
	Wide     bool       // for Text: where it is printed, nothing says that it is an error
	Gated    bool       // a mode switch decides whether it is sent: debug, production, an administrator
	Offered  bool       // an interface of its own was asked for, see offered
	Checked  bool       // for Opaque: the error says which rule input breaks that could be parsed
	Gone     bool       // for Opaque: the error of writing to the client, who is gone then
	Parse    bool       // for Opaque: the error says why input could not be parsed
	Type     types.Type // dynamic type where it is known, else nil
	TypeName string     // its name, also when Type could not be resolved
	Var      string     // for an error: the package-level variable that holds it, "path.Name"
	// Owner is set on a number that was read from a member of a struct: the
	// type's name. For one that a method of an interface gave it is AnyOwner, and
	// Path names the method. The status that an error carries is such.
	Owner string

	// Pos is where the origin stands in this package; NoPos for one that came with a fact.
	Pos token.Pos
	// Fn is the function that Pos lies in, and for Param the one whose parameter it is.
	Fn *ssa.Function

	root  ssa.Value // for Object: the value that made it
	Open  bool      // for Object: members that are not listed may be anything
	key   string    // see Key
	size  int       // see depth
	nodes int       // see weight
}

// AnyOwner is the Owner of what a method of an interface gives.
const AnyOwner = "*"

// A Field is one member of an Object: a struct field, a map key, or "[]" for
// every element of a slice.
type Field struct {
	Name   string
	Hidden bool // encoders leave it out
	Value  Value
}

// A Guard is a condition on a parameter: "param1.Err is not nil".
type Guard struct {
	Index int
	Path  string
	Kind  GuardKind
	Val   string // for GuardConst the exact constant, else the name of the type or variable
	Neg   bool
	fn    *ssa.Function // whose parameter it is; nil in facts
}

// GuardKind says what a Guard compares a parameter with.
type GuardKind uint8

const (
	GuardNil   GuardKind = iota // with nil
	GuardConst                  // with a constant
	GuardType                   // with a type
	GuardIs                     // whether the chain of an error has the one in a package's variable
	GuardAs                     // whether the chain of an error has one of a type
	GuardVar                    // with the error in a package's variable
	GuardEmpty                  // whether a list, or the rest of a call's arguments, is empty
)

// maxAlts bounds the origins of one value, maxDepth the nesting of a term.
const (
	maxAlts  = 24
	maxDepth = 10
	maxNodes = 500 // terms in all that one term may be made of

	// maxWeight bounds the terms that all origins of one value are made of. Of what
	// services do, the largest is under 1,500; what a parser may have kept of its input
	// is 7,000, and all of it is put together again at each call.
	maxWeight = 3000
)

var unknownTerm = shared(&Term{Op: Unknown})
var unknownErr = shared(&Term{Op: Unknown, Err: true})

// absentTerm is what a map has under a key that was not written: reading it gives
// the zero value, but an encoder does not see it.
var absentTerm = shared(&Term{Op: Zero, Name: "absent"})

// Absent reports whether a term says that a map does not have the member.
func (t *Term) Absent() bool { return t.Op == Zero && t.Name == absentTerm.Name }

// AnyValue returns the value of which nothing is known, but perhaps that it is an error.
func AnyValue(err bool) Value {
	if err {
		return Value{unknownErr}
	}
	return Value{unknownTerm}
}

// shared returns a term that all packages have in common.
func shared(t *Term) *Term {
	Value{t}.Settle()
	return t
}

// Settle fills in what terms else note when they are first asked for it. It is for
// those that several packages get, as those of facts in drivers that hand them on in
// memory, or several rules: they run at the same time.
func (v Value) Settle() {
	for _, t := range v {
		t.Key()
		t.depth()
		t.weight()
	}
}

// copy returns a term that may be changed.
func (t *Term) copy() *Term {
	c := *t
	c.key, c.size, c.nodes = "", 0, 0
	return &c
}

// Key identifies a term up to its position.
func (t *Term) Key() string {
	if t.key == "" {
		t.key = t.makeKey()
	}
	return t.key
}

func (t *Term) makeKey() string {
	var b strings.Builder
	b.WriteString(t.Op.String())
	switch t.Op {
	case Const:
		b.WriteByte(':')
		b.WriteString(t.Const.ExactString())
	case Param:
		b.WriteString(strconv.Itoa(t.Index))
		if t.Fn != nil {
			b.WriteString(t.Fn.Name())
		}
	}
	b.WriteString(t.Path)
	if t.Name != "" {
		b.WriteByte(':')
		b.WriteString(t.Name)
	}
	if t.TypeName != "" && t.Op != Param {
		b.WriteByte('<')
		b.WriteString(t.TypeName)
		b.WriteByte('>')
	}
	if t.Var != "" {
		b.WriteByte('=')
		b.WriteString(t.Var)
	}
	if t.Verbose {
		b.WriteByte('+')
	}
	if t.Err {
		b.WriteByte('!')
	}
	if t.Gated {
		b.WriteByte('?')
	}
	if t.Offered {
		b.WriteByte('~')
	}
	if t.Gone {
		b.WriteByte('-')
	}
	if len(t.Args) > 0 {
		b.WriteByte('(')
		for i, a := range t.Args {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(a.Key())
		}
		b.WriteByte(')')
	}
	if len(t.Fields) > 0 {
		b.WriteByte('{')
		for _, f := range t.Fields {
			b.WriteString(f.Name)
			b.WriteByte('=')
			b.WriteString(f.Value.Key())
			b.WriteByte(' ')
		}
		b.WriteByte('}')
	}
	for _, g := range t.Guards {
		b.WriteString(" if ")
		b.WriteString(g.String())
	}
	if t.Pos.IsValid() && (t.Op == Text || t.Op == Stack || t.Op == Recovered) {
		b.WriteByte('@')
		b.WriteString(strconv.Itoa(int(t.Pos)))
	}
	return b.String()
}

// Key identifies a value up to the positions of its terms.
func (v Value) Key() string {
	if len(v) == 1 {
		return v[0].Key()
	}
	keys := make([]string, len(v))
	for i, t := range v {
		keys[i] = t.Key()
	}
	return strings.Join(keys, "|")
}

func (g Guard) String() string {
	s := "param" + strconv.Itoa(g.Index) + g.Path
	eq := " == "
	if g.Neg {
		eq = " != "
	}
	switch g.Kind {
	case GuardNil:
		return s + eq + "nil"
	case GuardConst:
		return s + eq + g.Val
	case GuardEmpty:
		if g.Neg {
			return s + " is not empty"
		}
		return s + " is empty"
	case GuardVar:
		return s + eq + shortName(g.Val)
	case GuardIs, GuardAs:
		if g.Neg {
			return s + " wraps no " + shortName(g.Val)
		}
		return s + " wraps " + shortName(g.Val)
	default:
		if g.Neg {
			return s + " is not " + g.Val
		}
		return s + " is " + g.Val
	}
}

func depth(v Value) int {
	d := 0
	for _, t := range v {
		d = max(d, t.depth())
	}
	return d
}

// weight is the number of terms that t is made of.
func (t *Term) weight() int {
	if t.nodes == 0 {
		n := 1
		for _, a := range t.Args {
			for _, u := range a {
				n += u.weight()
			}
		}
		for _, fd := range t.Fields {
			for _, u := range fd.Value {
				n += u.weight()
			}
		}
		t.nodes = min(n, 1<<20)
	}
	return t.nodes
}

// weight is the number of terms that v is made of.
func (v Value) weight() (n int) {
	for _, t := range v {
		n += t.weight()
	}
	return n
}

func (t *Term) tooLarge() bool { return t.depth() > maxDepth || t.weight() > maxNodes }

func (t *Term) depth() int {
	if t.size > 0 {
		return t.size
	}
	d := 0
	for _, a := range t.Args {
		d = max(d, depth(a))
	}
	for _, f := range t.Fields {
		d = max(d, depth(f.Value))
	}
	t.size = d + 1
	return t.size
}

// not returns the condition that holds where g does not.
func (g Guard) not() Guard {
	g.Neg = !g.Neg
	return g
}

// same reports whether two guards are about one comparison, whatever it gives.
func (g Guard) same(h Guard) bool {
	return g.Index == h.Index && g.Path == h.Path && g.Kind == h.Kind && g.Val == h.Val
}

// union joins values, dropping alternatives that stand there already. Beyond maxAlts
// or maxWeight it adds Unknown in place of the rest, as an error if one was dropped.
func union(vs ...Value) Value {
	n, last := 0, 0
	for i, v := range vs {
		if len(v) > 0 {
			n++
			last = i
		}
	}
	if n == 0 {
		return nil
	}
	if n == 1 && len(vs[last]) == 1 {
		return vs[last]
	}
	var out Value
	weight := 0
	seen := make(map[string]bool)
	for _, v := range vs {
		for _, t := range v {
			if k := t.Key(); !seen[k] {
				if weight += t.weight(); len(out) == maxAlts || weight > maxWeight {
					last := unknownTerm
					if t.Err {
						last = unknownErr
					}
					n := min(len(out), maxAlts-1)
					return append(out[:n:n], last)
				}
				seen[k] = true
				out = append(out, t)
			}
		}
	}
	return out
}

// one makes the Value of a single term. What has grown too deep is flattened:
// an error wrapped many times over is still known by the errors at its bottom.
func one(t *Term) Value {
	if !t.tooLarge() {
		return Value{t}
	}
	c := t.copy()
	c.Args = make([]Value, len(t.Args))
	for i, a := range t.Args {
		c.Args[i] = flatten(a)
	}
	c.Fields = make([]Field, len(t.Fields))
	for i, fd := range t.Fields {
		c.Fields[i] = Field{fd.Name, fd.Hidden, flatten(fd.Value)}
	}
	if c.tooLarge() {
		return AnyValue(t.Err)
	}
	return Value{c}
}

// flatten keeps of deep alternatives only the texts at their bottom.
func flatten(v Value) Value {
	out := make([]Value, 0, len(v))
	for _, t := range v {
		if t.depth() <= 4 {
			out = append(out, Value{t})
			continue
		}
		if t.Op == Text {
			c := t.copy()
			c.Args = []Value{flatten(t.Args[0])}
			out = append(out, Value{c})
			continue
		}
		var ls Value
		t.leaves(&ls, nil)
		flat := Value{{Op: Concat, Args: []Value{union(ls)}}}
		if t.Err {
			flat = Value{{Op: Error, Err: true, Args: []Value{flat}, Pos: t.Pos, Fn: t.Fn}}
		}
		out = append(out, flat)
	}
	return union(out...)
}

// leaves gathers the texts below t that are not made of other errors' texts. They
// stand where the text does that they are part of, outer.
func (t *Term) leaves(out *Value, outer *Term) {
	switch t.Op {
	case Stack, Recovered:
		*out = append(*out, t)
		return
	case Text:
		if outer == nil {
			outer = t
		}
		direct := filter(t.Args[0], func(e *Term) bool { return e.Op != Error && e.depth() <= 2 })
		if len(direct) > 0 {
			c := outer.copy()
			c.Args = []Value{direct}
			c.Verbose, c.Gated = outer.Verbose || t.Verbose, outer.Gated || t.Gated
			*out = append(*out, c)
		}
	}
	for _, a := range t.Args {
		for _, u := range a {
			u.leaves(out, outer)
		}
	}
	for _, fd := range t.Fields {
		if !fd.Hidden {
			for _, u := range fd.Value {
				u.leaves(out, outer)
			}
		}
	}
}

// field returns the member of an object.
func (t *Term) field(name string) (Value, bool) {
	for _, f := range t.Fields {
		if f.Name == name {
			return f.Value, true
		}
	}
	return nil, false
}

// Select returns what stands at path (".a.b") below v.
func Select(v Value, path string) Value {
	for path != "" {
		var name string
		name, path = splitPath(path)
		var outs []Value
		for _, t := range v {
			outs = append(outs, t.selectField(name))
		}
		v = union(outs...)
	}
	return v
}

func (t *Term) selectField(name string) Value {
	if f, ok := t.field(name); ok {
		return f
	}
	switch t.Op {
	case Object:
		if strings.HasPrefix(name, "#") {
			return nil
		}
		if t.Open {
			return AnyValue(false)
		}
		return Value{{Op: Zero}}
	case Param, Global, Opaque:
		c := &Term{Op: t.Op, Index: t.Index, Name: t.Name, Path: t.Path + "." + name, Guards: t.Guards, Pos: t.Pos, Fn: t.Fn}
		c.Parse, c.Checked, c.Gone = t.Parse, t.Checked, t.Gone // an error inside one is about the same
		return Value{c}
	case Zero, Const:
		return Value{{Op: Zero}}
	}
	return AnyValue(false)
}

// through returns what stands at a path below a value of a type. Nil has no
// members: a pointer that may be nil has those of what it is otherwise.
func through(v Value, t types.Type, path string) Value {
	if _, ok := t.Underlying().(*types.Pointer); ok && path != "" {
		v = v.NotNil()
	}
	return Select(v, path)
}

// NotNil returns what a pointer is that is not nil: v, if it is never anything else.
func (v Value) NotNil() Value {
	some := slices.DeleteFunc(slices.Clone(v), func(t *Term) bool { return t.Op == Zero })
	if len(some) == 0 {
		return v
	}
	return some
}

// splitPath splits ".a.b" into "a" and ".b". Members that hold dots, as header
// keys may not but map keys may, are written with them replaced.
func splitPath(path string) (name, rest string) {
	path = path[1:]
	if i := strings.IndexByte(path, '.'); i >= 0 {
		return path[:i], path[i:]
	}
	return path, ""
}

func member(name string) string { return "." + strings.ReplaceAll(name, ".", "·") }

func sortFields(fs []Field) {
	sort.Slice(fs, func(i, j int) bool { return fs[i].Name < fs[j].Name })
}

// Ints returns the integer constants that v may be and whether that is all it
// may be. The zero value counts as 0.
func (v Value) Ints() (consts []int, exact bool) {
	exact = len(v) > 0
	for _, t := range v {
		switch {
		case t.Op == Const && t.Const.Kind() == constant.Int:
			if n, ok := constant.Int64Val(t.Const); ok {
				consts = append(consts, int(n))
			}
		case t.Op == Zero:
			consts = append(consts, 0)
		default:
			exact = false
		}
	}
	sort.Ints(consts)
	return consts, exact
}

// Strings returns the string constants that v may be and whether that is all it may be.
func (v Value) Strings() (consts []string, exact bool) {
	exact = len(v) > 0
	for _, t := range v {
		switch {
		case t.Op == Const && t.Const.Kind() == constant.String:
			consts = append(consts, constant.StringVal(t.Const))
		case t.Op == Zero:
			consts = append(consts, "")
		default:
			exact = false
		}
	}
	return consts, exact
}

// nilness says whether a term is nil (+1), is not (-1), or may be (0).
func (t *Term) nilness() int {
	switch t.Op {
	case Zero:
		return +1
	case Object, Func, Error, Encoded, Concat, Const, Text, StatusText, Escaped, Stack:
		return -1
	}
	return 0
}

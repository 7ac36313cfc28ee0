// Package origin describes where a value may come from.
//
// A [Value] is a set of origins, each a [Term]: a constant, a parameter, an object that
// was made on the spot, the text of an error, the result of a call that was not read. A
// [Guard] is a condition on a parameter under which an origin counts. A [Summary] says
// what a function returns and writes, in [Row]s: one for each way to return.
//
// All of it is data: terms are built and compared here, encoded for facts and decoded,
// and no source code is looked at. Package valueflow finds out which origins a value
// of a program has.
//
// Sets and terms are bounded. What exceeds a bound becomes Unknown, which is always
// among the possible answers: nothing is lost but precision.
package origin

import (
	"go/constant"
	"go/token"
	"go/types"
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
	Const  constant.Value // for Const
	Index  int            // for Param; for Opaque which result of its call it is
	Path   string         // fields below a Param, Global or Opaque, as ".a.b"
	Name   string
	Args   []Value
	Fields []Field // for Object; for Param, Global and Opaque those that differ since
	Guards []Guard // under which this alternative holds, in terms of the parameters

	Op       Op
	Err      bool       // the value is an error
	Verbose  bool       // for Text: printed with %+v
	Wide     bool       // for Text: where it is printed, nothing says that it is an error
	Gated    bool       // a mode switch decides whether it is sent: debug, production, an administrator
	Client   bool       // a test says that a status is below 500: of a number that it is, of a text that it is sent with such a one
	Offered  bool       // an interface of its own was asked for, see offered
	Checked  bool       // for Opaque: the error says what is wrong with a client's own input
	Gone     bool       // for Opaque: the error of writing to the client or of reading its body, as it is gone then, or of encoding a value, which names its type
	Supposed bool       // for a number: a function chose it by what an error is, of which that is not known
	Parse    bool       // for Opaque: the error says why input could not be parsed
	Open     bool       // for Object: members that are not listed may be anything
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

	Root ssa.Value // for Object: the value that made it

	key   string // see Key
	id    uint64 // see identity
	size  int    // see Depth
	nodes int    // see weight
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

// MaxAlts bounds the origins of one value, MaxDepth the nesting of a term.
const (
	MaxAlts  = 24
	MaxDepth = 10
	maxNodes = 500 // terms in all that one term may be made of

	// maxWeight bounds the terms that all origins of one value are made of. Of what
	// services do, the largest is under 1,500; what a parser may have kept of its input
	// is 7,000, and all of it is put together again at each call.
	maxWeight = 3000
)

// UnknownTerm is an origin of which nothing is known.
var UnknownTerm = Shared(&Term{Op: Unknown})

var unknownErr = Shared(&Term{Op: Unknown, Err: true})

// What evaluation was given up on: a bound was reached before all was seen. It is unknown
// like what comes out of code that was not read; but nothing may be said of it, since what
// was not looked at may be all that it is.
var (
	unfinished    = Shared(&Term{Op: Unknown, Name: "unfinished"})
	unfinishedErr = Shared(&Term{Op: Unknown, Name: unfinished.Name, Err: true})
)

// Unfinished returns the value that evaluation was given up on.
func Unfinished(err bool) Value {
	if err {
		return Value{unfinishedErr}
	}
	return Value{unfinished}
}

// Unfinished reports whether evaluation was given up on a term.
func (t *Term) Unfinished() bool { return t.Op == Unknown && t.Name == unfinished.Name }

// AbsentTerm is what a map has under a key that was not written: reading it gives
// the zero value, but an encoder does not see it.
var AbsentTerm = Shared(&Term{Op: Zero, Name: "absent"})

// Absent reports whether a term says that a map does not have the member.
func (t *Term) Absent() bool { return t.Op == Zero && t.Name == AbsentTerm.Name }

// Shared returns a term that all packages have in common.
func Shared(t *Term) *Term {
	Value{t}.Settle()
	return t
}

// Copy returns a term that may be changed.
func (t *Term) Copy() *Term {
	c := *t
	c.key, c.id, c.size, c.nodes = "", 0, 0, 0
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
	if t.Client {
		b.WriteByte('4')
	}
	if t.Offered {
		b.WriteByte('~')
	}
	if t.Gone {
		b.WriteByte('-')
	}
	if t.Supposed {
		b.WriteByte('%')
	}
	if t.Parse {
		b.WriteByte('^')
	}
	if t.Checked {
		b.WriteByte('*')
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

func (t *Term) tooLarge() bool { return t.Depth() > MaxDepth || t.weight() > maxNodes }

// Depth returns how deep a term is nested: 1 for one that is made of no others.
func (t *Term) Depth() int {
	if t.size > 0 {
		return t.size
	}
	d := 0
	for _, a := range t.Args {
		d = max(d, Depth(a))
	}
	for _, f := range t.Fields {
		d = max(d, Depth(f.Value))
	}
	t.size = d + 1
	return t.size
}

// Nilness says whether a term is nil (+1), is not (-1), or may be (0).
func (t *Term) Nilness() int {
	switch t.Op {
	case Zero:
		return +1
	case Object, Func, Error, Encoded, Concat, Const, Text, StatusText, Escaped, Stack:
		return -1
	}
	return 0
}

// Package httpmodel says what an API means: for each function or method of a
// library that answers a request, touches an answer or carries text towards
// one, a row of a typed table. The tables are data; valueflow and responses
// interpret them, and a test resolves every row against the real package.
package httpmodel

import (
	"go/types"
	"sync"
)

// A Row says what one function or method means. Arguments are counted as SSA
// counts them: for a method, and for a call through an interface, 0 is the
// receiver; for a function, 0 is the first argument.
type Row struct {
	Pkg  string // import path
	Recv string // name of the receiver's type without its pointer, "" for a function
	Name string

	Results  []Expr    // what each result is; the zero Expr and missing ones are unknown
	Response *Response // what it does to a response or to a buffer, nil if nothing
	Fills    int       // argument that the call overwrites with decoded input, 0 if none (it is never the receiver)
	NoReturn bool      // the call never returns
	Pure     bool      // it changes nothing that an argument refers to
}

// A Kind says what a call does to a response.
type Kind uint8

const (
	_         Kind = iota
	Status         // sends the status line; the body may follow
	Body           // writes body bytes; an unsent status is sent first
	Answer         // a complete answer: status and body
	Redirect       // a redirect: status and Location
	Serve          // serves content and chooses the status itself, see Response.Implied
	SetHeader      // replaces a header field; the writer argument is the header map
	AddHeader      // adds to a header field
	DelHeader      // removes a header field
	Flush          // sends what there is
	Hijack         // takes the connection over
	Copy           // copies the header map argument Value over the writer argument
)

// A BodyKind says what a body is, as far as the API alone decides it.
type BodyKind string

const (
	NoBody  BodyKind = "none"
	Text    BodyKind = "text"    // plain text
	JSON    BodyKind = "json"    // encoded by encoding/json or the like
	XML     BodyKind = "xml"     // encoded by encoding/xml
	HTML    BodyKind = "html"    // a page
	Stream  BodyKind = "stream"  // copied from a reader, a file
	Unknown BodyKind = "unknown" // bytes whose form the API leaves open
)

// A Response is what a call does to a response.
type Response struct {
	Kind        Kind
	Writer      int // the argument through which it does so
	Status      Expr
	Body        Expr
	ContentType string // media type that it forces, "" if none
	Implied     []int  // statuses that it sends of its own accord
	Key, Value  Expr   // of a header field; Value alone for Copy
}

// An Op is the operator of an Expr.
type Op uint8

const (
	_                Op = iota // unknown
	OpArg                      // the argument Arg; as a result: the very same value, so a chain goes on
	OpRest                     // the arguments from Arg on, a variadic call's list
	OpInt                      // the constant Int
	OpStr                      // the constant Name
	OpText                     // the text of X: what Error, or printing it with %v, gives
	OpFormat                   // the text of a printf call: format in Arg, operands after it
	OpJoin                     // the texts of Args, one after another
	OpEncode                   // X encoded as Name (a BodyKind)
	OpError                    // an error whose text is X and that wraps nothing
	OpWrap                     // an error whose text is the printf call with its format in Arg
	OpJoined                   // an error that joins the errors from Arg on
	OpCause                    // an error in the chain of X
	OpHeader                   // the header map of the writer Arg
	OpContent                  // what has been written to the buffer Arg
	OpStack                    // a stack trace
	OpStatusText               // the standard text of the status X
	OpParseError               // an error that says why input could not be parsed
	OpPlain                    // a value that carries no text of its arguments
	OpEscape                   // X escaped for an HTML page
	OpRequestContext           // reserved for values that travel in a request's context
)

// An Expr says what a value is, in terms of the arguments of the call.
type Expr struct {
	Op   Op
	Arg  int
	Int  int
	Name string
	Args []Expr
}

// X returns the single operand of e.
func (e Expr) X() Expr {
	if len(e.Args) == 0 {
		return Expr{}
	}
	return e.Args[0]
}

func arg(i int) Expr       { return Expr{Op: OpArg, Arg: i} }
func rest(i int) Expr      { return Expr{Op: OpRest, Arg: i} }
func status(code int) Expr { return Expr{Op: OpInt, Int: code} }
func str(s string) Expr    { return Expr{Op: OpStr, Name: s} }
func text(x Expr) Expr     { return Expr{Op: OpText, Args: []Expr{x}} }
func format(i int) Expr    { return Expr{Op: OpFormat, Arg: i} }
func join(xs ...Expr) Expr { return Expr{Op: OpJoin, Args: xs} }
func encode(kind BodyKind, x Expr) Expr {
	return Expr{Op: OpEncode, Name: string(kind), Args: []Expr{x}}
}
func newError(x Expr) Expr { return Expr{Op: OpError, Args: []Expr{x}} }
func wrap(i int) Expr      { return Expr{Op: OpWrap, Arg: i} }
func plain() Expr          { return Expr{Op: OpPlain} }
func parseError() Expr     { return Expr{Op: OpParseError} }

// key identifies a row within its package.
type key struct{ recv, name string }

// tables maps a package path to its rows. It is built at the first look-up, so
// that a unit the prefilter answers for does not pay for it.
var tables = sync.OnceValue(func() map[string]map[key]*Row {
	m := make(map[string]map[key]*Row)
	rows := Rows()
	for i := range rows {
		r := &rows[i]
		t := m[r.Pkg]
		if t == nil {
			t = make(map[key]*Row)
			m[r.Pkg] = t
		}
		t[key{r.Recv, r.Name}] = r
	}
	return m
})

// Rows returns every row of every table.
func Rows() []Row {
	var rows []Row
	for _, t := range [][]Row{netHTTP, encoders, texts, errorRows, ioRows, logRows} {
		rows = append(rows, t...)
	}
	return rows
}

// Lookup returns the row of a function or method, or nil.
func Lookup(fn *types.Func) *Row {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	t := tables()[fn.Pkg().Path()]
	if t == nil {
		return nil
	}
	return t[key{RecvName(fn), fn.Name()}]
}

// RecvName returns the name of the type that a method belongs to, without its
// pointer, and "" for a function.
func RecvName(fn *types.Func) string {
	sig, ok := fn.Type().(*types.Signature)
	if !ok || sig.Recv() == nil {
		return ""
	}
	switch t := types.Unalias(deref(sig.Recv().Type())).(type) {
	case *types.Named:
		return t.Obj().Name()
	}
	return ""
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// IsParser reports whether the errors of a package's functions say why input
// could not be parsed.
func IsParser(path string) bool { return parsers[path] }

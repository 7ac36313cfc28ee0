// Package httpmodel says what an API means: for each function or method of a
// library that answers a request, touches a response or carries text towards
// one, a row of a typed table. The tables are data; valueflow and responses
// interpret them. Tests resolve every row against the real package, and let
// the real package do what the row says of it.
package httpmodel

import (
	"go/types"
	"sync"
)

// A Row says what one function or method means, or a variable that holds a
// function. Arguments are counted as SSA counts them: for a method, and for a
// call through an interface, 0 is the receiver; for a function, 0 is the first
// argument.
//
// A call with a row changes what Response and Fills say and nothing else. A
// call without one may change all that its arguments refer to, and pass the
// text of any of them on to its results.
type Row struct {
	Pkg  string // import path; tables give it once for all their rows
	Recv string // name of the receiver's type without its pointer, "" for a function
	Name string

	Results      []Expr     `model:"results"`         // what each result is; the zero Expr and missing ones are unknown
	Response     *Response  `model:",flat"`           // what it does to a response or to a buffer, nil if nothing
	Fills        int        `model:"fills,arg"`       // argument that the call overwrites with decoded input, 0 if none (it is never the receiver)
	Rebinds      int        `model:"rebinds,arg"`     // argument that the receiver stands for from then on, 0 if it stays what it was
	Finds        bool       `model:"finds-error"`     // errors.As: it puts an error out of the chain of argument 0 into what argument 1 points to
	Runs         *Run       `model:"runs"`            // a method of an argument that the call runs first
	OwnResponses []Response `model:"result-responds"` // what the handler or middleware that the call returns answers of its own accord
	Fails        *Response  `model:"on-error"`        // what it does to a response where its last result, an error, is not nil
	Calls        []Callback `model:"calls"`           // what the functions that it is given are called with
	NoReturn     bool       `model:"no-return"`       // the call never returns
	Presets      []string   `model:"presets"`         // header fields that are set when the handlers run which the call is given
	Begins       int        `model:"begins"`          // the status that is set then, 0 for none, or begun for one that the call is given
	// Pure says that the call changes nothing that the analysis reads back from
	// an argument. A row without Response, Fails, Fills, Finds, Sets, Adds
	// and NoReturn has to say so.
	Pure bool
	// Reads says that what OpMake describes is read from an argument: the call is
	// no place where a response is made.
	Reads bool `model:"reads"`

	Request *Request `model:"request"` // the request that it sends, nil if it sends none
	// Retry is the function that the call runs again where that fails, nil if it runs
	// none. Such a row says nothing else: the call may do all that one without a row may.
	Retry *Retry
	// Sets are the members of argument 0 that the call sets; Adds those that it adds
	// a value to, which has then the ones before as well.
	Sets []Member `model:"sets"`
	Adds []Member `model:"adds"`
	// MakesError is the error that the call sends, as a handler that returns it does.
	MakesError Expr `model:"makes-error"`
	// Empties says that what argument 0 had in it as a buffer is gone afterwards.
	Empties bool `model:"empties"`
	// Is says what the function is where it is used as a value: a condition, a delay.
	Is Expr `model:"is"`
	// Condition is the Go text of the call that adds a condition to a chain which has
	// this call, one that says how often a request is sent again, or when; "" if there
	// is none. $pkg stands for the package, $again for the test of r.StatusCode().
	Condition string `model:"condition"`
}

// Encodes returns what the call encodes, an OpEncode, if it does so and fails where that
// cannot be encoded; else the zero Expr.
func (r *Row) Encodes() Expr {
	var e Expr
	switch {
	case len(r.Results) > 0:
		e = r.Results[0]
	case r.Response != nil && r.Response.Kind == Body:
		e = r.Response.Body
	}
	if e.Op == OpEncode && (e.Name == string(JSON) || e.Name == string(XML)) {
		return e
	}
	return Expr{}
}

// A Run is a method that a library's function calls on one of its arguments:
// render.Render lets the value that it is given prepare the response.
type Run struct {
	Recv   int    `model:"of,arg"` // the argument whose method it is
	Method string `model:"method"`
	Args   []int  `model:"args,arg"` // the arguments that it hands on
}

// A Callback is a function that a library is given and calls.
type Callback struct {
	Func       Expr   `model:"function"` // of a row: the argument that is the function, or the list of them
	Type, Name string // of a table: the struct and the field that holds it
	// Params are what its parameters are, in terms of the call's arguments: the
	// zero Expr and missing ones are unknown, an argument is what writes to it.
	Params []Expr `model:"params"`
	// Fails says that the library sends what it returns as an error, as one of no type
	// that it knows.
	Fails bool `model:"error-is-sent"`
}

// A Kind says what a call does to a response.
type Kind uint8

const (
	_         Kind = iota
	Status         // sends the status line; the body may follow
	Body           // writes body bytes; an unsent status is sent first
	Complete       // a complete response: status and body
	Redirect       // a redirect: status and Location
	Serve          // serves content and chooses the status itself, see Response.Implied
	SetHeader      // replaces a header field; the writer argument is the header map
	AddHeader      // adds to a header field
	DelHeader      // removes a header field
	Flush          // begins the response if nothing has
	Hijack         // takes the connection over
	Copy           // copies the header map argument Value over the writer argument
	SetStatus      // chooses the status of the response; nothing is sent yet
)

// Heads reports whether a call of the kind decides the status and leaves the
// body to another one.
func (k Kind) Heads() bool { return k == Status || k == SetStatus }

// A BodyKind says what a body is, as far as the API alone decides it.
type BodyKind string

const (
	NoBody  BodyKind = "none"
	Text    BodyKind = "text"    // plain text
	JSON    BodyKind = "json"    // encoded by encoding/json or the like
	XML     BodyKind = "xml"     // encoded by encoding/xml
	HTML    BodyKind = "html"    // a page
	Stream  BodyKind = "stream"  // copied from a reader, a file
	Other   BodyKind = "other"   // none of these: a picture, an archive, a table
	Unknown BodyKind = "unknown" // bytes whose form the API leaves open
)

// A Response is what a call does to a response.
type Response struct {
	Kind   Kind `model:"does"`
	Writer int  `model:"writer,arg"` // the argument through which it does so
	// Status of an Answer or a Body that gives none is the one that was set on
	// the writer before.
	Status      Expr   `model:"status"`
	Body        Expr   `model:"body"`
	ContentType string `model:"content-type"`       // media type that it gives the response, "" if none
	Keeps       bool   `model:"keeps-content-type"` // a Content-Type that was set before stays
	Replaced    bool   `model:"replaceable"`        // a program may have another function in its place, which says another
	Implied     []int  `model:"implied"`            // statuses that it sends of its own accord
	Error       bool   `model:"is-error"`           // what it answers is an error's, whatever the status
	Aborts      bool   `model:"aborts"`             // the handlers behind this one do not run
	// Key and Value of the header field that it sets, be it the whole of the
	// call or beside a response; Value alone for Copy.
	Key   Expr `model:"header,text"`
	Value Expr `model:"value,text"`
}

// An Op is the operator of an Expr.
type Op uint8

const (
	_            Op = iota // unknown
	OpArg                  // the argument Arg; as a result: the very same value, so a chain goes on
	OpRest                 // the arguments from Arg on, a variadic call's list
	OpEach                 // as a result: what is written to it is written to each argument from Arg on
	OpInt                  // the constant Int
	OpStr                  // the constant Name
	OpText                 // the text of X: what Error, or printing it with %v, gives
	OpFormat               // the text of a printf call: format in Arg, operands after it
	OpJoin                 // the texts of Args, one after another
	OpPath                 // the variadic texts from argument Arg on, with slashes between them
	OpEncode               // X encoded as Name (a BodyKind); the second of Args are the options of encoding/json/v2, see encodeV2
	OpError                // an error whose text is X and that wraps nothing
	OpWrap                 // an error whose text is the printf call with its format in Arg
	OpJoined               // an error that joins the errors from Arg on
	OpCause                // an error in the chain of X
	OpHeader               // the header map of the writer Arg
	OpContent              // what has been written to the buffer Arg
	OpBuffer               // a buffer or reader that holds X
	OpStack                // a stack trace; with a Name, the name of a source file as the function of the name gives it
	OpRecovered            // the value of a panic
	OpMethod               // what the method Name of X, which takes nothing, returns
	OpStatusText           // the standard text of the status X
	OpParseError           // an error that says why input could not be parsed
	OpPlain                // a value that carries no text of its arguments
	OpEscape               // X escaped for an HTML page
	OpStatus               // the status that was set on the argument Arg
	OpForeign              // an error that came from elsewhere
	OpMake                 // a new value of the type Name of the row's package or, with its path, of another one's, or a map[string]any without a Name, with Members; with Int 1 others may be anything
	OpCode                 // the HTTP status that the gRPC code X stands for
	OpMedia                // the media type of the file extension X
	OpMember               // the member Name of X
	OpNil                  // nil: an error only where writing to the client fails
	OpOr                   // one of Args
	OpFirst                // the first of the variadic list Arg, X if the list is empty
	OpNamed                // an object whose member Name is the text of X, or X itself if it is no text and no error
	OpBool                 // the boolean constant Int: 0 is false
	OpVar                  // what the variable Name of the row's package holds
	OpList                 // one of the variadic list Arg
	OpWith                 // X with Members
	OpIn                   // whether the list Arg holds X
	OpGiven                // the status X, or that in the second of Args where X is a constant below 1
	OpKept                 // what the call's method gives of the value that the program keeps in the field Name ("Echo.Validator") of the package, else the error of a validator
	OpIs                   // whether the chain of the error Arg has the error that the argument Int is
	OpAs                   // whether the chain of the error Arg has one of the type that the argument Int points to or, where that is 0, of the type of the call's first result
	OpFound                // the error of the result's type in the chain of the error Arg
	OpOptions              // X, or with a Name the member Name of X, with the members that the options of the variadic list Arg set
)

// An Expr says what a value is, in terms of the arguments of the call.
type Expr struct {
	Op      Op
	Arg     int
	Int     int
	Name    string
	Args    []Expr
	Members []Member // for OpMake
}

// A Member is a field that OpMake sets.
type Member struct {
	Name  string
	Value Expr
}

// X returns the single operand of e.
func (e Expr) X() Expr {
	if len(e.Args) == 0 {
		return Expr{}
	}
	return e.Args[0]
}

// StatusArg returns the status that a call is given where it is one that counts.
func (e Expr) StatusArg() Expr {
	if e.Op == OpGiven {
		return e.X()
	}
	return e
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

// encodeV2 returns what encoding/json/v2 makes of x, with the options of the variadic list in
// argument i.
func encodeV2(x Expr, i int) Expr {
	return Expr{Op: OpEncode, Name: string(JSON), Args: []Expr{x, options(i, made(""))}}
}

func content(i int) Expr  { return Expr{Op: OpContent, Arg: i} }
func escape(x Expr) Expr  { return Expr{Op: OpEscape, Args: []Expr{x}} }
func holding(x Expr) Expr { return Expr{Op: OpBuffer, Args: []Expr{x}} }

// chainHas and chainFinds are what errors.Is and errors.As say of argument 0.
func chainHas() Expr   { return Expr{Op: OpIs, Int: 1} }
func chainFinds() Expr { return Expr{Op: OpAs, Int: 1} }

func newError(x Expr) Expr { return Expr{Op: OpError, Args: []Expr{x}} }
func wrap(i int) Expr      { return Expr{Op: OpWrap, Arg: i} }
func plain() Expr          { return Expr{Op: OpPlain} }
func parseError() Expr     { return Expr{Op: OpParseError} }
func kept(i int) Expr      { return Expr{Op: OpStatus, Arg: i} }
func foreign() Expr        { return Expr{Op: OpForeign} }
func recovered() Expr      { return Expr{Op: OpRecovered} }
func code(x Expr) Expr     { return Expr{Op: OpCode, Args: []Expr{x}} }

// positive returns the status in argument i of a method of a writer that keeps
// the one it has if that is not positive.
func positive(i int) Expr { return Expr{Op: OpGiven, Args: []Expr{arg(i), kept(0)}} }

// made returns a new value of a type of the row's package.
func made(typ string, members ...Member) Expr { return Expr{Op: OpMake, Name: typ, Members: members} }

// member returns a member of the value that a StatusError's expressions are about.
func member(name string) Expr { return Expr{Op: OpMember, Name: name, Args: []Expr{arg(0)}} }

// method returns what a method gives of the value that a StatusError's expressions are about.
func method(name string) Expr { return Expr{Op: OpMethod, Name: name, Args: []Expr{arg(0)}} }

func statusText(x Expr) Expr { return Expr{Op: OpStatusText, Args: []Expr{x}} }
func null() Expr             { return Expr{Op: OpNil} }
func or(xs ...Expr) Expr     { return Expr{Op: OpOr, Args: xs} }

// first returns the first of a variadic list, or x if the list is empty.
func first(i int, x Expr) Expr { return Expr{Op: OpFirst, Arg: i, Args: []Expr{x}} }

// message returns the JSON object with one member that frameworks send for an error.
func message(text Expr) Expr { return encode(JSON, made("", Member{"message", text})) }

// A Context is a type through which a request is answered: http.ResponseWriter,
// the context of a framework.
type Context struct {
	Type string
	// Same are its fields that stand for the same response: gin's c.Writer.
	Same []string `model:"same"`
	// Errors is the field with the list of errors that handlers leave for a middleware:
	// gin's c.Errors.
	Errors string `model:"errors"`
	// Leaves are the methods that leave an error in that list.
	Leaves []string `model:"leaves"`
	// Buffered says that nothing is sent before the handler has returned: until
	// then headers and the status count, and a later response replaces this one.
	Buffered bool  `model:"buffered"`
	Form     *Form `model:"form"` // nil for net/http's
}

// A StatusError is an error type that a framework answers with when a handler
// returns it. Argument 0 of the expressions is the value itself.
type StatusError struct {
	// Type may be an interface: then it is about the types of others that
	// implement it. It is anyError for errors of no type that the framework knows.
	Type     string
	Response Response `model:",flat"`
	// Through are the packages of which one makes an HTTP response of the error: it
	// becomes none in a program that has none of them. Nil where the framework does.
	Through []string `model:"through"`
	// Returned says that it is no error: a function returns it as its response.
	Returned bool `model:"returned"`
}

// begun says of Row.Begins that an argument of the call says which status it is.
const begun = -1

const anyError = "error"

// A Sentinel is a variable of a library that holds an error.
type Sentinel struct {
	Name  string
	Value Expr `model:"value"`
}

// An Override is that by which a program puts answers of its own in place of a
// library's: where it is set or called, the status errors of its package and the
// OwnResponses of its rows do not hold.
type Override struct {
	Type string // the struct whose field it is, "" for a variable or a function
	Name string
	Code int `model:"status"` // the status that it is about, 0 for all
}

// A Mode is a function or, with the Type, a field that tells whether the program
// runs to be debugged: a boolean, or a name that is Release where it does not.
type Mode struct {
	Type, Name string
	Release    string `model:"release"`
}

// A table holds what is known of one package. Its rows are made when the
// package is first asked for: a unit calls a handful of the packages that are
// known here.
type table struct {
	pkg          string // import path
	rows         func() []Row
	other        func(*types.Func) *Row // of functions that are too many for rows of their own, nil if none are
	contexts     []Context
	statusErrors []StatusError

	sentinels func() []Sentinel
	overrides []Override
	callbacks []Callback // the fields that hold functions
	modes     []Mode
	// returns is the framework whose app answers what the middleware returns as
	// its errors, "" where the middleware answers by itself.
	returns string
	form    *Form // of the package's functions, nil for net/http's
	// handler names the package's type of handlers, "" where these are given a writer
	// and the request, or a context alone.
	handler string
	// calledAs is the name of the package that has aliases of this one's types, "" if
	// code names them by their own.
	calledAs string
	// sends says that what a handler returns before its error is sent as JSON, if it
	// takes a type of the package first.
	sends bool
	// output is the field of what an operation returns that is sent as the body, "" if the
	// package has no operations, or sends the whole.
	output string

	retriers []Retrier
	replies  []Reply
	defaults []Sentinel // variables that keep a client or a transport for all
}

// read returns the rows of the table.
func (t table) read() []Row {
	rows := t.rows()
	for i := range rows {
		rows[i].Pkg = t.pkg
	}
	return rows
}

// each returns one row for each name, alike in all else.
func each(alike Row, names ...string) []Row {
	rows := make([]Row, len(names))
	for i, name := range names {
		rows[i] = alike
		rows[i].Name = name
	}
	return rows
}

// harmless returns Pure rows for functions, or for methods of recv, whose
// results need no words either.
func harmless(recv string, names ...string) []Row {
	return each(Row{Recv: recv, Pure: true}, names...)
}

// tables maps a package path to its rows. Within a package they are searched
// from end to end: a map would take longer to build than it saves.
var tables = sync.OnceValue(func() map[string]*known {
	m := make(map[string]*known, 128)
	for _, lib := range libraryTables {
		for _, t := range lib() {
			k := &known{rows: sync.OnceValue(t.read), other: t.other, contexts: t.contexts, statusErrors: t.statusErrors, overrides: t.overrides, callbacks: t.callbacks, modes: t.modes, returns: t.returns, form: t.form, handler: t.handler, calledAs: t.calledAs, sends: t.sends, output: t.output,
				retriers: t.retriers, replies: t.replies, defaults: t.defaults}
			if t.sentinels != nil {
				k.sentinels = sync.OnceValue(t.sentinels)
			}
			m[t.pkg] = k
		}
	}
	return m
})

// known is a table as it is looked up.
type known struct {
	rows         func() []Row
	other        func(*types.Func) *Row
	contexts     []Context
	statusErrors []StatusError
	sentinels    func() []Sentinel // nil if there are none
	overrides    []Override
	callbacks    []Callback
	modes        []Mode
	returns      string
	form         *Form
	handler      string
	calledAs     string
	sends        bool
	output       string
	retriers     []Retrier
	replies      []Reply
	defaults     []Sentinel
}

// row returns the row of a function or method, or nil.
func (k *known) row(recv, name string) *Row {
	rows := k.rows()
	for i := range rows {
		if r := &rows[i]; r.Name == name && r.Recv == recv {
			return r
		}
	}
	return nil
}

// libraryTables holds every table, by library.
var libraryTables = []func() []table{standard, gin, echo, chi, fiber, gorilla, huma, connect, grpc, prometheus, validator, errorLibraries, jsonEncoders, ownEncoders, msgpackTables, clients, builders, runners, unlisted,
	later, hertz, iris, restful, routers, kratos, lambda, fuego, gozero, services, serviceErrors, otherVersions}

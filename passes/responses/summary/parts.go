package summary

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"golang.org/x/tools/go/ssa"
)

// A Place is where a response stands.
type Place struct {
	Call *ast.CallExpr
	Node ast.Node // where findings stand: Call, or the literal of an error that is sent later
	Func ast.Node // the declaration or literal that it stands in
	// Sent is where the helper calls the API, or makes an error that is sent later, if it
	// does so in this package.
	Sent token.Pos
}

// A Sender is what sends a response.
type Sender struct {
	API string // what sends it in the end, as messages name it: "http.Error"
	Via string // the helper that is called, if API is called by it and not here
	// Writer is the expression of the http.ResponseWriter in a call of a known API, or nil.
	Writer ast.Expr
	Headed bool // Writer has a method Header, as net/http's has
	// Form is how the framework's code responds that it stands in, through Context, with
	// names of the package Library; nil for net/http's way.
	Form    *Form
	Context ast.Expr
	Library string
	Aborts  bool // the handlers behind this one do not run
	// Object says that it is the method by which an object writes itself: what that sends is
	// judged where the object is built.
	Object bool
	// Listed says that an error goes with a status alone into a list of the framework's,
	// which a middleware may send.
	Listed bool
}

// A Status is the status of a response, and who has chosen it.
type Status struct {
	// Codes are those that may be sent, if they are known; Exact says that there are no
	// others. An implicit 200 is in neither.
	Codes []int
	Exact bool
	// Supposed are those of them that a function chooses by what an error is, where nothing
	// that is known of the error is that: another status is as likely.
	Supposed []int
	// Begun is the status that a call has sent before, as its result says here; 0 if
	// none has.
	Begun int
	// Unset says that nobody has set a status, and the body is sent with a 200.
	Unset bool
	// Here says that the status becomes known at this call: it is a constant
	// here, or an argument of the helper. Otherwise the helper itself fixes
	// it, and it is judged there.
	Here bool
	// Decides says that the call gives the response its status, by an argument or by
	// itself, and does not send one that was set before.
	Decides bool
	Expr    ast.Expr // of the status in this call, or nil
	// Source is what has chosen the status that is passed here, or that an error of this
	// type has: the function or method that many responses get it from. Nil for most.
	Source  *StatusSource
	Implied bool // the API chooses the status by itself: ServeContent, FileServer, Redirect
	// Foreign says that another module's code chooses the status by itself, one of
	// several, as a handshake refuses with 400, 403 or 405.
	Foreign bool
	// Unencoded says that it is sent only where what was to be sent could not be encoded.
	Unencoded bool
	Late      bool // the response has certainly begun before with another status
}

// A StatusSource is what chooses the status of many responses, and is to be mended
// where one of its statuses is wrong: a function of this module that says which
// status an error has, or an error type whose method has one status for all.
type StatusSource struct {
	Name string
	Func *types.Func // the function or method, not nil
	Decl *ast.FuncDecl
	Info *types.Info
}

// At returns the place in the function that gives a status, nil if that is in another
// package: the first constant of that value which it returns or assigns.
func (s *StatusSource) At(code int) ast.Node {
	if s.Decl == nil {
		return nil
	}
	var found ast.Node
	look := func(exprs []ast.Expr) {
		for _, e := range exprs {
			v := s.Info.Types[e].Value
			if v == nil || v.Kind() != constant.Int || found != nil {
				continue
			}
			if n, exact := constant.Int64Val(v); exact && n == int64(code) {
				found = e
			}
		}
	}
	ast.Inspect(s.Decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			look(n.Results)
		case *ast.AssignStmt:
			if n.Tok == token.ASSIGN || n.Tok == token.DEFINE {
				look(n.Rhs)
			}
		case *ast.ValueSpec:
			look(n.Values)
		}
		return found == nil
	})
	if found == nil {
		return s.Decl.Name
	}
	return found
}

// A Body is the body of a response.
type Body struct {
	Sent        bool     // it is part of this call, which may be the whole response
	Kind        BodyKind // what it is
	None        bool     // there is a status without a body, which nothing can follow any more
	Here        bool     // its kind is decided by this call, not inside a helper of this module
	ContentType string   // the constant media type in force, "" if none or unknown
	Labels      bool     // ContentType is what this call tells a helper, or was set for it before
	Text        BodyText
	// Unformatted is what it was before the API gave it a form of its own: JSON
	// that is sent as text, a text that is encoded as a JSON string.
	Unformatted BodyKind
	Expr        ast.Expr   // of a text in this call, or nil
	Exprs       *BodyExprs // the expressions of the body, or nil
	Certain     Certain
}

// BodyText says of a text who has worded it.
type BodyText struct {
	OfStatus bool // it is the status's own, which the API adds to a status alone
	OfAPI    bool // it is the API's own, as http.NotFound has one
	OfHelper bool // another module's helper makes it of the error which this call passes
}

// A BodyKind says what the body of a response is.
type BodyKind = httpmodel.BodyKind

// The kinds of bodies.
const (
	NoBody  = httpmodel.NoBody
	Text    = httpmodel.Text
	JSON    = httpmodel.JSON
	XML     = httpmodel.XML
	HTML    = httpmodel.HTML
	Stream  = httpmodel.Stream
	Other   = httpmodel.Other
	Unknown = httpmodel.Unknown
)

// BodyExprs are how a call of a known API gets its body.
type BodyExprs struct {
	// Args are the expressions that make up the body, in a row; none where the API
	// has a text of its own.
	Args []ast.Expr
	// Print is what makes one string of them, where they are none: "string" for
	// bytes, "Error" for an error, else a function of package fmt ("Sprintf").
	Print string
}

// A Form is how code that is written for a framework answers.
type Form = httpmodel.Form

// Certain is what is known for certain of the body that a call sends.
type Certain struct {
	JSON  bool // it is JSON, whatever it is labelled
	Empty bool // it is nil, an empty text, or the status's own that a framework adds
	Sure  bool // it is sent whatever else a helper finds
	Whole bool // and no part of the body was sent before
	Fresh bool // nothing was sent before, not even the status
}

// A Handler is what a handler does for all requests that it gets. A closure in it that
// responds too is a part of it.
type Handler struct {
	Is bool // the function has the signature of an HTTP handler
	// Serves are the kinds of the responses that are no errors. A handler that
	// passes another server's response on serves a Stream. Fails are the kinds of
	// its errors.
	Serves, Fails map[BodyKind]bool
	// Probe says that the handler responds as a probe does: nothing but a status
	// alone, which is 200, 500 or 503.
	Probe  bool
	Guards bool // it runs another handler: it is a middleware
	Bare   bool // what it serves as JSON are strings alone, and so is what the others of its package do
	// ErrorList says that it reads the errors that other handlers left in a list of the
	// framework's, and may respond for them.
	ErrorList bool
	// Challenges says that it asks a browser for a password: a 401 with a Basic challenge.
	Challenges bool
	// Methods are the request methods that it is registered for, nil if they are not all known.
	Methods []string
}

// A Reason is what leads to a response, and what it says of that.
type Reason struct {
	// Condition is what the condition says that alone leads to it.
	Condition Condition
	// Allowed are the methods that the request certainly does not have, as the
	// handler compares them: those of a 405's Allow.
	Allowed []string
	// Negotiated says that a text is sent because of the form that the client asks for, its
	// header field Accept.
	Negotiated bool
	// Messages are the constant texts of an error's JSON members, by their names.
	Messages map[string]string
	// Headers are the fields of the request that it lacks, as the condition says that leads
	// to an error, in canonical form.
	Headers []string
}

// A Condition is what a handler has found out when it answers.
type Condition uint8

// What conditions tell.
const (
	NoCondition    Condition = iota // nothing that is known, or more than one thing
	WrongMethod                     // the request's method is not the one that is served
	WrongType                       // the request's Content-Type is not the one that is read
	BadPath                         // a parameter of the path is missing or cannot be parsed
	BadParameter                    // one of the query or a form is
	BadBody                         // the request's body cannot be decoded
	Missing                         // an error says that there is no such thing
	Conflicting                     // an error says that the thing is there already
	TimedOut                        // an error says that something did not answer in time
	BrokenResponse                  // another server's response cannot be decoded
	EmptyList                       // a list is empty that the handler sends otherwise
)

// Helpers are the functions that a response is given through.
type Helpers struct {
	// Inside is the response that the helper gives by itself, before it knows
	// what this call passes, and what that one's helper gives. It is empty for a call
	// that sends, and for a helper of another module.
	Inside []*Response
	// Func is the function whose response stands in Inside of another, nil for a closure.
	Func *types.Func
	// Here is the response of this package that one in Inside is, if there is one.
	Here *Response
	// Callers are the calls in this package of helpers that give this response for them,
	// in the order of the source.
	Callers []*Response
}

// Code is where a response stands as the phases see it.
type Code struct {
	Func   *ssa.Function
	Call   *ssa.Call
	Return *ssa.Return       // of an object that is a response: see Found.Returned
	Lit    *ast.CompositeLit // of an error that is sent later, or an object
	Write  *Write
	Shapes func() []*Shape // see Response.Shapes; nil if it has none
	Set    bool            // it is a value that is returned, whose members were set one by one
}

// At returns the instruction by which a response leaves the function: the call that sends
// it, or the return of what is sent.
func (c *Code) At() ssa.Instruction {
	if c.Return != nil {
		return c.Return
	}
	return c.Call
}

// Which lists are sent as null is asked of the SSA values themselves. Terms
// cannot say it: to them a list is its elements, whoever made it, and a path
// on which none was added leaves no trace.
//
// A list can be nil if everything that reaches it is known (declared without a
// value, a literal, made, appended to) and one of these is nil. Whatever else
// reaches it (a call that was not read, a parameter, a decoder that has its
// address) may have seen to it, so it is silent; and so does a test for nil or
// for no elements that control has passed.

// A NilList is a list that can be nil when a response encodes it: null is sent.
type NilList struct {
	Member    string      // the path of JSON members to it: "data", "page.items"; "" for the body itself
	Type      types.Type  // the slice's
	Var       *ast.Ident  // the variable of this package that is declared nil, or nil
	From      string      // the function that returns it, "" if it is made where it is sent
	By        *types.Func // that function
	OmitEmpty bool        // it is left out instead
}

// An After is how a handler goes on after it has sent an error.
type After struct {
	Pos  token.Pos // where it does
	Work Work      // the worst that it does
	// Sign says how the call tells that it has responded, nil if it always has or
	// does not tell.
	Sign *Sign
	// NilError says that the call may have responded and that the error which it
	// returns is nil then as well.
	NilError bool
	// Chained says that the framework hands the request on where the handler
	// returns as well, as nothing has told it to stop.
	Chained bool
	// Unsent says that the status was only set: the second response replaces it.
	Unsent bool
	// Page says that a status alone was sent, and a page follows that may be meant to
	// go out under it.
	Page bool
	// Left says that the handler itself is done: it returns, and the framework goes on.
	Left bool
}

// Work is what a handler does that it should not do any more.
type Work uint8

// The kinds of work, the lesser harm first.
const (
	CallsAgain  Work = iota // it calls again upon what made it refuse
	UsesResult              // it uses the result of what failed
	ReadsNil                // it reads a member of a result that is nil, and panics
	WritesAgain             // it answers a second time
	CallsNext               // it hands the request on to another handler
)

// A Sign is a result by which a helper tells whether it has responded.
type Sign struct {
	Index int  // of the result
	Sent  bool // what it is then: true; for what can be nil, not nil
}

// Fields are the header fields that a response perhaps has.
type Fields struct {
	Names map[string]bool // canonical
	Any   bool            // and others, whose names are not known
	// Values are the constants of those that certainly hold one of them, of a response.
	Values map[string][]string
}

// Add adds fields to others.
func (f *Fields) Add(o *Fields) {
	for name := range o.Names {
		f.Set(name)
	}
	f.Any = f.Any || o.Any
}

// Set adds a field.
func (f *Fields) Set(name string) {
	if f.Names == nil {
		f.Names = make(map[string]bool)
	}
	f.Names[name] = true
}

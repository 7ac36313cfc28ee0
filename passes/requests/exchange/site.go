package exchange

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/requests/policy"
	"golang.org/x/tools/go/ssa"
)

// A Site is a call of this package that makes a request and gets the response.
type Site struct {
	At      Place
	By      Sender
	Message Message
	Reply   Reply
	// Serves says that the function answers a request itself.
	Serves  bool
	Clients Clients

	Evidence

	// Outcomes are what becomes of the statuses that a later attempt may not get,
	// less those that a helper sees to.
	Outcomes []Outcome
	Code     Code
}

// A Place is where a request is made.
type Place struct {
	Call *ast.CallExpr
	Func ast.Node // the declaration or literal that the call stands in
}

// A Sender is what makes a request.
type Sender struct {
	API string // what makes it in the end, as messages name it: "(*http.Client).Do"
	Via string // the helper that is called, if API is called by it and not here
	// Inner is the helper's own call that makes the request, if that is in this package;
	// Helper is the helper if it is another's.
	Inner  *Site
	Helper *types.Func
}

// A Message is the request itself.
type Message struct {
	Method string // "" if it is not one constant
	// Methods are those that the callers of the function choose, where it is not one
	// constant: the ones that are known. MoreMethods says that there may be others.
	Methods     []string
	MoreMethods bool
	URL         string // "" if it is not one constant
}

// A Reply is what becomes of the response.
type Reply struct {
	// Looked says that the status is looked at, on some way to or from the use of
	// the body: here, by a function that is given the response, or by the helper.
	Looked bool
	// Used is the expression that first uses the body, nil if none does; UsedBy
	// names what does so.
	Used   ast.Node
	UsedBy string
	// Fills says that the call itself decodes the body of a success into what it
	// is given for that.
	Fills bool
	// Ignored says that nothing of the response is looked at: not its body, its
	// status or its header; Failing says that all the same it matters whether there
	// is one: something is done with the call's error.
	Ignored, Failing bool
	// Tested says that what was read of the body is tested, and that a failure comes of
	// it: the server says there whether it worked. Inspected says that some branch
	// depends on it, or that it is decoded into what has a member for errors. Both are
	// known of responses whose status nobody looks at.
	Tested, Inspected bool
	// Returned says that the response, or a value that holds it, goes to the callers:
	// then the calls of this function are sites as well.
	Returned bool
	// Escapes says that the response goes where it is not followed to: into a
	// variable of the package, a channel, a function that was not read.
	Escapes bool
	// Var is the variable that holds the response, and Err the one that holds the
	// call's error; nil if there is none, or if it is no local variable.
	Var, Err *types.Var
}

// Clients are those that a request may go through, and what tells them how to retry.
type Clients struct {
	// All is nil if they are not all known to be made here, or to be net/http's own.
	All []Client
	// After are the settings that have the clients wait as long as Retry-After says, nil
	// if they do, or if not all can be told.
	After []Setting
	// Counts are the calls that tell the clients how often, or when, to send the request
	// again, each of which can tell more; nil if that is not known of all of them.
	Counts []Setting
}

// Code is where a request is made as the phases see it.
type Code struct {
	Func     *ssa.Function
	Call     *ssa.Call
	Request  Outgoing
	Trace    *Trace
	InHelper bool // a function of this package makes the request
}

// Start returns where the request is made.
func (s *Site) Start() token.Pos { return s.At.Call.Pos() }

// Unchecked reports whether a response counts as a success whatever its status:
// its body is used, or the call is one that changes something on the server and
// is believed to have done so.
func (s *Site) Unchecked() bool {
	if s.Reply.Looked || s.Reply.Tested || s.Reply.Escapes || s.Reply.Returned || s.Message.Method == "HEAD" {
		return false
	}
	return s.Reply.Used != nil || s.Reply.Ignored && s.Reply.Failing && changes[s.Message.Method]
}

// changes holds the methods that are sent for what they do.
var changes = map[string]bool{"POST": true, "PUT": true, "PATCH": true, "DELETE": true}

// An Outcome is what becomes of a status that a request gets.
type Outcome struct {
	Status int
	Fate   Fate
	// Error is the constant text that the error begins with which it becomes, "" if
	// there is none.
	Error string
	// Runner names what would run the request again after an error, and gets none for
	// the status; "" if there is no such runner.
	Runner string
	// ByClient says that Runner is the client that the request goes through.
	ByClient bool
}

// A Fate is what becomes of a request that failed.
type Fate uint8

const (
	Uncertain Fate = iota // it is not known: somebody may send the request again
	SentAgain             // the request is sent again
	PassedOn              // the response goes to the callers, whose calls are sites as well
	Fails                 // it becomes an error, and the request is not sent again
	Drops                 // nothing comes of it, and the request is not sent again
)

// A Client is one that a request goes through.
type Client struct {
	// Lit is the literal of net/http's Client that makes it, nil if there is none.
	Lit *ast.CompositeLit
	// Shared says that it is net/http's own, for all.
	Shared bool
}

// Evidence is what tells a request that is worth another attempt from one that is
// sent once on purpose.
type Evidence struct {
	// Published says that the request is one of an exported type's, with a number of
	// exported methods that ask a service, in a package that other modules can import,
	// and that nobody can have it sent through a client of his own.
	Published bool
	// Probe says that the request changes nothing and that nothing of its response is
	// used but the status: is the service there?
	Probe bool
	// Streamed says that the request has a body which cannot be sent twice.
	Streamed bool
	// ReadsDelay says that Retry-After is looked at where a 429 ends the attempts: the
	// callers are told when to try again.
	ReadsDelay bool
	// Keyed says that the request carries an idempotency key; MayKey that a caller of the
	// function, or a function that nobody knows and that is given the request, may set one.
	Keyed, MayKey bool
}

// Cause returns the site that decides what becomes of the request: the call in the
// innermost helper of this package.
func (s *Site) Cause() *Site {
	for range MaxClimb {
		if s.By.Inner == nil {
			break
		}
		s = s.By.Inner
	}
	return s
}

// Idempotent reports whether a request may be sent again: by its method, if that is
// known, or because it carries a key. One with a method that is not known is left to
// those who choose it; Sure says that some of them certainly do so.
func (s *Site) Idempotent() (may, sure bool) {
	switch {
	case s.Keyed:
		return true, true
	case s.Message.Method != "":
		return policy.Idempotent(s.Message.Method), policy.Idempotent(s.Message.Method)
	}
	some := slices.ContainsFunc(s.Message.Methods, policy.Idempotent)
	return some || s.Message.MoreMethods, some
}

// A Setting is what a library's client, or a runner, can be told where the package
// makes it or tells it something already.
type Setting struct {
	// Expr is the call that gives the client, or one of its chain; for a runner the
	// call that is given its options, or the expression that is its policy.
	Expr ast.Expr
	// Pkg is the library's package.
	Pkg *types.Package
	// Mend is what to tell. The text of a row's Condition has an $again as well, for
	// the test of r.StatusCode() whether a request is sent again after it.
	Mend httpmodel.Mend
}

// Found are the requests of a package that have been found so far.
type Found struct{ Sites []*Site }

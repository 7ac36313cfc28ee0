package httpmodel

import (
	"go/types"
	"time"
)

// The client's side: what a call asks of a server, and what sends a request again.

// A Request is a request that a call sends and waits for.
type Request struct {
	// Client is what sends it: a client or a transport. The zero Expr is one that
	// only the library knows.
	Client Expr
	// Message is the *http.Request, or the builder, that is sent, zero if the call
	// makes it itself. What the call does not say below are its members, see asked.
	Message           Expr
	Method, URL, Body Expr
	Context           Expr // zero if there is none, or if it is the message's own
	Answer            int  // the result that is the answer, -1 if none is; what it says its Reply tells
	Checked           bool // the last result is an error where the status says failure
	Read              bool // when the call returns, the answer's body has been read and closed
}

// A Retry is what a runner does: it calls a function again where that failed.
type Retry struct {
	Op      Expr // the function
	Context Expr // zero if the call is not given one
	Policy  Expr // the value of a Retrier that says how often and when
}

// A Reply is a type of answers. Argument 0 of the expressions is the value.
type Reply struct {
	Type   string
	Status []Expr // members and methods that give the status, as a number or as text
	Body   []Expr // those that give the body
	// Failed and Passed are methods that tell whether the status is at least 400,
	// or lies between 200 and 299.
	Failed, Passed []Expr
}

// A Retrier is a type whose values say whether and how a request is sent again:
// a client, a transport, what a runner is given. Argument 0 of the expressions
// is the value. What is the zero Expr there is not: no attempt but the first, no
// condition, no delay.
type Retrier struct {
	Type string
	// Inner is the client or the transport through which each attempt goes, zero
	// if no other one can be put there.
	Inner Expr
	// Attempts is how often a request is sent at most, or with Plus 1 how often it
	// is sent again; Unlimited are the numbers that mean "without end".
	Attempts  Expr
	Plus      int
	Unlimited Limit
	Elapsed   Expr // nanoseconds after which no further attempt is made; 0 and the zero Expr are no bound

	// If are conditions, see condition, or functions that are given an answer and
	// say whether the request is sent again. Any of several suffices.
	If     Expr
	Always Expr // conditions that hold beside those
	Unless Expr // where If is nil

	Wait       Expr // a delay, see delay, or a function that gives it
	RetryAfter Expr // a delay that is told by the server goes first, see RetryAfterKind
	AnyMethod  Expr // a boolean: a request is sent again whose method is not idempotent
	Rewinds    bool // a body is sent from its beginning each time
	Exhausted  bool // where no attempt is left, a status that is retried becomes an error
}

// A Limit says which numbers of attempts mean "without end".
type Limit uint8

const (
	Counted           Limit = iota // none
	ZeroUnlimited                  // 0
	NegativeUnlimited              // any below 0
)

// RetrierOf returns what is known of a type, or of what it points to, as one
// that sends requests again; nil if nothing is.
func RetrierOf(t types.Type) *Retrier {
	n, table := named(t)
	if table != nil {
		for i := range table.retriers {
			if r := &table.retriers[i]; r.Type == n {
				return r
			}
		}
	}
	return nil
}

// ReplyOf returns what is known of a type, or of what it points to, as an
// answer; nil if it is none.
func ReplyOf(t types.Type) *Reply {
	n, table := named(t)
	if table != nil {
		for i := range table.replies {
			if r := &table.replies[i]; r.Type == n {
				return r
			}
		}
	}
	return nil
}

// Rewindable reports whether net/http can send a body of the type a second time
// (http.NewRequest sets GetBody).
func Rewindable(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		switch types.TypeString(p.Elem(), nil) {
		case "bytes.Buffer", "bytes.Reader", "strings.Reader":
			return true
		}
	}
	return false
}

// DefaultOf returns what a package's variable holds that keeps a client or a
// transport for all, nil if it is none.
func DefaultOf(path, name string) *Sentinel {
	if table := tables()[path]; table != nil {
		for i := range table.defaults {
			if s := &table.defaults[i]; s.Name == name {
				return s
			}
		}
	}
	return nil
}

// Members of a message that is sent.
const (
	MessageMethod = "Method"
	MessageURL    = "target" // as text
	MessageBody   = "Body"
)

// asked returns a message with some of its members; the others may be anything.
func asked(method, url, body Expr, more ...Member) Expr {
	e := made("Request", append([]Member{{MessageMethod, method}, {MessageURL, url}, {MessageBody, body}}, more...)...)
	e.Int = 1
	return e
}

// list returns one of a variadic list.
func list(i int) Expr { return Expr{Op: OpList, Arg: i} }

// options returns x with what the options of a variadic list set. An option is
// described by the members that it sets.
func options(i int, x Expr) Expr { return Expr{Op: OpOptions, Arg: i, Args: []Expr{x}} }

// option returns what a functional option sets.
func option(members ...Member) Expr { return made("", members...) }

func boolean(b bool) Expr {
	if b {
		return Expr{Op: OpBool, Int: 1}
	}
	return Expr{Op: OpBool}
}

// nanoseconds returns a duration.
func nanoseconds(d time.Duration) Expr { return Expr{Op: OpInt, Int: int(d)} }

// variable returns what a variable of the row's package holds.
func variable(name string) Expr { return Expr{Op: OpVar, Name: name} }

package httpmodel

import (
	"go/types"
	"slices"
	"time"
)

// The client's side: what a call asks of a server, and what sends a request again.

// A Request is a request that a call sends and waits for.
type Request struct {
	// Client is what sends it: a client or a transport. The zero Expr is one that
	// only the library knows.
	Client Expr `model:"client"`
	// Message is the *http.Request, or the builder, that is sent, zero if the call
	// makes it itself. What the call does not say below are its members, see asked.
	Message  Expr `model:"message"`
	Method   Expr `model:"method,text"`
	URL      Expr `model:"url,text"`
	Body     Expr `model:"body"`
	Context  Expr `model:"context"`    // zero if there is none, or if it is the message's own
	Response int  `model:"response"`   // the result that is the response, -1 if none is; what it says its Reply tells
	Into     int  `model:"into,arg"`   // the argument that the response is written into, 0 if none is
	Split    bool `model:"split"`      // the first two results are its status and its body
	Checked  bool `model:"checked"`    // the last result is an error where the status says failure
	Read     bool `model:"reads-body"` // when the call returns, the response's body has been read and closed
	// Hooks are the functions, in terms of Client, that look at the response before the
	// call returns it, and whose error becomes the call's.
	Hooks Expr `model:"hooks"`
}

// A Retry is what a runner does: it calls a function again where that failed.
type Retry struct {
	Op      Expr `model:"runs"`    // the function
	Context Expr `model:"context"` // zero if the call is not given one
	Policy  Expr `model:"policy"`  // the value of a Retrier that says how often and when
	// Until says that the function returns whether it is done and an error: it is called
	// again where it is not, and an error ends it.
	Until bool `model:"until-true"`
}

// A Reply is a type of responses. Argument 0 of the expressions is the value.
type Reply struct {
	Type   string
	Status []Expr `model:"status"` // members and methods that give the status, as a number or as text
	Body   []Expr `model:"body"`   // those that give the body
	// Failed and Passed are members and methods that tell whether the status is at least 400,
	// or lies between 200 and 299.
	Failed []Expr `model:"failed"`
	Passed []Expr `model:"passed"`
	// Client and Server tell whether it is a 4xx or a 5xx.
	Client []Expr `model:"client-error"`
	Server []Expr `model:"server-error"`
}

// Tells returns what a member or a method of a response says of a status; ok is false if it
// says nothing, or gives the status itself.
func (r *Reply) Tells(op Op, name string, status int) (is, ok bool) {
	in := func(es []Expr) bool {
		return slices.ContainsFunc(es, func(e Expr) bool { return e.Op == op && e.Name == name })
	}
	switch {
	case in(r.Failed):
		return status >= 400, true
	case in(r.Passed):
		return 200 <= status && status < 300, true
	case in(r.Client):
		return 400 <= status && status < 500, true
	case in(r.Server):
		return 500 <= status && status < 600, true
	}
	return false, false
}

// A Retrier is a type whose values say whether and how a request is sent again:
// a client, a transport, what a runner is given. Argument 0 of the expressions
// is the value. What is the zero Expr there is not: no attempt but the first, no
// condition, no delay.
type Retrier struct {
	Type string
	// Inner is the client or the transport through which each attempt goes, zero
	// if no other one can be put there.
	Inner Expr `model:"transport"`
	// Base is the value of another Retrier that this one only changes.
	Base Expr `model:"base"`
	// Instead is the value of another Retrier that, unless it is nil, says all but
	// Attempts, and these too where this one says 0.
	Instead Expr `model:"instead"`
	// From is the value that this one takes from what it is not told itself: the
	// client of a request.
	From Expr `model:"from"`
	// Attempts is how often a request is sent at most, or with Plus 1 how often it
	// is sent again; Unlimited are the numbers that mean "without end".
	Attempts  Expr  `model:"attempts"`
	Plus      int   `model:"plus"`
	Default   int   `model:"default-attempts"` // what 0 stands for, if it is no number itself
	Unlimited Limit `model:"unlimited"`
	Elapsed   Expr  `model:"elapsed"` // nanoseconds after which no further attempt is made; 0 and the zero Expr are no bound

	// If are conditions, see when, or functions that are given a response and say
	// whether the request is sent again. Any of several suffices, unless there can be
	// but One.
	If     Expr `model:"if"`
	One    bool `model:"one-condition"`
	Always Expr `model:"always"` // conditions that hold beside those
	Unless Expr `model:"unless"` // where If is nil

	Wait       Expr `model:"wait"`          // a delay, see wait, or a function that gives it
	WaitElse   Expr `model:"wait-else"`     // where Wait is nil
	Min        Expr `model:"first-delay"`   // nanoseconds: the first delay, where Wait does not say
	Cap        Expr `model:"longest-delay"` // nanoseconds: the first and the longest delay, where Wait does not say
	RetryAfter Expr `model:"retry-after"`   // what becomes of the header field, where Wait does not say
	// What to tell such a value where it sends a request again without end, waits for
	// the same time each time, leaves nothing to chance, or is deaf to Retry-After.
	Bound  Mend `model:"fix-bound"`
	Grow   Mend `model:"fix-growth"`
	Jitter Mend `model:"fix-jitter"`
	After  Mend `model:"fix-retry-after"`

	// Whether a request is sent again whose method is not idempotent; whether a body
	// is sent from its beginning each time; whether a context ends the waiting;
	// whether a status that is retried becomes an error where no attempt is left.
	// What is no boolean is true if it is neither zero nor nil.
	AnyMethod Expr `model:"any-method"`
	Rewinds   Expr `model:"rewinds"`
	Context   Expr `model:"context-ends"`
	Exhausted Expr `model:"exhausted-fails"`
}

// A Mend is Go text that tells a value what it lacks, zero if there is nothing to
// tell. In it $pkg stands for the library's package, $tries and $retries for how
// often a request is to be sent, or to be sent again.
type Mend struct {
	Place Place  `model:"place"`
	Text  string `model:"text"`
	Like  string `model:"like"` // an option that it takes the place of, beside those of its own name
}

// A Place is where a Mend goes.
type Place uint8

const (
	_        Place = iota
	Behind         // a statement, behind the one that makes the value and puts it into $client
	Next           // a call that goes on with the chain
	InChain        // one at the end of the chain, or in the place of one of its name
	AsOption       // the last option of the call, or in the place of one of its name
	Around         // an expression, around the $expr that a runner is given
	Instead        // one in the place of the call that makes the value, whose arguments are $args
)

// Members of a condition: what it is made of, see when.
const (
	IfStatus  = "status"  // the status is one of these
	IfFrom    = "from"    // it is at least this
	IfBelow   = "below"   // and less than this
	IfBut     = "but"     // it is none of these
	IfError   = "error"   // whether it holds after an error of the transport
	IfMethod  = "method"  // the method is one of these
	IfTold    = "told"    // this setting is on
	IfRetries = "retries" // the request was sent again fewer times than this
	IfAny     = "any"     // one of these conditions holds
	IfAll     = "all"     // all of these conditions hold
)

// when returns a condition. Of its members one has to hold; IfBut has to hold in
// any case.
func when(members ...Member) Expr { return made("", members...) }

// with returns x with members that a call of a chain sets.
func with(x Expr, members ...Member) Expr { return Expr{Op: OpWith, Args: []Expr{x}, Members: members} }

// below returns a member of a member.
func below(x Expr, name string) Expr { return Expr{Op: OpMember, Name: name, Args: []Expr{x}} }

// undecided says that it depends on what the model does not tell.
func undecided() Expr { return plain() }

func whenError() Expr {
	return when(Member{IfError, boolean(true)})
}

func whenServerFails() Expr {
	return when(Member{IfFrom, status(500)}, Member{IfBelow, status(600)})
}

func whenServerMayAid() Expr {
	return when(Member{IfFrom, status(500)}, Member{IfBelow, status(600)}, Member{IfBut, status(501)}) // it may answer otherwise later
}

// statuses returns the condition that the status is one of these.
func statuses(codes ...int) Expr {
	var es []Expr
	for _, c := range codes {
		es = append(es, status(c))
	}
	return when(Member{IfStatus, or(es...)})
}

// Members of a delay, see wait.
const (
	DelayShape  = "form"   // one of the forms below
	DelayJitter = "jitter" // how much is chance
	// DelayWithin says that each delay, the part that is chance included, is brought between
	// the shortest and the longest one.
	DelayWithin = "within"
	DelayMin    = "min"   // the first one, in nanoseconds
	DelayCap    = "cap"   // the longest one
	DelayAfter  = "after" // what becomes of Retry-After, nothing if it is not there
	DelaySum    = "sum"   // these delays, one after the other
)

// The forms of delays, and what becomes of the header field Retry-After.
const (
	DelayNone        = "none"
	DelayConstant    = "constant"
	DelayLinear      = "linear"
	DelayExponential = "exponential"

	RetryAfterIgnored  = "ignored"
	RetryAfterHonoured = "honoured" // however long it is
	RetryAfterCapped   = "capped"
)

// wait returns a delay.
func wait(form string, members ...Member) Expr {
	return made("", append([]Member{{DelayShape, str(form)}}, members...)...)
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
func (m *Model) RetrierOf(t types.Type) *Retrier {
	n, table := m.named(t)
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
func (m *Model) ReplyOf(t types.Type) *Reply {
	n, table := m.named(t)
	if table != nil {
		for i := range table.replies {
			if r := &table.replies[i]; r.Type == n {
				return r
			}
		}
	}
	return nil
}

// IsRequest reports whether a type is a pointer to the request that net/http sends,
// IsResponse to the response that it gives.
func IsRequest(t types.Type) bool { return pointsTo(t, "net/http", "Request") }

// IsResponse is described with IsRequest.
func IsResponse(t types.Type) bool { return pointsTo(t, "net/http", "Response") }

func pointsTo(t types.Type, pkg, name string) bool {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	n, ok := types.Unalias(ptr.Elem()).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == pkg && n.Obj().Name() == name
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
func (m *Model) DefaultOf(path, name string) *Sentinel {
	if table := m.table(path); table != nil {
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
	MessageInto   = "into" // what the call decodes the body of a success into
	MessageElse   = "else" // what it decodes that of a failure into
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

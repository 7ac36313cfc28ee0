package summary

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Write is an event in terms of one function: what is sent through which
// of its parameters. It is also what a fact says of a function.
type Write struct {
	Kind   httpmodel.Kind
	API    string // what sends it, as messages name it
	Pkg    string // path of the package whose code decides what is fixed here
	Header string // for a header field: its name
	To     Destination
	Status WriteStatus
	Body   WriteBody
	When   Occurrence
	At     WritePlace
	Via    Indirection
}

// A Destination is the writer that a write goes to.
type Destination struct {
	Writer valueflow.Loc
	// Index and Path stand for it in a summary: the parameter, and the member of that; see
	// SentLater, too.
	Index int
	Path  string
}

// A WriteStatus is the status that a write sends or sets.
type WriteStatus struct {
	Value   origin.Value
	Failure bool // whatever the status, the response is an error's
	// CallersFail says that the function leaves the status to its callers, and that they
	// only ever pass an error's. See package handler, refusals.go.
	CallersFail bool
	Foreign     bool   // see Status.Foreign
	Implied     []int  // those that the API sends of its own accord, as httpmodel has them
	Method      string // of an error that is sent later: its method that gives the status
	Chosen      string // of an error that callers of its constructor give a status: its type
}

// A WriteBody is the body that a write sends, or the value of a header field.
type WriteBody struct {
	Value  origin.Value
	Type   origin.Value // the media type
	Typed  bool         // it was set before
	Forced string       // the media type that the API sends whatever was set
	Adds   bool         // in a summary: it is perhaps not the first part of a body
	// Unread says of a status that code which was not read may send the body behind it.
	Unread bool
}

// An Occurrence says when a function writes.
type Occurrence struct {
	Guards  []origin.Guard // what holds of the parameters then
	Maybe   bool           // in a summary: whether it is written depends on more than guards
	Always  bool           // in a summary: the function does not return without it
	Fails   bool           // it is sent only where the call fails
	Failing bool           // in a summary: it is sent only where something has failed in the function
	// Unencoded says that it is sent only where a value could not be encoded; if that is
	// a parameter, encoded is its index and one more, else 0.
	Unencoded bool
	encoded   int
}

// A WritePlace is where a write stands.
type WritePlace struct {
	API  token.Pos // the call of the API; NoPos where that came with a fact
	Call token.Pos // the call in the function; NoPos where it came with a fact
}

// An Indirection is the helper that a function writes through.
type Indirection struct {
	Inner  *Write      // the write in terms of the helper, nil where the function calls the API itself; see Helpers.Inside
	Helper *types.Func // nil for a closure
	Within bool        // the helper is of this module: findings are made there too
}

// errorIndex is the index of a write that goes through no writer of its function.
const errorIndex = -2

// ErrorWrite returns what is sent for an error that becomes a response later.
func ErrorWrite(api string, status, body origin.Value) *Write {
	return &Write{
		Kind: httpmodel.Complete, API: api,
		To: Destination{Index: errorIndex}, Status: WriteStatus{Value: status}, Body: WriteBody{Value: body},
	}
}

// SentLater reports whether it is sent for an error that becomes a response later.
func (a *Write) SentLater() bool { return a.To.Index == errorIndex }

// FromCallers reports whether callers decide the status: it is one of the parameters.
func (a *Write) FromCallers() bool {
	return len(a.Status.Value) > 0 && !slices.ContainsFunc(a.Status.Value, func(t *origin.Term) bool {
		return t.Op != origin.Param || strings.HasSuffix(t.Path, valueflow.MemStatus)
	})
}

// Inherits reports whether a response's status is what the caller has set on the
// writer before: that call was judged already.
func (a *Write) Inherits() bool {
	for _, t := range a.Status.Value {
		if t.Op != origin.Param || t.Index != a.To.Index || !strings.HasSuffix(t.Path, valueflow.MemStatus) {
			return false
		}
	}
	return true
}

// SetCodes fills in the statuses that a write sends.
func (s *Response) SetCodes(a *Write) {
	codes, exact := a.Status.Value.Ints()
	seen := make(map[int]bool)
	for _, c := range codes {
		if c != 0 && !seen[c] { // 0 is a helper's way to say that nothing was decided
			seen[c] = true
			s.Status.Codes = append(s.Status.Codes, c)
		}
	}
	s.Status.Exact = exact && len(s.Status.Codes) > 0
	s.Status.Supposed = a.Status.Value.Supposed()
}

// SendsBody reports whether one of a function's answers has a body.
func SendsBody(as []*Write) bool {
	return slices.ContainsFunc(as, func(a *Write) bool { return a.Kind == httpmodel.Body || a.Kind == httpmodel.Complete })
}

// Inherits reports whether an event sends whatever status was decided before
// its call.
func (p *Summaries) Inherits(call *ssa.Call, a *Write) bool {
	if a.Kind != httpmodel.Body && a.Kind != httpmodel.Complete {
		return false
	}
	if row := p.Flow.Row(&call.Call); row != nil {
		return p.GoesOn(row.Response, call)
	}
	for _, t := range p.Flow.Targets(call) {
		for _, b := range p.SummaryOf(t) {
			if b.Kind == a.Kind && b.API == a.API && t.Subst(p.AsCalled(t, b.Status.Value)).Key() == a.Status.Value.Key() {
				return b.Inherits()
			}
		}
	}
	return false
}

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
	Writer  valueflow.Loc
	Index   int    // in a summary: the parameter that is the writer
	Path    string // and the member of it
	Kind    httpmodel.Kind
	API     string
	Sent    token.Pos // of api's call; NoPos where that came with a fact
	Pkg     string    // path of the package whose code decides what is fixed here
	Status  origin.Value
	Body    origin.Value
	Ctype   origin.Value
	Forced  string // media type that the API forces
	Fails   bool   // it is sent only where the call fails
	Named   bool   // the content type was set before
	Failure bool   // whatever the status, the answer is an error's
	Header  string // for a header: its name
	Guards  []origin.Guard
	Maybe   bool // in a summary: whether it is written depends on more than guards
	Adds    bool // in a summary: it is perhaps not the first part of a body
	Always  bool // in a summary: the function does not return without it
	Foreign bool // see Response.Foreign
	Failing bool // in a summary: it is sent only where something has failed in the function
	// Unencoded says that it is sent only where a value could not be encoded; if that is
	// a parameter, encoded is its index and one more, else 0.
	Unencoded bool
	encoded   int
	// Unread says of a status that code which was not read may send the body behind it.
	Unread bool

	// In a function that gives it through a helper: the answer in terms of the helper,
	// and who that is, nil for a closure. See Response.Inside.
	Inner  *Write
	Helper *types.Func
	Within bool      // the helper is of this module: findings are made there too
	At     token.Pos // of the call in the function; NoPos where it came with a fact
	// CallersFail says that the function leaves the status to its callers, and that they
	// only ever pass an error's. See refusals.go.
	CallersFail bool
	Method      string // of a carried answer: the method of an error that gives the status
}

// FromCallers reports whether callers decide the status: it is one of the parameters.
func (a *Write) FromCallers() bool {
	return len(a.Status) > 0 && !slices.ContainsFunc(a.Status, func(t *origin.Term) bool {
		return t.Op != origin.Param || strings.HasSuffix(t.Path, valueflow.MemStatus)
	})
}

// Inherits reports whether an answer's status is what the caller has set on the
// writer before: that call was judged already.
func (a *Write) Inherits() bool {
	for _, t := range a.Status {
		if t.Op != origin.Param || t.Index != a.Index || !strings.HasSuffix(t.Path, valueflow.MemStatus) {
			return false
		}
	}
	return true
}

// SetCodes fills in the statuses that a write sends.
func (s *Response) SetCodes(a *Write) {
	codes, exact := a.Status.Ints()
	seen := make(map[int]bool)
	for _, c := range codes {
		if c != 0 && !seen[c] { // 0 is a helper's way to say that nothing was decided
			seen[c] = true
			s.Status.Codes = append(s.Status.Codes, c)
		}
	}
	s.Status.Exact = exact && len(s.Status.Codes) > 0
}

// SendsBody reports whether one of a function's answers has a body.
func SendsBody(as []*Write) bool {
	return slices.ContainsFunc(as, func(a *Write) bool { return a.Kind == httpmodel.Body || a.Kind == httpmodel.Answer })
}

// Inherits reports whether an event sends whatever status was decided before
// its call.
func (p *Summaries) Inherits(call *ssa.Call, a *Write) bool {
	if a.Kind != httpmodel.Body && a.Kind != httpmodel.Answer {
		return false
	}
	if row := p.Flow.Row(&call.Call); row != nil {
		return p.GoesOn(row.Response, call)
	}
	for _, t := range p.Flow.Targets(call) {
		for _, b := range p.SummaryOf(t) {
			if b.Kind == a.Kind && b.API == a.API && t.Subst(p.AsCalled(t, b.Status)).Key() == a.Status.Key() {
				return b.Inherits()
			}
		}
	}
	return false
}

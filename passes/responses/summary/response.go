package summary

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// Found are the responses of a package that the phases have found so far.
type Found struct {
	Responses      []*Response // in the order of the source
	ErrorResponses []*Response // those that are built as errors here and sent later
	Returned       []*Response // objects that write themselves, where they are returned
}

// A Response is a call of this package that answers a request or begins to. Each phase
// sets the members that it finds.
type Response struct {
	At     Place
	By     Sender
	Status Status
	Body   Body
	// Handler is what the handler around it does otherwise, Reason what leads to it.
	Handler Handler
	Reason  Reason
	// StatusCall is the call that certainly sent the status of this body just before,
	// nil if there is none in this function.
	StatusCall *Response
	// After is how the handler goes on after this response, nil if it does not.
	After  *After
	Fields *Fields // the header fields that it perhaps has; see Root
	// NilLists are the lists that may be nil when the response is encoded.
	NilLists []NilList
	Helpers  Helpers
	Code     Code
}

// IsFailure reports whether a response is an error's: by its status, or because the
// function that it stands in only ever gets an error's from its callers.
func (s *Response) IsFailure() bool {
	return s.IsError() || s.Code.Write != nil && s.Code.Write.Status.CallersFail
}

// Lacks reports whether a response certainly has no header field of a name: no path
// to it sets one, nor does a middleware of the package. It is false where others,
// who are not known, may have set fields: in a helper, behind code that was not
// read.
func (s *Response) Lacks(name string) bool {
	return s.Fields != nil && !s.Fields.Any && !s.Fields.Names[http.CanonicalHeaderKey(name)]
}

// Root reports whether the function is a handler that none of the package calls,
// so that what it leaves unsaid nobody has said before.
func (s *Response) Root() bool { return s.Fields != nil }

// FieldValues returns the constants that a header field of the response has; ok is false
// if it is not set, or may hold anything else.
func (s *Response) FieldValues(name string) (values []string, ok bool) {
	if s.Fields == nil {
		return nil, false
	}
	values, ok = s.Fields.Values[http.CanonicalHeaderKey(name)]
	return values, ok
}

// Header returns the statement that sets a header field of the response: key and
// value are expressions, source gives the text of one. It is not ok where the
// writer is not known.
func (s *Response) Header(source func(ast.Node) string, key, value string) (stmt string, ok bool) {
	w, form := s.By.Writer, "$w.Header().Set($k, $v)"
	if s.By.Form != nil && s.By.Form.Header != "" {
		w, form = s.By.Context, s.By.Form.Header
		if s.By.Form.Label != "" && strings.EqualFold(strings.Trim(key, `"`), "Content-Type") {
			form = s.By.Form.Label
		}
	} else if !s.By.Headed {
		return "", false // a part of a framework's response
	}
	if _, ok := ast.Unparen(syntax.OrBad(w)).(*ast.Ident); !ok {
		return "", false
	}
	return strings.NewReplacer("$w", source(w), "$k", key, "$v", value).Replace(form), true
}

// Statuses that nobody sets.

// Statuses returns the statuses that the site may send, and whether there are no
// others: Codes and Exact, or the 200 of a response whose status is certainly not
// set.
func (s *Response) Statuses() (codes []int, exact bool) {
	if s.Status.Unset {
		return []int{http.StatusOK}, true
	}
	return s.Status.Codes, s.Status.Exact
}

// Shapes returns what the body of the response may look like, nil if it is no JSON.
func (s *Response) Shapes() []*Shape {
	if s.Code.Shapes == nil || s.Body.Kind != JSON || !s.Body.Sent {
		return nil
	}
	return s.Code.Shapes()
}

// Labelled says whether a content type is set for the body, and whether nothing at all is
// known of it: another one may stand in the place of the function that sends it.
func (s *Response) Labelled() (set, unknown bool) {
	v := s.Code.Write.Body.Type
	_, set = ContentType(v)
	return set || s.Body.ContentType != "", s.Body.ContentType == "" && len(v) == 1 && v[0].Op == origin.Unknown
}

// BuiltShapes returns what the body may look like that a framework makes of an error which is
// built here and sent later, nil if it is no JSON.
func (s *Response) BuiltShapes() []*Shape {
	if s.Code.Shapes == nil || s.Code.Write == nil || KindOfBody(s.Code.Write) != JSON {
		return nil
	}
	return s.Code.Shapes()
}

// FromCallers reports whether the status is left to the callers of the function: it is
// one of its parameters.
func (s *Response) FromCallers() bool { return s.Code.Write.FromCallers() }

// Probes reports whether a probe could answer this: a status alone, which says
// no more than whether the service is well.
func (s *Response) Probes() bool {
	if !s.Body.None || !s.Status.Exact {
		return false
	}
	for _, c := range s.Status.Codes {
		if c != 200 && c != 500 && c != 503 {
			return false
		}
	}
	return true
}

// ErrorText returns the text of errors as it arises where they are returned.
func (s *Response) ErrorText(errs origin.Value) origin.Value {
	return origin.Value{{Op: origin.Text, Args: []origin.Value{errs}, Pos: s.Pos(), Fn: s.Code.Func}}
}

// Start returns where the response stands.
func (s *Response) Start() token.Pos { return s.Pos() }

// Name returns what the source calls to respond: the helper, or else the API.
func (s *Response) Name() string {
	if s.By.Via != "" {
		return s.By.Via
	}
	return s.By.API
}

// IsError reports whether every status that the site may send is an error's.
func (s *Response) IsError() bool {
	if (!s.Status.Exact || len(s.Status.Codes) == 0) && !s.Code.Write.Status.Failure {
		return false
	}
	for _, c := range s.Status.Codes {
		if c < 400 || c > 599 {
			return false
		}
	}
	return true
}

// LeavesBody reports whether the call answers with an error for which others send the
// body: it is kept for them.
func (s *Response) LeavesBody() bool { return s.Code.Write.Status.Failure && !s.Body.Sent }

// Pos returns the position by which terms know the site's place.
func (s *Response) Pos() token.Pos {
	switch {
	case s.At.Call != nil:
		return s.At.Call.Lparen
	case s.Code.Lit != nil:
		return s.Code.Lit.Lbrace
	}
	return s.At.Node.Pos()
}

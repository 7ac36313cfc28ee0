package contract

import (
	"go/types"
	"mime"
	"path"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/category"
)

// A Role says who a package speaks for: it limits the statuses that it may set.
type Role string

const (
	RoleOpen    Role = "" // both: nothing is limited
	RoleGateway Role = "gateway"
	RoleBackend Role = "backend"
)

func (r Role) String() string {
	if r == RoleOpen {
		return "both"
	}
	return string(r)
}

// A Contract is what an API promises about its responses, and asks of its
// clients. It is read-only: the rules of a package share one.
type Contract struct {
	Name   string // as messages name it
	About  string // one line on where it comes from, or ""
	Chosen bool   // a configuration or flag chose it; false: the built-in default
	Role   Role

	Statuses []Status // the table of statuses; nil: every registered status
	Errors   Errors
	Success  Success
	Retry    Retry
	Project  Settings

	// Err is what is wrong with the configuration: one or more *Mistake, joined.
	// The contract is then the default one, with an open role; what was read of
	// enable, disable, severity, public-errors and responders still holds, so that a mistake
	// elsewhere does not bring back findings that were turned off.
	Err error

	rules responseRules
	role  roleChoice
}

// Settings are what a project's own files say beside the contract.
type Settings struct {
	// OpenAPI holds the absolute names of the documents that the configuration
	// names, or of the one that was found at a usual place.
	OpenAPI []string
	docs    []*Document
	// Responders are the project's own ways to send an error, for fixes to use:
	// "example.com/shop/reply.Error", "example.com/shop/reply.(*W).Error".
	Responders []string
	// Comments are what the package's own comments document, nil if it is not
	// known which package that is.
	Comments *Comments
	// Policy is what the configuration says of findings. It is never nil.
	Policy   *Policy
	switches []map[string]bool // what each layer of the configuration turns on and off
	public   []string          // types of errors whose text is meant for clients
}

// responseRules are what a contract says that is asked for by methods.
type responseRules struct {
	list      *List
	headers   []HeaderRule
	forms     map[string]HeaderForm // by the name in lower case
	preferred map[int][]int
	meanings  map[Condition]int
}

// A roleChoice says where a contract's Role comes from.
type roleChoice struct {
	byContract Role // the contract's own
	set        bool // the role was chosen apart from the contract
}

// A Status is a row of the table of statuses.
type Status struct {
	Pattern Pattern
	Use     Use
	SetBy   Role     // who alone may set it, or RoleOpen
	Methods []string // the request methods that it may answer; nil: all
	Means   string   // what the contract says about it, or ""
	Pos     Pos
}

// Use says how far a contract wants a status to be used.
type Use string

const (
	UseFreely  Use = ""
	UseAllowed Use = "allowed" // documented, where nothing better fits
	UseNever   Use = "never"   // named as one that is not to be used, and so undocumented
)

// Errors is the rule for error responses.
type Errors struct {
	For          []Pattern // the statuses it is about
	Required     bool      // an empty body will not do
	MediaTypes   []string  // the first is what a fix writes; "application/*+json" matches any such
	Schema       *Schema   // nil: anything
	Alternatives []*Schema // further shapes that the contract shows
	Either       bool      // an alternative is as good as Schema
	OmitEmpty    bool      // an optional member that says nothing is left out, rather than sent empty

	messages map[int]string
}

// Success is the rule for the bodies of 2xx answers.
type Success struct {
	MediaTypes []string // as those of Errors; nil: any
	Schema     *Schema  // nil: anything
}

// A List is the rule for answers that carry a list. Its methods take nil for the
// rule of a contract that has none.
type List struct {
	Schema *Schema // the body, or nil
	Empty  int     // the status that answers an empty list, or 0
	NoNull bool    // no array of any body is sent as null
}

// Member returns the name of the member that carries the list, or "".
func (l *List) Member() string {
	if l == nil || l.Schema == nil {
		return ""
	}
	for _, p := range l.Schema.Properties {
		if p.Schema.Array() {
			return p.Name
		}
	}
	return ""
}

// Required reports whether a list answer has its member even if the list is
// empty, which omitempty would prevent.
func (l *List) Required() bool { return l.Member() != "" && l.Schema.Requires(l.Member()) }

// ForbidsNull reports whether the array that a body has as a member may not be
// null. The name "" stands for a body that is an array itself.
func (l *List) ForbidsNull(member string) bool {
	if l == nil {
		return false
	}
	return l.NoNull || member != "" && member == l.Member() // whose type is array, and not null
}

// A HeaderRule names what has to be sent along with a status.
type HeaderRule struct {
	Pattern Pattern
	AnyOf   []string // one of these fields is enough
	Holds   Holds    // the value is that of the body's member which holds the same, or HoldsNothing
	Pos     Pos
}

// A HeaderForm is how a contract wants a field written, if it is sent.
type HeaderForm string

const (
	FormAny     HeaderForm = ""
	FormSeconds HeaderForm = "seconds" // a whole number of seconds
)

// Retry is what a client has to do about failures.
type Retry struct {
	Statuses    []Pattern
	OptIn       []Pattern // retried only by a client that chose to
	Exponential bool      // the delay grows
	Jitter      bool      // the delay has a random part
	RetryAfter  bool      // the header is honoured
	Attempts    int       // requests in all
	advice      map[int]string
}

// A Condition in a handler calls for a certain status.
type Condition string

const (
	IfMethod      Condition = "method"       // the request method is not supported
	IfContentType Condition = "content-type" // the request's Content-Type is wrong
	IfParameter   Condition = "parameter"    // a parameter is missing or cannot be parsed
	IfBody        Condition = "body"         // the request's body cannot be decoded
	IfNotFound    Condition = "not-found"    // a not-found sentinel
	IfConflict    Condition = "conflict"     // a unique violation, a conflict with the current state
	IfToken       Condition = "token"        // an expired or invalid token
	IfAPIVersion  Condition = "api-version"  // an invalid version identifier
	IfDeadline    Condition = "deadline"     // a backend did not answer in time
	IfUpstream    Condition = "upstream"     // a backend's answer is invalid
)

var conditions = []string{
	string(IfMethod), string(IfContentType), string(IfParameter), string(IfBody), string(IfNotFound),
	string(IfConflict), string(IfToken), string(IfAPIVersion), string(IfDeadline), string(IfUpstream),
}

// Status returns the most specific row of a status, and whether that documents
// it: a row with UseNever does not. Without a table there is a row for every
// registered status.
func (c *Contract) Status(status int) (row Status, documented bool) {
	if c.Statuses == nil {
		return Status{Pattern: Pattern{lo: status, hi: status}}, Registered(status)
	}
	i := narrowest(c.Statuses, func(s Status) Pattern { return s.Pattern }, status)
	if i < 0 {
		return Status{}, false
	}
	return c.Statuses[i], c.Statuses[i].Use != UseNever
}

// Forbids reports whether the contract says in so many words that a status is
// not to be used, which is more than to leave it out.
func (c *Contract) Forbids(status int) bool {
	s, _ := c.Status(status)
	return s.Use == UseNever
}

// Documents reports whether the contract's table documents a status, whoever
// sets it. That holds for 1xx and 3xx as well, which most tables leave out:
// whether those are judged is the rule's to decide.
func (c *Contract) Documents(status int) bool {
	_, ok := c.Status(status)
	return ok
}

// SetBy returns the role that alone may set a status, or RoleOpen.
func (c *Contract) SetBy(status int) Role {
	s, _ := c.Status(status)
	return s.SetBy
}

// MaySet reports whether a package of this role may set a status, documented or not.
func (c *Contract) MaySet(status int) bool {
	by := c.SetBy(status)
	return c.Role == RoleOpen || by == RoleOpen || by == c.Role
}

// MethodMaySet reports whether the table lets a status, documented or not, answer
// a request of the method.
func (c *Contract) MethodMaySet(status int, method string) bool {
	s, _ := c.Status(status)
	return s.Methods == nil || slices.Contains(s.Methods, method)
}

// Replacements returns the statuses that may stand for one that is undocumented,
// that this role may not set, or that may not answer one of the methods, the
// best first. Of themselves none of that is true.
func (c *Contract) Replacements(status int, methods ...string) []int {
	fits := func(status int) bool {
		return c.Documents(status) && c.MaySet(status) &&
			!slices.ContainsFunc(methods, func(m string) bool { return !c.MethodMaySet(status, m) })
	}
	if fits(status) {
		return nil
	}
	var list []int
	for _, s := range c.rules.preferred[status] {
		if fits(s) {
			list = append(list, s)
		}
	}
	return list
}

// Preferred returns the best of Replacements.
func (c *Contract) Preferred(status int) (int, bool) {
	if list := c.Replacements(status); len(list) > 0 {
		return list[0], true
	}
	return 0, false
}

// Meaning returns the status that a condition calls for, or what the contract
// prefers to it.
func (c *Contract) Meaning(condition Condition) (int, bool) {
	s, ok := c.rules.meanings[condition]
	if !ok || c.Documents(s) && c.MaySet(s) {
		return s, ok
	}
	return c.Preferred(s)
}

// IsError reports whether a response with this status is an error response, whose
// body, if it has one, is the contract's error body.
func (c *Contract) IsError(status int) bool { return covers(c.Errors.For, status) }

// WantsBody reports whether a response with this status must carry the contract's error body.
func (c *Contract) WantsBody(status int) bool { return c.Errors.Required && c.IsError(status) }

// Message returns what a fix writes as the message of an error with this status that
// has none, or "".
func (c *Contract) Message(status int) string { return c.Errors.messages[status] }

// ErrorShapes returns the shapes that an error body may have, the contract's
// preferred one first; none if any JSON will do.
func (c *Contract) ErrorShapes() []*Schema {
	if c.Errors.Schema == nil {
		return nil
	}
	shapes := []*Schema{c.Errors.Schema}
	if c.Errors.Either {
		shapes = append(shapes, c.Errors.Alternatives...)
	}
	return shapes
}

// SuccessShape returns the shape of every 2xx body, or nil if any will do. That of
// a list answer is List's.
func (c *Contract) SuccessShape() *Schema { return c.Success.Schema }

// List returns the rule for list answers, or nil.
func (c *Contract) List() *List { return c.rules.list }

// ErrorMembers returns the members of the error body that a fix writes. They
// nest: wpp's is one array "errors" with the members of an item.
func (c *Contract) ErrorMembers() []Member {
	if c.Errors.Schema == nil {
		return nil
	}
	return c.Errors.Schema.members()
}

// ErrorMediaType returns the content type that a fix writes.
func (c *Contract) ErrorMediaType() string {
	if len(c.Errors.MediaTypes) == 0 {
		return "application/json"
	}
	return c.Errors.MediaTypes[0]
}

// AcceptsMediaType reports whether an error response may have the content type,
// with or without parameters.
func (c *Contract) AcceptsMediaType(contentType string) bool {
	return accepts(c.Errors.MediaTypes, contentType)
}

// AcceptsSuccessMediaType is AcceptsMediaType for the JSON body of a 2xx answer.
func (c *Contract) AcceptsSuccessMediaType(contentType string) bool {
	return accepts(c.Success.MediaTypes, contentType)
}

func accepts(patterns []string, contentType string) bool {
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil && mediaType == "" {
		return false
	}
	return len(patterns) == 0 || slices.ContainsFunc(patterns, func(pattern string) bool {
		ok, err := path.Match(pattern, mediaType)
		return ok && err == nil
	})
}

// ErrorBodyPhrase names the contract's kind of error body for a message: "a JSON
// body with errors[]", "a JSON body with status, message", "a problem+json body".
func (c *Contract) ErrorBodyPhrase() string {
	kind := strings.TrimPrefix(c.ErrorMediaType(), "application/")
	if kind == "json" {
		kind = "JSON"
	}
	phrase := "a " + kind + " body"
	if c.Errors.Schema != nil {
		if members := c.Errors.Schema.phrase(); members != "" {
			phrase += " with " + members
		}
	}
	return phrase
}

// Requires says in a message what the contract asks for: "contract wpp requires jitter".
func (c *Contract) Requires(what string) string { return "contract " + c.Name + " requires " + what }

// Headers returns what has to come with a status; all of the rules hold.
func (c *Contract) Headers(status int) []HeaderRule {
	var list []HeaderRule
	for _, h := range c.rules.headers {
		if h.Pattern.Covers(status) {
			list = append(list, h)
		}
	}
	return list
}

// HeaderForm returns how a response header field is to be written.
func (c *Contract) HeaderForm(name string) HeaderForm {
	return c.rules.forms[strings.ToLower(name)]
}

// Retries reports whether a client has to retry a request that got the status.
func (c *Contract) Retries(status int) bool { return covers(c.Retry.Statuses, status) }

// Advice returns what the contract tells a client to do about a status, or "".
func (c *Contract) Advice(status int) string { return c.Retry.advice[status] }

// Enabled reports whether a rule ("errleak") or category ("errleak/parse") is on
// in this package. The last layer that names the category, or else its rule, has
// the say; where none does, the table of categories.
func (c *Contract) Enabled(name string) bool {
	if on, ok := c.switched(name); ok {
		return on
	}
	return category.Enabled(name, c.Chosen)
}

// Disabled reports whether the configuration turns a rule or category off.
func (c *Contract) Disabled(name string) bool {
	on, ok := c.switched(name)
	return ok && !on
}

// switched returns what the configuration says of a rule or category; ok is false if
// it says nothing.
func (c *Contract) switched(name string) (on, ok bool) {
	rule, _, _ := strings.Cut(name, "/")
	for _, layer := range slices.Backward(c.Project.switches) {
		for _, n := range []string{name, rule} {
			if on, ok := layer[n]; ok {
				return on, ok
			}
		}
	}
	return false, false
}

// PublicType reports whether values of the named type ("example.com/shop/apierr.Error") carry text meant for clients.
func (c *Contract) PublicType(name string) bool { return slices.Contains(c.Project.public, name) }

// IsResponder reports whether the configuration names the function or method as
// one of the project's own ways to send an error.
func (c *Contract) IsResponder(fn *types.Func) bool {
	return len(c.Project.Responders) > 0 && fn.Pkg() != nil && slices.Contains(c.Project.Responders, FuncName(fn.Origin()))
}

// FuncName names a function as a configuration does: "path.Name",
// "path.(*T).Name", "path.T.Name".
func FuncName(fn *types.Func) string {
	name := fn.Pkg().Path() + "."
	if recv := fn.Signature().Recv(); recv != nil {
		star, t := false, types.Unalias(recv.Type())
		if ptr, ok := t.(*types.Pointer); ok {
			star, t = true, types.Unalias(ptr.Elem())
		}
		if named, ok := t.(*types.Named); ok {
			if star {
				name += "(*" + named.Obj().Name() + ")."
			} else {
				name += named.Obj().Name() + "."
			}
		}
	}
	return name + fn.Name()
}

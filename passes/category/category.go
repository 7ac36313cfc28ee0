// Package category is the table of all that the rules report: each category with
// where it is on, and how much it weighs. The rules' flags, what a configuration may
// name, the severities of every format, `respvet help` and the table of the README
// are made from it.
package category

import "slices"

// A State says whether a category is on.
type State int

const (
	Off State = iota
	On
	Documented // on, and found only where a document of the project's own speaks: a doc comment, OpenAPI
)

func (s State) String() string {
	switch s {
	case On:
		return "on"
	case Documented:
		return "documented"
	}
	return "off"
}

// A Severity says how much a finding weighs.
type Severity string

const (
	Error   Severity = "error"   // somebody gets something wrong or dangerous
	Warning Severity = "warning" // it breaks the contract, or what clients rely on
	Info    Severity = "info"    // a matter of taste
)

// Severities are the words for them, the worst first.
var Severities = []string{string(Error), string(Warning), string(Info)}

// A Category is one kind of finding of a rule.
type Category struct {
	Rule     string
	Name     string // "" for what a rule reports without naming a category
	Default  State  // without a chosen contract
	Contract State  // with one, where its guideline speaks of the matter
	Severity Severity
	Why      string // what happens, and to whom
}

// String returns the name by which configurations and comments call a category.
func (c Category) String() string {
	if c.Name == "" {
		return c.Rule
	}
	return c.Rule + "/" + c.Name
}

// Table holds the categories of each rule in a row, the rules in the order in which
// messages list them. Without a contract only what a maintainer who has never heard
// of respvet would mend is on.
var Table = []Category{
	{"rawerror", "", On, On, Warning, "an API sends an error as text, and its clients decode JSON"},
	{"rawerror", "text", Off, Off, Info, "a package sends its errors as text, and its other responses as JSON"},
	{"rawerror", "empty", Off, On, Warning, "an error has no body, and a contract requires one"},
	{"rawerror", "router", Off, On, Warning, "a router or middleware sends its own response, not in the form that a contract requires"},

	{"statuscode", "invalid", On, On, Error, "net/http panics at a status below 100 or above 999"},
	{"statuscode", "success", On, On, Error, "a 2xx has an error in its body: clients treat it as a success"},
	{"statuscode", "undocumented", Documented, On, Warning, "clients do not handle a status that is not documented"},
	{"statuscode", "role", Off, On, Warning, "a contract reserves the status for the gateway, or for the backend"},
	{"statuscode", "method", Off, On, Warning, "a contract allows the status only for other methods"},
	{"statuscode", "comment", On, On, Warning, "a doc comment has an invalid status, and the document that is generated from it lacks the line"},
	{"statuscode", "unregistered", On, Off, Warning, "clients treat a status that is not registered with IANA as the first of its class"},
	{"statuscode", "unreturned", Off, Off, Info, "clients handle an error that the handler never sends"},
	{"statuscode", "unsent", Off, Off, Info, "clients handle a status that neither the handler nor the middleware before it sends"},

	{"errleak", "stack", On, On, Error, "a stack trace shows clients the inside of the program"},
	{"errleak", "panic", On, On, Error, "a recovered value may contain anything, addresses and secrets included"},
	{"errleak", "verbose", On, On, Error, "%+v prints everything in an error, its stack included"},
	{"errleak", "error", On, On, Error, "the text of an internal error shows clients hosts, queries and paths"},
	{"errleak", "error4xx", Off, On, Warning, "internal error text in the response to a client's mistake"},
	{"errleak", "parse", Off, On, Info, "the error text of a decoder or validator, in the response to invalid input"},

	{"envelope", "", Documented, On, Warning, "clients do not find the members that they decode in an error's body"},
	{"envelope", "lost", On, On, Error, "clients get {} where the message of an error should be"},
	{"envelope", "mixed", Off, On, Info, "a module sends errors in several shapes of a contract"},

	{"missingreturn", "", On, On, Error, "a rejected request is performed anyway, or gets a second response"},

	{"noresponse", "", On, On, Error, "clients get an empty 200 after a failure"},
	{"noresponse", "swallowed", On, On, Error, "clients treat the result of a failed call as a success"},

	{"lateheader", "", On, On, Error, "a header or status that is set after the response has started is not sent"},

	{"contenttype", "", On, On, Error, "clients get JSON that is labelled text, and do not decode it"},
	{"contenttype", "contract", Off, On, Warning, "a contract requires another media type for the body"},

	{"bodyless", "", On, On, Error, "a body is dropped, since its status does not allow one"},

	{"nilslice", "", On, On, Error, "clients get null where they iterate over a list"},

	{"errheader", "", Off, On, Warning, "clients need a header field that belongs to the status"},
	{"errheader", "value", Off, On, Warning, "clients cannot parse the header field, or it contradicts the body"},

	{"statusmeaning", "", Off, On, Warning, "clients act on a status that means something else than what happened"},
	{"statusmeaning", "created", Off, On, Warning, "a 201 where nothing is created"},
	{"statusmeaning", "message", Off, On, Info, "an error's message only repeats its status"},

	{"noretry", "", On, On, Warning, "a temporary failure is final"},
	{"noretry", "wrapped", On, On, Error, "a retry never sees the status, and so never retries"},

	{"badretry", "unbounded", On, On, Error, "only a success ends the attempts"},
	{"badretry", "body", On, On, Error, "the second attempt sends an empty body"},
	{"badretry", "clienterror", On, On, Warning, "the same request gets the same 4xx again"},
	{"badretry", "constant", Off, On, Warning, "all clients retry at once, and at the same pace"},
	{"badretry", "nojitter", Off, On, Info, "clients that failed together retry together"},
	{"badretry", "retryafter", Off, On, Warning, "Retry-After is ignored, or has no upper bound"},
	{"badretry", "context", Off, On, Warning, "a wait continues after its context is done"},
	{"badretry", "method", Off, On, Error, "an operation is performed twice"},
	{"badretry", "bodyclose", Off, On, Warning, "each attempt leaks a connection"},

	{"uncheckedstatus", "", On, On, Error, "the body of an error is treated as a success"},
}

// Rules returns the names of the rules, in the order of the table.
func Rules() []string {
	var names []string
	for _, c := range Table {
		if !slices.Contains(names, c.Rule) {
			names = append(names, c.Rule)
		}
	}
	return names
}

// Of returns the categories of a rule.
func Of(rule string) []Category {
	var list []Category
	for _, c := range Table {
		if c.Rule == rule {
			list = append(list, c)
		}
	}
	return list
}

// Find returns the category of a name, such as "errleak/parse".
func Find(name string) (Category, bool) {
	for _, c := range Table {
		if c.String() == name {
			return c, true
		}
	}
	return Category{}, false
}

// Enabled reports whether a category is on where nobody has switched it. What the
// table does not have is.
func Enabled(name string, contract bool) bool {
	c, ok := Find(name)
	if contract {
		return !ok || c.Contract != Off
	}
	return !ok || c.Default != Off
}

// SeverityOf returns how much a finding weighs where nobody says otherwise. What the
// table does not have, such as a comment that silences nothing, is a warning.
func SeverityOf(name string) Severity {
	if c, ok := Find(name); ok {
		return c.Severity
	}
	return Warning
}

// Worst returns the severity of the worst that a rule reports.
func Worst(rule string) Severity {
	worst := slices.Index(Severities, string(Warning))
	if list := Of(rule); len(list) > 0 {
		worst = len(Severities)
		for _, c := range list {
			worst = min(worst, slices.Index(Severities, string(c.Severity)))
		}
	}
	return Severity(Severities[worst])
}

package rawerror

import (
	_ "embed"
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports error answers that are not the contract's kind of body.
var Analyzer = &analysis.Analyzer{
	Name:     "rawerror",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("rawerror"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var each bool

func init() {
	Analyzer.Flags.BoolVar(&each, "each", false, "report each error response, not one per package whose errors are text")
	report.Flags(Analyzer)
	report.CallersFlag(Analyzer)
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	bodies := !c.Chosen && r.On("empty")
	var found []*mendable
	none := allText(res)
	style := (none && handles(res) && len(res.Package.Imports) == 0 || mostlyText(res)) &&
		!slices.ContainsFunc(res.Responses, func(s *responses.Response) bool { return s.IsError() && promised(s, c) })
	once := !each && !c.Chosen && (none || style)
	callers := report.Callers(pass.Analyzer)
	objects := objects(res)
	for s := range defect.Each(slices.Concat(res.Responses, res.Returned)) {
		f, ok := finding(s, c, res, bodies)
		if !ok || bare(s) && objects[s.At.Node] || once && s.Body.Text.OfAPI { // nobody has chosen the text
			continue
		}
		var mend *responses.Response
		cause := causeOf(s)
		switch {
		case callers || cause.Site == s && cause.Helper == nil:
			f.Related = called(s)
			if s.At.Call != nil {
				mend = s
			}
			if listed(s) && !callers { // one middleware that reads the list mends all
				f.Cause, f.Also = "listed", f.Message
			}
		case cause.Known: // it is reported in the helper
			continue
		case cause.Helper != nil:
			f.Node, f.Cause, f.Also = cause.Site.At.Call, cause.Of(), f.Message
		default:
			// The helper answers others as well: what is wrong is how it answers errors.
			statuses := "errors"
			if cause.Site.IsError() {
				statuses = codes(cause.Site, "the ")
			}
			f, _ = worded(cause.Site, s, c, res, bodies, statuses)
			f.Related = []analysis.RelatedInformation{call(s)}
		}
		found = append(found, &mendable{f, mend, s.Body.Kind == responses.Text && s.Body.Unformatted != responses.JSON && !s.Body.Text.OfHelper, bare(s)})
	}
	addFixes(pass, c, res, found)
	var texts, strings []report.Finding
	for _, m := range found {
		switch {
		case once && m.Category == "" && m.text:
			if style {
				m.Category = "text"
			}
			texts = append(texts, m.Finding)
		case !each && !c.Chosen && m.bare:
			strings = append(strings, m.Finding)
		default:
			r.Add(m.Finding)
		}
	}
	r.Fold(texts, func(left []report.Finding) []report.Finding {
		if left = places(left); len(left) == 1 {
			return left
		}
		return []report.Finding{together(left, none, c)}
	})
	r.Fold(strings, bareTogether)
	for s := range defect.Each(res.Binding.Failures) {
		if f, ok := finding(s, c, res, bodies); ok {
			if f.Category == "empty" && !callers {
				f.Cause, f.Also = "refused", f.Message
			}
			r.Add(f)
		}
	}
	for m := range defect.Each(res.Mounts) {
		if f, ok := router(m, c); ok {
			r.Add(f) // each router has a place of its own for its handlers
		}
	}
	r.Flush()
	return nil, nil
}

// causeOf returns what fixes the kind of an answer's body. That there is none is the
// helper's doing only if no other caller adds one, and nobody knows it but them.
func causeOf(s *responses.Response) responses.Cause {
	cause := s.Cause(func(in *responses.Response) bool {
		return in.Body.Sent == s.Body.Sent && in.Body.Kind == s.Body.Kind && (s.Body.Kind != responses.JSON || in.Body.Unformatted == s.Body.Unformatted)
	})
	if s.Body.Sent {
		return cause
	}
	cause.Known = cause.Helper == nil && cause.Site.Body.None
	if slices.ContainsFunc(cause.Site.Helpers.Callers, func(caller *responses.Response) bool { return caller.IsError() && !caller.Body.None }) {
		return responses.Cause{Site: s}
	}
	return cause
}

// listed reports whether an error goes with the status, here or in a helper, into a list
// that a middleware may answer.
func listed(s *responses.Response) bool {
	return s.By.Listed || slices.ContainsFunc(s.Helpers.Inside, listed)
}

// called returns the calls of a helper with errors.
func called(s *responses.Response) (list []analysis.RelatedInformation) {
	for _, caller := range s.Helpers.Callers {
		if caller.IsError() {
			list = append(list, call(caller))
		}
	}
	return list
}

func call(s *responses.Response) analysis.RelatedInformation {
	message := s.By.Via + " is called with " + codes(s, "") + " here"
	if s.By.Via == "" { // a function literal
		message = "called here"
	}
	return analysis.RelatedInformation{Pos: s.At.Node.Pos(), End: s.At.Node.End(), Message: message}
}

// finding words what is wrong with an answer; ok is false if nothing is. Bodies asks
// for one with each error, whatever the contract says.
func finding(s *responses.Response, c *contract.Contract, res *responses.Result, bodies bool) (f report.Finding, ok bool) {
	if !s.IsFailure() || s.Status.Implied || elsewhere(s) || s.By.Object {
		return f, false
	}
	return worded(s, s, c, res, bodies, codes(s, "the "))
}

// elsewhere reports whether it is another module's code that decides on the body.
func elsewhere(s *responses.Response) bool {
	return s.Body.Sent && !s.Body.Here && len(s.Helpers.Inside) == 0
}

// worded words it of the call that fixes it, by what is known where the status is.
func worded(at, s *responses.Response, c *contract.Contract, res *responses.Result, bodies bool, statuses string) (f report.Finding, ok bool) {
	api := at.Name()
	f.Node = at.At.Node
	switch {
	case s.Body.None && !s.Status.Late && (wantsBody(s, c) || bodies && len(s.Status.Codes) > 0) && !s.Handler.Probe && !plain(s, c, res):
		f.Category = "empty"
		f.Message = fmt.Sprintf("%s sends %s without a body; %s", api, statuses, required(c, "a JSON body"))
	case !s.Body.Sent:
		return f, false
	case s.Body.Kind == responses.Text && s.Body.Unformatted == responses.JSON:
		f.Message = fmt.Sprintf("%s sends the JSON body of %s as text/plain; %s", api, statuses, requiredType(c))
	case s.Body.Kind == responses.Text && s.Body.ContentType != "" && !strings.HasPrefix(s.Body.ContentType, "text/"):
		f.Message = fmt.Sprintf("%s sends %s as plain text labelled %s; %s", api, statuses, s.Body.ContentType, required(c, "a JSON body"))
	case s.Body.Kind == responses.Text && !plain(s, c, res) && (c.Chosen || !s.Body.Text.OfStatus):
		f.Message = fmt.Sprintf("%s sends %s as text/plain; %s", api, statuses, required(c, "a JSON body"))
	case s.Body.Kind == responses.XML && c.Chosen && !s.Handler.Serves[responses.XML] && !plain(s, c, res):
		f.Message = fmt.Sprintf("%s sends %s as XML; %s", api, statuses, required(c, "a JSON body"))
	case bare(s) && (!c.Chosen && !s.Handler.Bare || c.Chosen && wantsObject(c)):
		f.Message = fmt.Sprintf("%s sends %s as a bare JSON string; %s", api, statuses, required(c, "a JSON object"))
	default:
		return f, false
	}
	return f, true
}

// bare reports whether the body is a JSON string.
func bare(s *responses.Response) bool {
	return s.Body.Kind == responses.JSON && s.Body.Unformatted == responses.Text
}

// objects returns the calls that may send JSON which is no string: where they send one as well,
// it is not known which.
func objects(res *responses.Result) map[ast.Node]bool {
	calls := make(map[ast.Node]bool)
	for s := range defect.Each(res.Responses) {
		calls[s.At.Node] = calls[s.At.Node] || s.Body.Sent && s.Body.Kind == responses.JSON && !bare(s)
	}
	return calls
}

// required says which body is wanted: by a contract that was chosen, else by those who
// call an API that speaks JSON.
func required(c *contract.Contract, usual string) string {
	if c.Chosen {
		return c.Requires(c.ErrorBodyPhrase())
	}
	return "clients of a JSON API expect " + usual
}

// requiredType says the same of the media type.
func requiredType(c *contract.Contract) string {
	if c.Chosen {
		return c.Requires("Content-Type " + c.ErrorMediaType())
	}
	return "clients of a JSON API expect Content-Type application/json"
}

// wantsBody reports whether the contract asks for a body with a status. It says
// nothing about an error whose status is not known.
func wantsBody(s *responses.Response, c *contract.Contract) bool {
	return len(s.Status.Codes) > 0 && c.WantsBody(s.Status.Codes[0])
}

// plain reports whether the handler speaks to no API client: what it answers
// otherwise is a page, a file, another server's answer or plain text. One that
// encodes its other errors as JSON does speak to one, whatever it serves; so does
// one under a chosen contract if nothing but the content type speaks for a file,
// and one whose own documentation promises JSON. Without a contract nothing is known of
// one that leaves its answer to code that was not read, or sends what may be anything,
// nor of a package that has nothing to do with JSON, nor of a middleware in one that has
// pages, before which it may stand.
func plain(s *responses.Response, c *contract.Contract, res *responses.Result) bool {
	if !c.Chosen && (producesText(s, c) || documentsText(s, c)) {
		return true
	}
	if !c.Chosen && s.Handler.Challenges { // browsers ask for a password, and show the text to nobody who has one
		return true
	}
	if asked := handlers(s); len(asked) > 0 { // of a helper
		return !slices.ContainsFunc(asked, func(caller *responses.Response) bool { return !plain(caller, c, res) })
	}
	switch {
	case s.Handler.Serves[responses.JSON], promised(s, c):
		return false
	case s.Handler.Serves[responses.HTML] || s.Handler.Fails[responses.HTML]:
		return true
	case s.Handler.Fails[responses.JSON]:
		return false
	}
	if !c.Chosen && (s.Handler.Serves[responses.Other] || s.Handler.Serves[responses.Unknown] || !res.Package.SpeaksJSON || s.Handler.Guards && res.Package.ServesPages) {
		return true
	}
	return s.Handler.Serves[responses.Stream] || s.Handler.Serves[responses.Text] || s.Handler.Serves[responses.XML]
}

// handlers returns the calls by which handlers answer errors through a helper.
func handlers(s *responses.Response) (list []*responses.Response) {
	for _, caller := range s.Helpers.Callers {
		if caller.IsError() && len(caller.Helpers.Callers) == 0 && !s.Handler.Is {
			list = append(list, caller)
		}
	}
	return list
}

// promised reports whether the comment of the handler documents a JSON body for
// the error that is sent.
func promised(s *responses.Response, c *contract.Contract) bool {
	return len(s.Status.Codes) > 0 && slices.ContainsFunc(c.Project.Comments.Around(s.At.Node.Pos()), func(o *contract.Operation) bool {
		return o.PromisesJSON(s.Status.Codes[0])
	})
}

// producesText reports whether the comment of the handler says that it produces something,
// text, and no JSON.
func producesText(s *responses.Response, c *contract.Contract) bool {
	return slices.ContainsFunc(c.Project.Comments.Around(s.At.Node.Pos()), (*contract.Operation).ProducesText)
}

// documentsText reports whether the comment of the handler says that the body of the
// error that is sent is a string.
func documentsText(s *responses.Response, c *contract.Contract) bool {
	return len(s.Status.Codes) > 0 && slices.ContainsFunc(c.Project.Comments.Around(s.At.Node.Pos()), func(o *contract.Operation) bool {
		return !slices.ContainsFunc(s.Status.Codes, func(status int) bool { return !o.DocumentsText(status) })
	})
}

// wantsObject reports whether every shape of the contract's error body is an object.
func wantsObject(c *contract.Contract) bool {
	for _, shape := range c.ErrorShapes() {
		if shape.Allows("string") {
			return false
		}
	}
	return len(c.ErrorShapes()) > 0
}

// codes names the statuses of a response behind an article: "the 404", "the 400 or 404".
func codes(s *responses.Response, article string) string {
	if len(s.Status.Codes) == 0 {
		return "an error"
	}
	var list []string
	for _, c := range s.Status.Codes {
		list = append(list, fmt.Sprint(c))
	}
	return article + syntax.Or(list)
}

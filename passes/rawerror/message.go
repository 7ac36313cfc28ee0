package rawerror

import (
	"fmt"
	"go/ast"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses"
)

// finding words what is wrong with a response; ok is false if nothing is. Bodies asks
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

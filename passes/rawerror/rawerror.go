package rawerror

import (
	"fmt"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/report"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// Analyzer reports error answers that are not the contract's kind of body.
var Analyzer = &analysis.Analyzer{
	Name:     "rawerror",
	Doc:      Doc,
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/rawerror",
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

func init() { report.Flags(Analyzer) }

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	bodies := !c.Chosen && r.On("empty")
	for s := range defect.Each(res.Sites) {
		if f, ok := finding(s, c, bodies); ok {
			f.Fixes = fixes(pass, c, res, s)
			r.Add(f)
		}
	}
	for s := range defect.Each(res.Refused) {
		if f, ok := finding(s, c, bodies); ok {
			r.Add(f)
		}
	}
	for m := range defect.Each(res.Mounts) {
		if f, ok := router(m, c); ok {
			r.Add(f)
		}
	}
	r.Flush()
	return nil, nil
}

// finding words what is wrong with an answer; ok is false if nothing is. Bodies asks
// for one with each error, whatever the contract says.
func finding(s *responses.Site, c *contract.Contract, bodies bool) (f report.Finding, ok bool) {
	if !s.IsError() || s.Implied {
		return f, false
	}
	api := s.API
	if s.Via != "" {
		api = s.Via
	}
	f.Node = s.Call
	asked := fmt.Sprintf("the contract %s asks for %s", c.Name, c.ErrorBodyPhrase())
	switch {
	case s.Bare && !s.Late && (wantsBody(s, c) || bodies && len(s.Codes) > 0) && !s.Probe && !plain(s, c):
		f.Category = "empty"
		f.Message = fmt.Sprintf("%s answers %s with an empty body, %s", api, codes(s), asked)
	case !s.Sends || !s.BodyHere:
		return f, false
	case s.Kind == responses.Text && s.Given == responses.JSON:
		f.Message = fmt.Sprintf("%s answers %s with JSON that it labels text/plain, %s", api, codes(s), asked)
	case s.Kind == responses.Text && s.ContentType != "" && !strings.HasPrefix(s.ContentType, "text/"):
		f.Message = fmt.Sprintf("%s answers %s with text that it labels %s, %s", api, codes(s), s.ContentType, asked)
	case s.Kind == responses.Text && !plain(s, c) && (c.Chosen || !s.Adds):
		f.Message = fmt.Sprintf("%s answers %s as text/plain, %s", api, codes(s), asked)
	case s.Kind == responses.XML && c.Chosen && !s.Serves[responses.XML] && !plain(s, c):
		f.Message = fmt.Sprintf("%s answers %s as XML, %s", api, codes(s), asked)
	case s.Kind == responses.JSON && s.Given == responses.Text && (!c.Chosen || wantsObject(c)):
		f.Message = fmt.Sprintf("%s answers %s with a bare JSON string, %s", api, codes(s), asked)
	default:
		return f, false
	}
	return f, true
}

// wantsBody reports whether the contract asks for a body with a status. It says
// nothing about an error whose status is not known.
func wantsBody(s *responses.Site, c *contract.Contract) bool {
	return len(s.Codes) > 0 && c.WantsBody(s.Codes[0])
}

// plain reports whether the handler speaks to no API client: what it answers
// otherwise is a page, a file, another server's answer or plain text. One that
// encodes its other errors as JSON does speak to one, whatever it serves; so does
// one under a chosen contract if nothing but the content type speaks for a file,
// and one whose own documentation promises JSON.
func plain(s *responses.Site, c *contract.Contract) bool {
	switch {
	case s.Serves[responses.JSON], promised(s, c):
		return false
	case s.Serves[responses.HTML] || s.Fails[responses.HTML]:
		return true
	case s.Fails[responses.JSON]:
		return false
	}
	return s.Serves[responses.Other] && !c.Chosen || s.Serves[responses.Stream] || s.Serves[responses.Text] || s.Serves[responses.XML]
}

// promised reports whether the comment of the handler documents a JSON body for
// the error that is sent.
func promised(s *responses.Site, c *contract.Contract) bool {
	return len(s.Codes) > 0 && slices.ContainsFunc(c.Comments.Around(s.Node.Pos()), func(o *contract.Operation) bool {
		return o.PromisesJSON(s.Codes[0])
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

func codes(s *responses.Site) string {
	if len(s.Codes) == 0 {
		return "an error"
	}
	t := fmt.Sprint(s.Codes[0])
	for _, c := range s.Codes[1:] {
		t += fmt.Sprint(" or ", c)
	}
	return t
}

package rawerror

import (
	_ "embed"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/errorbody"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports error responses that are not the contract's kind of body.
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
		text := s.Body.Kind == responses.Text
		json := text && s.Body.Unformatted == responses.JSON
		found = append(found, &mendable{f, mend, text && !json && !s.Body.Text.OfHelper, bare(s), json})
	}
	addFixes(pass, c, res, found)
	var texts, strings, labels []report.Finding
	for _, m := range found {
		switch {
		case once && m.Category == "" && m.text:
			if style {
				m.Category = "text"
			}
			texts = append(texts, m.Finding)
		case !each && !c.Chosen && m.bare:
			strings = append(strings, m.Finding)
		case !each && !c.Chosen && m.json:
			labels = append(labels, m.Finding)
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
	r.Fold(strings, manyTogether("%d error responses of this package are bare JSON strings; clients of a JSON API expect JSON objects; -rawerror.each lists them"))
	r.Fold(labels, manyTogether("%d error responses of this package are JSON sent as text/plain; clients expect Content-Type application/json; -rawerror.each lists them"))
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

// A mendable is a finding with the response that a fix of it mends, nil if there is none.
type mendable struct {
	report.Finding
	site *responses.Response
	text bool // it is about text, and neither about JSON in it nor about a string in JSON
	bare bool // it is about a string in JSON
	json bool // it is about JSON that is sent as text
}

// addFixes gives findings their fixes.
func addFixes(pass *analysis.Pass, c *contract.Contract, res *responses.Result, found []*mendable) {
	var sites []*responses.Response
	for _, m := range found {
		if m.site != nil {
			sites = append(sites, m.site)
		}
	}
	fixes := errorbody.Fixes(pass, c, res, sites)
	for _, m := range found {
		m.Fixes = fixes[m.site]
	}
}

package contenttype

import (
	_ "embed"
	"fmt"
	"go/token"
	"maps"
	"mime"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports JSON whose content type is not JSON.
var Analyzer = &analysis.Analyzer{
	Name:     "contenttype",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("contenttype"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var each bool

func init() {
	Analyzer.Flags.BoolVar(&each, "each", false, "report each response without a Content-Type, not one per package that has more than five")
	report.Flags(Analyzer)
}

// many is how many responses without a Content-Type a package is told one by one. Whoever has
// more of them lacks a helper, and decides on that once.
const many = 5

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	labels := pass.Pkg.Name() == "main"
	for s := range defect.Each(res.Responses) {
		labels = labels || s.Body.Sent && s.Body.Kind == responses.JSON && isJSON(s.Body.ContentType)
	}
	senders := senders(res)
	forgetful := forgetful(res, senders)
	var bare []report.Finding
	for s := range defect.Each(res.Responses) {
		if f, ok := other(c, senders, s); ok {
			r.Add(f)
		}
		switch {
		case !s.Body.Certain.JSON || !s.Body.Certain.Whole:
		case dropped(s): // bodyless's
		case s.IsError() && s.Body.Kind == responses.Text: // an API that sends text: rawerror's
		case s.Body.Here && wrong(s.Body.ContentType):
			r.Add(report.Finding{Node: s.At.Call, Message: fmt.Sprintf("%s sends JSON with Content-Type %s: clients do not decode it as JSON", s.Name(), mediaType(s.Body.ContentType))})
		case !labels || s.Body.ContentType != "" || !s.Lacks("Content-Type"):
		case forgetful[s.At.Sent] != nil:
			at := forgetful[s.At.Sent]
			r.Add(report.Finding{
				Node:    at.At.Call,
				Message: unlabelled(at),
				Related: []analysis.RelatedInformation{{Pos: s.At.Call.Pos(), Message: s.By.Via + " is called without a Content-Type here"}},
				Fixes:   fixes(pass, c, at),
			})
		default:
			f := report.Finding{Node: s.At.Call, Message: unlabelled(s), Fixes: fixes(pass, c, s)}
			if cause := s.Cause(func(in *responses.Response) bool { return in.Body.Sent }); cause.Helper != nil {
				f.Cause, f.Also = cause.Of(), s.Name()+" is called without a Content-Type here too"
				r.Add(f)
				continue
			}
			bare = append(bare, f)
		}
	}
	r.Fold(bare, func(left []report.Finding) []report.Finding {
		if each || len(left) <= many {
			return left
		}
		return []report.Finding{report.Together(left, fmt.Sprintf("%d responses of this package send JSON without a Content-Type: clients get text/plain; -contenttype.each lists them", len(left)))}
	})
	r.Flush()
	return nil, nil
}

// senders returns the responses that are sent here, by their place.
func senders(res *responses.Result) map[token.Pos]*responses.Response {
	senders := make(map[token.Pos]*responses.Response)
	for s := range defect.Each(res.Responses) {
		if s.By.Via == "" && s.Body.Certain.JSON {
			senders[s.At.Call.Pos()] = s
		}
	}
	return senders
}

// forgetful returns those of the package's helpers that no handler has labelled:
// there the mistake is the helper's.
func forgetful(res *responses.Result, senders map[token.Pos]*responses.Response) map[token.Pos]*responses.Response {
	senders = maps.Clone(senders)
	for s := range defect.Each(res.Responses) {
		if s.At.Sent.IsValid() && s.Root() && !s.Lacks("Content-Type") {
			delete(senders, s.At.Sent)
		}
	}
	return senders
}

// mediaType returns a content type without its parameters.
func mediaType(contentType string) string {
	bare, _, _ := strings.Cut(contentType, ";")
	return strings.TrimSpace(bare)
}

// isJSON reports whether a content type promises JSON.
func isJSON(contentType string) bool {
	m, _, err := mime.ParseMediaType(contentType)
	return err == nil && (m == "application/json" || strings.HasSuffix(m, "+json"))
}

// wrong reports whether a content type certainly is none that JSON may have. Most
// others are: a page that embeds it, a stream of it, a download, JSONP.
func wrong(contentType string) bool {
	if contentType == "" {
		return false
	}
	m, _, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.Contains(m, "/") {
		return true
	}
	switch m {
	case "text/plain", "application/xml", "text/xml", "application/x-www-form-urlencoded", "multipart/form-data":
		return true
	}
	return false
}

// dropped reports whether the status has no body, and net/http drops this one.
func dropped(s *responses.Response) bool {
	return s.Status.Exact && !slices.ContainsFunc(s.Status.Codes, func(code int) bool {
		return code != http.StatusNoContent && code != http.StatusNotModified
	})
}

func unlabelled(s *responses.Response) string {
	return fmt.Sprintf("%s sends JSON without a Content-Type: clients get text/plain", s.Name())
}

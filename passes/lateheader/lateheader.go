package lateheader

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports headers and statuses that are set when the response has begun.
var Analyzer = &analysis.Analyzer{
	Name:     "lateheader",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("lateheader"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var each bool

func init() {
	Analyzer.Flags.BoolVar(&each, "each", false, "report each late call, not one per package where many follow the same helper or a failed write")
	report.Flags(Analyzer)
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	behind := make(map[string][]report.Finding) // by what has begun the response
	var failed []report.Finding                 // where the body could not be written
	for l := range defect.Each(res.Headers.Late) {
		f := report.Finding{Node: l.Node, Message: message(l)}
		switch {
		case l.Early:
			f.Node = l.Begun
			f.Related = []analysis.RelatedInformation{{Pos: l.Node.Pos(), Message: fmt.Sprintf("%s sets %s here", setter(l), what(l))}}
		case l.Begun != nil:
			f.Related = []analysis.RelatedInformation{{Pos: l.Begun.Pos(), Message: l.BegunAPI + " starts the response here"}}
		}
		f.Fixes = fixes(pass, l)
		if l.Begun != nil && (l.Header == "" || len(f.Fixes) == 0) && !l.Early { // one way to begin the response mends all that follow
			f.Cause, f.Also = l.Begun, setter(l)+" sets "+what(l)+" too late here too"
		}
		switch {
		case l.ByResult:
			behind[l.BegunAPI] = append(behind[l.BegunAPI], f)
		case l.Failed:
			failed = append(failed, f)
		default:
			r.Add(f)
		}
	}
	r.Fold(failed, func(left []report.Finding) []report.Finding {
		if each || len(left) <= many {
			return left
		}
		return []report.Finding{report.Together(left, fmt.Sprintf("%d calls of this package set a status after writing the body failed: clients get the first status; -lateheader.each lists them", len(left)))}
	})
	for _, name := range slices.Sorted(maps.Keys(behind)) {
		r.Fold(behind[name], func(left []report.Finding) []report.Finding {
			if each || len(left) <= many {
				return left
			}
			return []report.Finding{report.Together(left, fmt.Sprintf("%d calls of this package set a header or status after %s started the response: it is not sent; -lateheader.each lists them", len(left), name))}
		})
	}
	r.Flush()
	return nil, nil
}

// many is how many calls that come too late behind the same function, or where a body could
// not be written, a package is told one by one. Whoever has more of them takes that function
// for one that only says what is wrong, or a failed encoder for one that has sent nothing.
const many = 4

// message words a finding.
func message(l *responses.Late) string {
	if l.Early {
		return fmt.Sprintf("%s starts the response before %s sets %s: %s", l.BegunAPI, setter(l), what(l), lost(l))
	}
	after := "after the response has started"
	if l.Begun != nil {
		after = fmt.Sprintf("after %s has started the response", l.BegunAPI)
	}
	if l.Body {
		return fmt.Sprintf("%s sends %d again %s: its body is appended to the first", setter(l), l.Code, after)
	}
	if l.Same {
		return fmt.Sprintf("%s sends %d again %s: it has no effect and net/http logs it as superfluous", setter(l), l.Code, after)
	}
	return fmt.Sprintf("%s sets %s %s: %s", setter(l), what(l), after, lost(l))
}

// setter names what sets it.
func setter(l *responses.Late) string { return cmp.Or(l.API, "this call") }

// what names what is set.
func what(l *responses.Late) string {
	switch {
	case l.Header != "":
		return l.Header
	case l.Code != 0:
		return fmt.Sprintf("status %d", l.Code)
	}
	return "a status"
}

// lost says what the client sees instead.
func lost(l *responses.Late) string {
	if l.Header != "" {
		return "the client does not receive it"
	}
	return "the client gets the first status"
}

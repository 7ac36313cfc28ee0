package envelope

import (
	_ "embed"
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/conform"
	"github.com/respvet/respvet/passes/internal/rule/documented"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports JSON bodies whose members are not the contract's.
var Analyzer = &analysis.Analyzer{
	Name:     "envelope",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("envelope"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var each bool

func init() {
	Analyzer.Flags.BoolVar(&each, "each", false, "report each body, not one per package that has many of the same shape")
	report.Flags(Analyzer)
	report.CallersFlag(Analyzer)
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	if r.On("lost") {
		for s := range defect.Each(slices.Concat(res.Responses, res.Returned)) {
			if f, ok := lost(s); ok {
				r.Add(f)
			}
		}
	}
	if c.Chosen || len(c.Project.OpenAPI) > 0 {
		judge := judge{pass.TypesInfo, c, documented.New(pass, c, res)}
		used := variants{judge: judge}
		callers := report.Callers(pass.Analyzer)
		alike := make(map[string][]report.Finding) // by what is wrong with a body that no struct or helper makes
		for s := range defect.Each(slices.Concat(res.Responses, res.Returned)) {
			v := judge.site(s, s.Shapes())
			used.note(s, v)
			if len(v.problems) == 0 {
				continue
			}
			switch {
			case callers:
				r.Add(finding(pass, s, v))
			case judge.inside(s, v): // it is reported there
			case v.document: // each operation asks for something of its own
				r.Add(finding(pass, s, v))
			default:
				f := judge.mended(pass, s, v)
				if f.Cause != nil || each {
					r.Add(f)
				} else {
					alike[texts(v)] = append(alike[texts(v)], f)
				}
			}
		}
		for _, what := range slices.Sorted(maps.Keys(alike)) {
			r.Fold(alike[what], func(left []report.Finding) []report.Finding {
				if len(left) <= many {
					return left
				}
				return []report.Finding{report.Together(left, fmt.Sprintf("%s; %d responses of this package do so and -envelope.each lists them", left[0].Message, len(left)))}
			})
		}
		for _, f := range used.mixed(res.Package.Imports) {
			r.Add(f)
		}
	}
	r.Flush()
	return nil, nil
}

// many is how many bodies that are wrong in the same way a package is told one by one.
// Whoever has more of them has an error format of his own, and decides on that once.
const many = 10

// mended words what is wrong with a response where that can be mended: in the helper that
// makes the body, once for a struct.
func (j judge) mended(pass *analysis.Pass, s *responses.Response, v verdict) report.Finding {
	cause := s.Cause(func(in *responses.Response) bool { return j.fixes(in, s, v) })
	f := finding(pass, cause.Site, v)
	f.Also = fmt.Sprintf("%s sends it here too", cause.Site.Name())
	if f.Cause = common(v); f.Cause == nil && cause.Helper != nil {
		f.Cause = cause.Of()
	}
	if cause.Site != s {
		f.Related = append(f.Related, called(s))
	}
	return f
}

// A shared is what is wrong with a struct, wherever it is sent.
type shared struct {
	decl  *types.TypeName
	texts string
}

// common returns what other responses have in common with one: the struct, and what is
// wrong with it. It is nil if the body is no struct.
func common(v verdict) any {
	decl, ok := v.shape.Named()
	if !ok || slices.ContainsFunc(v.problems, func(p conform.Problem) bool {
		return !slices.Contains([]conform.Kind{conform.Misnamed, conform.LeftOut, conform.Mistyped, conform.Missing}, p.Kind) // a value that is sent here
	}) {
		return nil
	}
	if _, ok := decl.Type().Underlying().(*types.Struct); !ok {
		return nil
	}
	return shared{decl, texts(v)}
}

// finding words all that is wrong with one response.
func finding(pass *analysis.Pass, s *responses.Response, v verdict) report.Finding {
	f := report.Finding{
		Node:    s.At.Node,
		Message: fmt.Sprintf("%s sends %s in which %s; %s", s.Name(), body(s), texts(v), v.required),
		Fixes:   fixes(pass, s, v),
	}
	if decl, ok := v.shape.Named(); ok && decl.Pkg() == pass.Pkg {
		f.Related = []analysis.RelatedInformation{{Pos: decl.Pos(), Message: decl.Name() + " is declared here"}}
	}
	if s.IsFailure() && len(s.Status.Codes) == 0 {
		for _, caller := range s.Helpers.Callers {
			f.Related = append(f.Related, called(caller))
		}
	}
	return f
}

func called(s *responses.Response) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: s.At.Node.Pos(), End: s.At.Node.End(), Message: s.Name() + " is called here"}
}

// body names the body of a response, by its statuses unless the callers choose those.
func body(s *responses.Response) string {
	if len(s.Status.Codes) == 0 {
		return "a body"
	}
	return "a " + codes(s) + " body"
}

func codes(s *responses.Response) string {
	var list []string
	for _, code := range s.Status.Codes {
		list = append(list, fmt.Sprint(code))
	}
	return strings.Join(list, " or ")
}

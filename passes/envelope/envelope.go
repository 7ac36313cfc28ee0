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
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/envelope",
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var each bool

func init() {
	Analyzer.Flags.BoolVar(&each, "each", false, "report each body of a package of which many have the same shape, and not the package")
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
				return []report.Finding{report.Together(left, fmt.Sprintf("%s, as %d other answers of this package have; -envelope.each lists them", left[0].Message, len(left)-1))}
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

// A verdict is how the body of an answer compares with what is asked for.
type verdict struct {
	required string // who asks for what
	document bool   // a document does
	variant  int    // of the contract's shapes the one that it has, or comes closest to; -1 if that is not known
	problems []conform.Problem
	shape    *responses.Shape // that has the problems
}

// A judge holds answers against the project's documents, and against the contract
// where those say nothing.
type judge struct {
	info       *types.Info
	contract   *contract.Contract
	operations *documented.Handlers
}

// inside reports whether what is wrong with an answer is reported in the helper that
// makes it. An operation speaks of its handler alone: of the helpers only a closure
// in there has it too.
func (j judge) inside(s *responses.Response, v verdict) bool {
	if v.document {
		return j.closure(s) && slices.ContainsFunc(s.Helpers.Inside, func(in *responses.Response) bool {
			w, _ := j.document(in, in.Shapes())
			return len(w.problems) > 0
		})
	}
	return slices.ContainsFunc(s.Helpers.Inside, func(in *responses.Response) bool { return len(j.general(in, in.Shapes()).problems) > 0 })
}

// fixes reports whether a helper makes all that is wrong with an answer, whatever it
// is called with.
func (j judge) fixes(in, s *responses.Response, v verdict) bool {
	return texts(j.general(s, in.Shapes())) == texts(v)
}

// mended words what is wrong with an answer where that can be mended: in the helper that
// makes the body, once for a struct.
func (j judge) mended(pass *analysis.Pass, s *responses.Response, v verdict) report.Finding {
	cause := s.Cause(func(in *responses.Response) bool { return j.fixes(in, s, v) })
	f := finding(pass, cause.Site, v)
	f.Also = fmt.Sprintf("%s answers %swith it here", cause.Site.Name(), codes(cause.Site))
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

// common returns what other answers have in common with one: the struct, and what is
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

// texts words all that is wrong.
func texts(v verdict) string {
	var list []string
	for _, p := range v.problems {
		list = append(list, p.Text)
	}
	return conform.And(list)
}

// site compares what the body of an answer may be with the schemas of its operation,
// else with the contract's if one is chosen.
func (j judge) site(s *responses.Response, shapes []*responses.Shape) verdict {
	if v, ok := j.document(s, shapes); ok {
		return v
	}
	return j.general(s, shapes)
}

// general compares it with what the contract says of every one.
func (j judge) general(s *responses.Response, shapes []*responses.Shape) verdict {
	if s.Status.Exact || len(s.Status.Codes) == 0 && s.FromCallers() {
		return j.body(s.Status.Codes, s.FromCallers(), judged(shapes, s.Status.Codes, s.IsFailure()))
	}
	return verdict{variant: -1}
}

// body compares what a body may be with what the contract says of one with these
// statuses, or of an error's if its callers decide the status.
func (j judge) body(codes []int, asks bool, bodies []*responses.Shape) verdict {
	c := j.contract
	list, ok := schemas(c, codes, asks)
	if !c.Chosen || !ok {
		return verdict{variant: -1}
	}
	failure := len(codes) == 0 || c.IsError(codes[0])
	asked := c.ErrorBodyPhrase()
	if !failure {
		asked = successPhrase(c)
	}
	v := verdict{required: fmt.Sprintf("the contract %s asks for %s", c.Name, asked), variant: -1}
	for _, shape := range bodies {
		body := conform.Body{Shape: shape, Codes: codes, OmitEmpty: failure && c.Errors.OmitEmpty}
		v.shape = shape
		v.variant, v.problems = body.Closest(list)
		if p, ok := conform.MixedShapes(list, shape); ok {
			v.problems = []conform.Problem{p}
		}
		if list := c.List().Member(); list != "" && !failure && shape.Kind == "array" {
			v.problems = append(v.problems, conform.Problem{Text: "the list is the body itself"})
		}
		if len(v.problems) > 0 {
			return v
		}
	}
	return v
}

// judged returns what an answer with these statuses may have as its body, as far as
// it is judged here: a bare string is rawerror's. Of several the first that is wrong
// counts. Where the status is not known, it is an error's if refuses says so.
func judged(shapes []*responses.Shape, codes []int, refuses bool) []*responses.Shape {
	return slices.DeleteFunc(slices.Clone(shapes), func(shape *responses.Shape) bool {
		return shape.Kind == "" || shape.Kind == "string" || len(codes) == 0 && !refuses && !saysError(shape)
	})
}

// saysError reports whether a body is an error's whatever the status is: it has a
// member that says so.
func saysError(shape *responses.Shape) bool {
	return slices.ContainsFunc(shape.Members, func(m *responses.Member) bool {
		return m.Presence == responses.Always && slices.Contains([]string{"error", "errors"}, conform.Plain(m.Name))
	})
}

// schemas returns what the contract says of the body of an answer with these
// statuses; ok is false if that depends on which of them is sent. Where the
// callers decide the status, an error's body is judged all the same.
func schemas(c *contract.Contract, codes []int, asks bool) (list []*contract.Schema, ok bool) {
	if len(codes) == 0 {
		return c.ErrorShapes(), asks && len(c.ErrorShapes()) > 0
	}
	failure := c.IsError(codes[0])
	for _, code := range codes {
		success := code >= 200 && code <= 299
		if c.IsError(code) != failure || !failure && !success {
			return nil, false
		}
	}
	if failure {
		return c.ErrorShapes(), len(c.ErrorShapes()) > 0
	}
	if shape := c.SuccessShape(); shape != nil {
		list = append(list, shape)
	}
	return list, true
}

func successPhrase(c *contract.Contract) string {
	if list := c.List().Member(); list != "" {
		return fmt.Sprintf("a JSON body with %s[]", list)
	}
	return "another JSON body"
}

// finding words all that is wrong with one answer.
func finding(pass *analysis.Pass, s *responses.Response, v verdict) report.Finding {
	f := report.Finding{
		Node:    s.At.Node,
		Message: fmt.Sprintf("%s answers %swith a body in which %s, %s", s.Name(), codes(s), texts(v), v.required),
		Fixes:   fixes(pass, s, v),
	}
	if decl, ok := v.shape.Named(); ok && decl.Pkg() == pass.Pkg {
		f.Related = []analysis.RelatedInformation{{Pos: decl.Pos(), Message: decl.Name() + " is declared"}}
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

func codes(s *responses.Response) string {
	if len(s.Status.Codes) == 0 {
		return "" // the callers'
	}
	var list []string
	for _, code := range s.Status.Codes {
		list = append(list, fmt.Sprint(code))
	}
	return strings.Join(list, " or ") + " "
}

package statusmeaning

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports statuses that do not say what has happened.
var Analyzer = &analysis.Analyzer{
	Name:     "statusmeaning",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("statusmeaning"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var offer, each bool

func init() {
	Analyzer.Flags.BoolVar(&each, "each", false, "report each call of a helper whose status does not fit, not the helper once")
	Analyzer.Flags.BoolVar(&offer, "offer", true, "offer fixes that replace the status; -fix applies them only if this is set")
	report.Flags(Analyzer)
}

// A meaning is what a test calls for.
type meaning struct {
	condition contract.Condition
	found     string // what the handler has found out
	but       []int  // statuses that say it in another way, or keep it from the client
}

var meanings = map[responses.Condition]meaning{
	responses.WrongMethod:    {contract.IfMethod, "a method that is not supported", nil},
	responses.WrongType:      {contract.IfContentType, "an unsupported Content-Type", []int{401, 403}},
	responses.BadPath:        {contract.IfParameter, "a missing or malformed parameter", []int{401, 403, 404, 422}},
	responses.BadParameter:   {contract.IfParameter, "a missing or malformed parameter", []int{401, 403, 422}},
	responses.BadBody:        {contract.IfBody, "a body that cannot be decoded", []int{401, 403, 413, 415, 422}},
	responses.Missing:        {contract.IfNotFound, "a not-found error", []int{401, 403, 410}},
	responses.Conflicting:    {contract.IfConflict, "an already-exists error", []int{401, 403, 409, 422}},
	responses.TimedOut:       {contract.IfDeadline, "an exceeded deadline", []int{408}},
	responses.BrokenResponse: {contract.IfUpstream, "a malformed upstream response", nil},
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	helpers := make(map[habit][]report.Finding)
	if r.On("") || r.On("created") || r.On("message") {
		for s := range defect.Each(slices.Concat(res.Responses, res.ErrorResponses, res.Returned)) {
			if len(s.Status.Codes) != 1 || !s.Status.Exact || s.Status.Implied || s.Status.Foreign || !c.Documents(s.Status.Codes[0]) {
				continue // or it is statuscode's
			}
			for _, judge := range []func(*analysis.Pass, *contract.Contract, *responses.Response) (report.Finding, bool){condition, empty, created, message} {
				if f, ok := judge(pass, c, s); ok {
					f.Node = s.At.Node
					if helper := s.By.Via; helper != "" && s.Status.Expr == nil && f.Category == "" {
						h := habit{helper, s.Reason.Condition}
						helpers[h] = append(helpers[h], f)
					} else {
						r.Add(f)
					}
					break // one problem, one finding
				}
			}
		}
	}
	for _, h := range slices.SortedFunc(maps.Keys(helpers), habit.compare) {
		r.Fold(helpers[h], h.together)
	}
	r.Flush()
	return nil, nil
}

// A habit is a helper of one status that is used where a condition calls for another.
type habit struct {
	helper    string
	condition responses.Condition
}

func (h habit) compare(other habit) int {
	return cmp.Or(cmp.Compare(h.helper, other.helper), cmp.Compare(h.condition, other.condition))
}

// many is how many calls of one helper a package is told one by one. Whoever has more has
// no other helper at hand, and adds one, or teaches this one.
const many = 5

// together words the calls of the helper as one where there are many.
func (h habit) together(left []report.Finding) []report.Finding {
	if each || len(left) <= many {
		return left
	}
	return []report.Finding{report.Together(left, fmt.Sprintf("%s; %d calls of it do so and -statusmeaning.each lists them", left[0].Message, len(left)))}
}

// condition judges a response by the condition that leads to it.
func condition(pass *analysis.Pass, c *contract.Contract, s *responses.Response) (f report.Finding, ok bool) {
	m, ok := meanings[s.Reason.Condition]
	if !ok || !s.IsError() {
		return f, false
	}
	want, ok := c.Meaning(m.condition)
	if !ok || want == s.Status.Codes[0] || slices.Contains(m.but, s.Status.Codes[0]) {
		return f, false
	}
	f.Message = fmt.Sprintf("%s sends %s for %s; %s", s.Name(), http.Named(s.Status.Codes[0]), m.found, c.Requires(http.Named(want)))
	if offer {
		f.Fixes = edit.ReplaceStatus(pass, s.Status.Expr, []int{want})
	}
	return f, true
}

// empty judges what is said of an empty list: that it is not there, or nothing.
func empty(_ *analysis.Pass, c *contract.Contract, s *responses.Response) (f report.Finding, ok bool) {
	list := c.List()
	if s.Reason.Condition != responses.EmptyList || list == nil || list.Empty == 0 || list.Empty == s.Status.Codes[0] {
		return f, false
	}
	switch s.Status.Codes[0] {
	case http.StatusNotFound, http.StatusNoContent:
		f.Message = fmt.Sprintf("%s sends %s for an empty list; %s", s.Name(), http.Named(s.Status.Codes[0]), c.Requires(http.Named(list.Empty)+" with []"))
		return f, true
	}
	return f, false
}

// created judges a 201 by the methods that the handler is registered for. Of other
// statuses methods say less: they are statuscode's.
func created(pass *analysis.Pass, c *contract.Contract, s *responses.Response) (f report.Finding, ok bool) {
	const code = http.StatusCreated
	fits := func(method string) bool { return c.MethodMaySet(code, method) }
	if s.Status.Codes[0] != code || !c.MaySet(code) || len(s.Handler.Methods) == 0 || !s.Status.Here || slices.ContainsFunc(s.Handler.Methods, fits) {
		return f, false
	}
	f.Category = "created"
	f.Message = fmt.Sprintf("%s sends %s to %s; contract %s allows it only for other methods", s.Name(), http.Named(code), strings.Join(s.Handler.Methods, " and "), c.Name)
	if offer {
		f.Fixes = edit.ReplaceStatus(pass, s.Status.Expr, c.Replacements(code, s.Handler.Methods...))
	}
	return f, true
}

// message judges the text of an error.
func message(_ *analysis.Pass, c *contract.Contract, s *responses.Response) (f report.Finding, ok bool) {
	if !s.IsError() || !s.Body.Here {
		return f, false
	}
	for _, member := range messageMembers(c.ErrorMembers()) {
		text, known := s.Reason.Messages[member]
		switch status := http.StatusText(s.Status.Codes[0]); {
		case !known:
		case strings.TrimSpace(text) == "":
			f.Category = "message"
			f.Message = fmt.Sprintf("%s sends %s with an empty %s: the client gets no explanation", s.Name(), http.Named(s.Status.Codes[0]), member)
			return f, true
		case strings.EqualFold(strings.TrimRight(text, ".!"), status):
			f.Category = "message"
			f.Message = fmt.Sprintf("%s sends %s with %s %q: it only repeats the status", s.Name(), http.Named(s.Status.Codes[0]), member, text)
			return f, true
		}
	}
	return f, false
}

// messageMembers returns the names of the members that hold a message.
func messageMembers(members []contract.Member) (names []string) {
	for _, m := range members {
		if m.Holds == contract.HoldsMessage {
			names = append(names, m.Name)
		}
		names = append(names, messageMembers(m.Members)...)
	}
	return names
}

package statuscode

import (
	_ "embed"
	"fmt"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/documented"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports statuses that the contract does not document.
var Analyzer = &analysis.Analyzer{
	Name:     "statuscode",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("statuscode"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var implied, offer, each bool

func init() {
	Analyzer.Flags.BoolVar(&implied, "implied", false, "check every redirect: 3xx, and statuses that the API chooses")
	Analyzer.Flags.BoolVar(&offer, "offer", true, "offer fixes that replace the status; -fix applies them only if this is set")
	Analyzer.Flags.BoolVar(&each, "each", false, "report each success with an error in its body, not one per package that has more than five")
	report.Flags(Analyzer)
	report.CallersFlag(Analyzer)
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	var wrong []report.Finding
	for s := range defect.Each(res.Responses) {
		f, ok := success(c, s)
		switch {
		case ok && f.Cause == nil:
			wrong = append(wrong, f)
		case ok:
			r.Add(f)
		}
	}
	r.Fold(wrong, successes)
	handlers := documented.New(pass, c, res)
	callers := report.Callers(pass.Analyzer)
	var lacking gaps
	for s := range defect.Each(slices.Concat(res.Responses, res.ErrorResponses, res.Returned)) {
		if (s.Status.Implied && s.Status.Expr == nil || s.Status.Foreign) && !implied {
			continue
		}
		if s.Status.Late {
			continue // the client gets another one
		}
		for _, code := range codes(pass, s) {
			name, ops := documenting(pass, handlers, s, code)
			if !callers && slices.Contains(s.Status.Supposed, code) {
				ops = nil // whether the handler ever gets such an error is not known
			}
			f, ok := judge(c, s, code, name, ops, s.Status.Here || callers && ownHelper(pass, s))
			if !ok {
				continue
			}
			if s.At.Sent.IsValid() {
				f.Related = append(f.Related, sender(res, s))
			}
			if len(s.Status.Codes) == 1 && s.Status.Exact && s.Status.Here && offer {
				f.Fixes = edit.ReplaceStatus(pass, s.Status.Expr, replacements(c, s, code, ops))
			}
			if len(ops) > 0 && !documents(ops, code) {
				f.Fixes = append(f.Fixes, document(pass, c, ops, code)...)
			}
			switch {
			case callers:
				r.Add(f)
			case len(ops) > 0 && !documents(ops, code):
				lacking.add(pass, s, f, ops[0], code)
			default:
				if s.Status.Source != nil && len(ops) == 0 {
					chosen(&f, s, code)
				}
				r.Add(f)
			}
		}
	}
	lacking.report(r)
	broken(pass, c, r)
	elsewhere(pass, c, res, r)
	if r.On("unreturned") {
		neverSent(handlers, res, r)
	}
	if r.On("unsent") {
		unsent(pass, c, handlers, res, r)
	}
	for m := range defect.Each(res.Mounts) {
		for _, a := range m.Responses {
			if f, ok := mounted(c, m, a.Code); ok {
				f.Cause, f.Also = f.Message, m.Made()+" sends it here too"
				r.Add(f)
				break
			}
		}
	}
	r.Flush()
	return nil, nil
}

// A source is what several responses have a status from.
type source struct {
	fn   types.Object
	code int
}

// chosen moves a finding to where the status is chosen for several responses. In another
// package nobody knows that it is a status: there is one finding for all that this one
// gets from there.
func chosen(f *report.Finding, s *responses.Response, code int) {
	f.Cause, f.Also = source{s.Status.Source.Func, code}, fmt.Sprintf("%s sends it here", s.Name())
	if at := s.Status.Source.At(code); at != nil {
		f.Related = append(f.Related, analysis.RelatedInformation{Pos: f.Node.Pos(), End: f.Node.End(), Message: f.Also})
		f.Message = strings.Replace(f.Message, s.Name()+" sends", s.Status.Source.Name+" makes callers send", 1)
		f.Node, f.Fixes = at, nil
	}
}

// replacements returns what may be sent instead of a status, by the contract and
// by what is documented for the operation.
func replacements(c *contract.Contract, s *responses.Response, code int, ops []*contract.Operation) []int {
	return slices.DeleteFunc(c.Replacements(code, s.Handler.Methods...), func(other int) bool {
		return len(ops) > 0 && !documents(ops, other)
	})
}

// codes returns the statuses of a response. To a helper 0 may be the word for "none
// chosen"; where it stands in the call that sends, it is sent. Where nobody sets a
// status the body that begins the response has a 200.
func codes(pass *analysis.Pass, s *responses.Response) []int {
	if s.By.Via == "" && s.Status.Expr != nil {
		if v := pass.TypesInfo.Types[s.Status.Expr].Value; v != nil && constant.Sign(v) == 0 {
			return []int{0}
		}
	}
	if unset(s) {
		return []int{http.StatusOK}
	}
	return s.Status.Codes
}

// unset reports whether a response is a 200 because nobody has set its status. That is
// said once, of the first part of its body.
func unset(s *responses.Response) bool { return s.Status.Unset && s.Body.Certain.Fresh }

// sender names the place in a helper that sends the status: before the body, if
// another call sends that.
func sender(res *responses.Result, s *responses.Response) analysis.RelatedInformation {
	at := analysis.RelatedInformation{Pos: s.At.Sent, Message: s.By.API + " sends it here"}
	if slices.Contains(res.ErrorResponses, s) {
		at.Message = "created here"
	}
	for t := range defect.Each(res.Responses) {
		if t.At.Call.Pos() == s.At.Sent && t.StatusCall != nil {
			at.Pos, at.Message = t.StatusCall.At.Call.Pos(), t.StatusCall.By.API+" sends it here"
		}
	}
	return at
}

// judge holds one status of a response against what is documented for its
// operation, if anything is, and against the contract. A status that a helper
// fixes is judged there, but only its callers have operations.
func judge(c *contract.Contract, s *responses.Response, code int, name string, ops []*contract.Operation, here bool) (f report.Finding, ok bool) {
	if len(ops) > 0 && contract.Valid(code) {
		if f, ok := undocumented(s, code, name, ops); ok {
			return f, ok
		}
	}
	if !here {
		return f, false
	}
	f.Node = s.At.Node
	api := s.Name()
	documented := len(ops) > 0 // by an operation
	switch redirect := 300 <= code && code < 400; {
	case !contract.Valid(code):
		f.Category = "invalid"
		f.Message = fmt.Sprintf("%s sends %d, which is not a status code: net/http panics below 100 and above 999", api, code)
	case redirect && !implied && !c.Forbids(code), code < 200 && (contract.Registered(code) || common(code)):
		return f, false
	case documented && !c.Documents(code):
		return f, false
	case !c.Documents(code) && !c.Chosen && common(code):
		return f, false
	case !c.Documents(code) && !c.Chosen && http.StatusText(code) != "":
		f.Category = "unregistered"
		f.Message = fmt.Sprintf("%s sends %d, which IANA lists as unused: %s", api, code, seen(code))
	case !c.Documents(code) && !c.Chosen:
		f.Category = "unregistered"
		f.Message = fmt.Sprintf("%s sends %d, which is not registered with IANA: %s", api, code, seen(code))
	case !c.Documents(code):
		f.Category = "undocumented"
		f.Message = fmt.Sprintf("%s sends %s, which contract %s does not document", api, http.Named(code), c.Name)
	case !c.MaySet(code):
		f.Category = "role"
		f.Message = fmt.Sprintf("%s sends %s; contract %s reserves it for the %s, not the %s", api, http.Named(code), c.Name, c.SetBy(code), c.Role)
	case !documented && code != http.StatusCreated && unfit(c, s, code): // what was created is statusmeaning's
		f.Category = "method"
		f.Message = fmt.Sprintf("%s sends %s to %s; contract %s allows it only for other methods", api, http.Named(code), strings.Join(s.Handler.Methods, " and "), c.Name)
	default:
		return f, false
	}
	return f, true
}

// common reports whether a status is known to clients though it is in no registry.
func common(code int) bool {
	_, ok := http.CommonStatus(code)
	return ok
}

// unfit reports whether a status may answer none of the methods that the handler
// is registered for.
func unfit(c *contract.Contract, s *responses.Response, code int) bool {
	return len(s.Handler.Methods) > 0 && !slices.ContainsFunc(s.Handler.Methods, func(m string) bool { return c.MethodMaySet(code, m) })
}

// seen says what clients make of a status that they do not know.
func seen(code int) string {
	switch {
	case code < 200:
		return "clients wait for another response"
	case code > 599:
		return "clients treat it as a server error"
	}
	return fmt.Sprintf("clients treat it as a %d00", code/100)
}

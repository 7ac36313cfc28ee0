// Package explain tells by which steps what a response sends came there, and why the text
// of an error was not taken for internal, for `respvet explain` and the code flows of
// SARIF. It is no rule: it finds nothing wrong.
package explain

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/documented"
	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/responses/leak"
	"golang.org/x/tools/go/analysis"
)

// Analyzer reports, with -explain.json, one diagnostic a package whose message is a list
// of [Trail] in JSON, as routes.Analyzer does. Without the flag it does nothing.
var Analyzer = &analysis.Analyzer{
	Name:     "explain",
	Doc:      "tell how what is sent came there, for respvet explain and SARIF",
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/explain",
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var enabled bool

func init() {
	Analyzer.Flags.BoolVar(&enabled, "json", false, "report the steps by which what is sent came there, as JSON")
}

// A Trail is how something came into a response.
type Trail struct {
	Rule   string // the rule that judges it
	Place  string // file:line:column where a finding would stand
	Silent string // why the rule has nothing against it; "" if it has, or if that is not known
	Known  string // what is known besides, "" for nothing
	Steps  []Step // from its origin to the client, at least one
}

// A Step is one of them.
type Step struct {
	Place   string
	Message string
}

// maxCallers is how many of the calls that pass an error to a helper have a trail.
const maxCallers = 5

func run(pass *analysis.Pass) (any, error) {
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	if !enabled {
		return nil, nil
	}
	t := &teller{pass: pass, res: res, contract: pass.ResultOf[contract.Analyzer].(*contract.Contract)}
	t.handlers = documented.New(pass, t.contract, res)
	for l := range defect.Each(res.Leaks) {
		t.leak(l)
	}
	for s := range defect.Each(slices.Concat(res.Responses, res.ErrorResponses)) {
		t.status(s)
		t.lists(s)
	}
	for _, n := range res.Explain() {
		t.note(n)
	}
	if len(t.trails) == 0 {
		return nil, nil
	}
	message, err := json.Marshal(t.trails)
	if err != nil {
		return nil, err
	}
	clause := pass.Files[0].Name
	pass.Report(analysis.Diagnostic{Pos: clause.Pos(), End: clause.End(), Category: "explain", Message: string(message)})
	return nil, nil
}

// A teller makes trails of what is known of a package.
type teller struct {
	pass     *analysis.Pass
	res      *responses.Result
	contract *contract.Contract
	handlers *documented.Handlers
	trails   []Trail
}

func (t *teller) place(pos token.Pos) string {
	if !pos.IsValid() {
		return ""
	}
	return t.pass.Fset.Position(pos).String()
}

// add adds a trail with those of the steps that stand in this package. Two that follow
// each other at one place are one.
func (t *teller) add(rule string, at token.Pos, silent string, steps ...step) {
	trail := Trail{Rule: rule, Place: t.place(at), Silent: silent}
	for _, s := range steps {
		place := t.place(s.pos)
		if place == "" || s.message == "" {
			continue
		}
		if n := len(trail.Steps); n > 0 && trail.Steps[n-1].Place == place {
			trail.Steps[n-1].Message += "; " + s.message
			continue
		}
		trail.Steps = append(trail.Steps, Step{place, s.message})
	}
	if len(trail.Steps) > 0 && trail.Place != "" {
		t.trails = append(t.trails, trail)
	}
}

type step struct {
	pos     token.Pos
	message string
}

// leak tells of internal text, by each of the callers that pass it to a helper.
func (t *teller) leak(l *responses.Leak) {
	from := step{l.Origin(), map[responses.Source]string{
		responses.SourcePanic: "the value of the panic is recovered here",
	}[l.From.Source]}
	if from.message == "" {
		from.message = "the error comes from here"
		if l.From.Call != "" {
			from.message = "the error comes from " + t.res.Named(l.From.Call)
		}
	}
	text := step{l.At.Node.Pos(), "it becomes text here"}
	if l.From.Source == responses.SourceStack {
		text.message = "the stack is taken here"
	}
	sent := t.sent(l.Response)
	if l.At.Node == l.Response.At.Node { // one call prints it and sends it
		text.message = ""
	}
	silent := ""
	switch {
	case l.PartOf(t.contract.PublicType):
		silent = "the error is public: `public-errors` in the configuration names its type"
	case l.Helper.Call:
		silent = "an internal error is passed to " + l.Helper.Name + ": the finding stands where that makes text of it, and -errleak.callers reports the call, too"
	}
	passed := l.Helper.Passed[:min(len(l.Helper.Passed), maxCallers)]
	if len(passed) == 0 {
		t.add("errleak", l.At.Node.Pos(), silent, append([]step{from, text}, sent...)...)
	}
	for i, pos := range passed {
		steps := []step{{pos, "an internal error is passed here"}, text}
		if i == 0 && l.Origin().IsValid() {
			steps = append([]step{from}, steps...)
		}
		if slices.Contains(passed, l.Response.At.Node.Pos()) {
			steps = append(steps, sent[1:]...) // the call that passes it is the response
		} else {
			steps = append(steps, sent...)
		}
		t.add("errleak", l.At.Node.Pos(), silent, steps...)
	}
}

// sent are the steps by which a response leaves.
func (t *teller) sent(s *responses.Response) []step {
	what := "the response is sent here"
	if codes, exact := s.Statuses(); exact && len(codes) == 1 {
		what = fmt.Sprintf("the %d is sent here", codes[0])
	}
	steps := []step{{s.At.Node.Pos(), what + ", by " + s.Name()}}
	if s.By.Via != "" {
		steps = append(steps, step{s.At.Sent, s.By.API + " sends it"})
	}
	return steps
}

// status tells of a status that is chosen in one place and sent in another.
func (t *teller) status(s *responses.Response) {
	codes, exact := s.Statuses()
	if len(codes) == 0 || !exact {
		return
	}
	var steps []step
	for _, code := range codes {
		chosen := step{message: fmt.Sprintf("%d %s is chosen here", code, http.StatusText(code))}
		switch {
		case s.Status.Source != nil && s.Status.Source.At(code) != nil: // it is judged there
			chosen.pos = s.Status.Source.At(code).Pos()
			chosen.message += ", by " + s.Status.Source.Name
			t.add("statuscode", chosen.pos, "", append([]step{chosen}, t.sent(s)...)...)
			t.know(t.documenting(s, []int{code}))
			continue
		case s.Status.Expr != nil:
			chosen.pos = s.Status.Expr.Pos()
		case s.Status.Unset:
			chosen = step{s.At.Node.Pos(), "nobody sets a status: net/http sends 200"}
		default:
			chosen.message = "" // the call chooses it, which sends it
		}
		steps = append(steps, chosen)
	}
	if len(steps) > 0 { // else each was told by itself
		t.add("statuscode", s.At.Node.Pos(), "", append(steps, t.sent(s)...)...)
		t.know(t.documenting(s, codes))
	}
}

// know adds to the last trail what is known besides.
func (t *teller) know(what string) {
	if n := len(t.trails); n > 0 {
		t.trails[n-1].Known = what
	}
}

// documenting says what documents some statuses of a response, or why nothing has to.
func (t *teller) documenting(s *responses.Response, codes []int) string {
	var phrases []string
	for _, code := range codes {
		phrases = append(phrases, t.documentingOne(s, code))
	}
	return strings.Join(slices.Compact(phrases), "; ")
}

func (t *teller) documentingOne(s *responses.Response, code int) string {
	_, _, sources := t.handlers.At(s.At.Node.Pos())
	for _, ops := range sources {
		for _, o := range ops {
			if !o.Judges(code) {
				continue
			}
			from := fmt.Sprint(o.From)
			if o.Pos.IsValid() {
				p := t.pass.Fset.Position(o.Pos)
				from = fmt.Sprintf("the comment at %s:%d", filepath.Base(p.Filename), p.Line)
			}
			verb := "documents"
			if !o.Documents(code) {
				verb = "does not document"
			}
			return fmt.Sprintf("%s %s %d", from, verb, code)
		}
	}
	switch {
	case !t.contract.Chosen:
		return "no contract is chosen, and nothing documents the operation: any registered status will do"
	case t.contract.Documents(code):
		return fmt.Sprintf("the contract %s documents %d", t.contract.Name, code)
	}
	return fmt.Sprintf("the contract %s does not document %d", t.contract.Name, code)
}

// lists tells of lists that can be nil when they are encoded.
func (t *teller) lists(s *responses.Response) {
	for _, l := range s.NilLists {
		at, from := s.At.Node.Pos(), step{}
		switch {
		case l.Var != nil:
			at, from = l.Var.Pos(), step{l.Var.Pos(), l.Var.Name + " is declared without elements: it is nil"}
		case l.By != nil:
			from = step{l.By.Pos(), l.From + " may return a nil list"}
			if l.By.Pkg() != t.pass.Pkg {
				from = step{at, l.From + " may return a nil list"}
			}
		}
		what := "the body is"
		if l.Member != "" {
			what = "the member " + l.Member + " is"
		}
		t.add("nilslice", at, "", append([]step{from, {s.At.Node.Pos(), what + " encoded as null if nothing was added"}}, t.sent(s)...)...)
	}
}

// silences are why the text of an error is not reported.
var silences = map[responses.LeakReason]string{
	leak.Constant:     "the error is proven public: its text is made of constants and plain values",
	leak.Sentinel:     "the error is proven public: it is a variable of a package",
	leak.Declared:     "the error is public: //respvet:public says so of its type or function",
	leak.OfCaller:     "the error is a parameter: the calls of this function are judged",
	leak.Mode:         "the text is sent only where a mode of the program asks for it",
	leak.Asked:        "the error was asked for its text by an interface of its own",
	leak.NobodyThere:  "the error is that of writing to the client, or of encoding a value",
	leak.GivenUp:      "the origin of the error is not known: evaluation was given up on at a bound",
	leak.JudgedBefore: "the error is a response by itself, and judged where it is made",
}

// note tells why the text of an error is not internal. What is, a leak tells better.
func (t *teller) note(n leak.Note) {
	silent := silences[n.Reason]
	if silent == "" {
		return
	}
	switch {
	case n.Reason == leak.Sentinel && n.From != "":
		silent += ", " + t.res.Named(n.From)
	case n.Type != "" && n.Reason == leak.Declared:
		silent += ", " + t.res.Named(n.Type)
	}
	at := cmp.Or(n.Text, n.Response.At.Node.Pos())
	if n.Reason == leak.OfCaller && slices.ContainsFunc(t.trails, func(o Trail) bool { return o.Rule == "errleak" && o.Place == t.place(at) }) {
		return // the trails of the callers say so
	}
	from := step{n.Origin, "the error comes from here"}
	if n.Reason == leak.Constant {
		from.message = "the error is made here"
	}
	if n.From != "" {
		from.message = "the error comes from " + t.res.Named(n.From)
	}
	t.add("errleak", at, silent, append([]step{from, {n.Text, "it becomes text here"}}, t.sent(n.Response)...)...)
}

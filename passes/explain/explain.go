// Package explain tells by which steps what a response sends came there, and why the text
// of an error was not taken for internal, for `respvet explain` and the code flows of
// SARIF. It is no rule: it finds nothing wrong.
package explain

import (
	"encoding/json"
	"fmt"
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/documented"
	"github.com/respvet/respvet/passes/requests"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// Analyzer reports, with -explain.json, one diagnostic a package whose message is a list
// of [Trail] in JSON, as routes.Analyzer does. Without the flag it does nothing.
var Analyzer = &analysis.Analyzer{
	Name: "explain",
	Doc:  "trace responses to their origins, for respvet explain and SARIF",
	URL:  "https://pkg.go.dev/github.com/respvet/respvet/passes/explain",
	Run:  defect.Rule(run),
	// It asks for more of the responses' values, which nobody else may do at the same time.
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer, requests.Analyzer},
}

var enabled bool

func init() {
	Analyzer.Flags.BoolVar(&enabled, "json", false, "report the steps from origins to responses, as JSON")
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

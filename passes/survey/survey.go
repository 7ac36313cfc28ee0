// Package survey tells what a package does already that a configuration could say, for
// `respvet init`. It is no rule: it finds nothing wrong.
package survey

import (
	"encoding/json"
	"go/token"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/requests"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// Name is the name of the analyzer that For returns.
const Name = "survey"

// A Unit is what one package says.
type Unit struct {
	Pkg    string
	Errors Errors
	// Findings are those of each rule and category under each built-in contract; under ""
	// those without one.
	Findings map[string]map[string]int
	// Fits are, by contract, the JSON bodies of errors whose shape is the contract's.
	Fits map[string]int
	// Statuses are how often each is sent; Foreign, by contract, those that it does not have.
	Statuses map[int]int
	Foreign  map[string]map[int]int
	// Envelopes are the shapes of the JSON bodies of errors, the most used first.
	Envelopes  []*Envelope
	Responders []*Responder
	// Helpers are what functions send as the JSON body of an error, if that is one thing, and
	// Through how many errors of this package have a body that only such a function of
	// another one knows: [Unit.Join] brings them together.
	Helpers map[string]*Helper
	Through map[string]int
	// Left are how many errors go into a list of the framework's, and Lists the bodies of
	// middleware that reads it: [Unit.Join] counts one for the other.
	Left  int
	Lists []*Helper
	// Public are the types of errors whose text goes to clients with a 4xx, as a
	// configuration names them, and how often.
	Public map[string]int
}

// Errors are how many places send an error whose body is known, and what that is.
type Errors struct{ JSON, Text, Empty int }

// All returns how many there are.
func (e Errors) All() int { return e.JSON + e.Text + e.Empty }

// A Helper is a function that sends an error's JSON body.
type Helper struct {
	Fits     []string // contracts
	Envelope *Envelope
}

// A Responder is a function of the module that sends errors for others.
type Responder struct {
	Func   string // as a configuration names it
	Calls  int    // that send an error
	Usable bool   // a fix could call it: it takes a writer, a status and texts
}

// For returns the analyzer. With -survey.json it reports one diagnostic a package whose
// message is a [Unit] in JSON; see routes.Analyzer. It runs the rules once for each
// built-in contract, on what the producers have found once: that is what costs.
func For(rules []*analysis.Analyzer) *analysis.Analyzer {
	var enabled bool
	judging := slices.DeleteFunc(slices.Clone(rules), func(a *analysis.Analyzer) bool {
		return !slices.Contains(a.Requires, contract.Analyzer)
	})
	a := &analysis.Analyzer{
		Name:     Name,
		Doc:      "tell what a package does that a configuration could say, for respvet init",
		URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/survey",
		Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer, requests.Analyzer},
	}
	a.Run = defect.Rule(func(pass *analysis.Pass) (any, error) {
		if !enabled {
			return nil, nil
		}
		return nil, survey(pass, judging)
	})
	a.Flags.BoolVar(&enabled, "json", false, "report what the package does, as JSON")
	return a
}

func survey(pass *analysis.Pass, rules []*analysis.Analyzer) error {
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	sent := len(res.Responses) + len(res.Returned) + len(res.ErrorResponses)
	if sent+res.Package.ErrorsLeft+len(pass.ResultOf[requests.Analyzer].(*requests.Result).Sites) == 0 {
		return nil
	}
	u := &Unit{
		Pkg:      pass.Pkg.Path(),
		Findings: make(map[string]map[string]int), Fits: make(map[string]int), Statuses: make(map[int]int),
		Foreign: make(map[string]map[int]int), Public: make(map[string]int),
		Helpers: make(map[string]*Helper), Through: make(map[string]int),
	}
	contracts := map[string]*contract.Contract{"": pass.ResultOf[contract.Analyzer].(*contract.Contract)}
	for _, name := range contract.Names() {
		contracts[name] = contract.Under(pass, name)
	}
	for name, c := range contracts {
		u.Findings[name] = findings(pass, rules, c)
	}
	v := &surveyor{pass, res, u, contracts, make(map[token.Pos]bool), make(map[string]bool), make(map[token.Pos]bool)}
	for s := range defect.Each(byWeight(slices.Concat(res.Responses, res.Returned))) {
		v.response(s)
	}
	for s := range defect.Each(res.ErrorResponses) {
		v.built(s)
	}
	for l := range defect.Each(res.Leaks) {
		if types := l.Types(); l.OfClient() && len(types) > 0 {
			u.Public[types[0]]++
		}
	}
	u.Left = res.Package.ErrorsLeft
	v.responders()
	message, err := json.Marshal(u)
	if err != nil {
		return err
	}
	clause := pass.Files[0].Name
	pass.Report(analysis.Diagnostic{Pos: clause.Pos(), End: clause.End(), Category: Name, Message: string(message)})
	return nil
}

// findings counts what the rules find in a package under a contract. They read the same
// results, so each runs as if the driver had given it another contract.
func findings(pass *analysis.Pass, rules []*analysis.Analyzer, c *contract.Contract) map[string]int {
	counts := make(map[string]int)
	for _, rule := range rules {
		p := *pass
		p.Analyzer = rule
		p.ResultOf = maps.Clone(pass.ResultOf)
		p.ResultOf[contract.Analyzer] = c
		p.Report = func(d analysis.Diagnostic) {
			name := rule.Name
			if d.Category != "" && d.Category != rule.Name {
				name += "/" + d.Category
			}
			if _, ok := category.Find(name); ok { // and no panic of the rule's
				counts[name]++
			}
		}
		if _, err := rule.Run(&p); err != nil {
			continue // the rule has said so where it runs by itself
		}
	}
	return counts
}

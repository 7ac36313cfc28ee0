package noretry

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports requests that are given up at a failure which may pass.
var Analyzer = &analysis.Analyzer{
	Name:     "noretry",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("noretry"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, requests.Analyzer},
}

var all, each bool

func init() {
	Analyzer.Flags.BoolVar(&each, "each", false, "report each request that is not retried, not one per package that has more than five")
	Analyzer.Flags.BoolVar(&all, "all", false, "check every request, also without a contract and outside of exported clients")
	report.Flags(Analyzer)
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[requests.Analyzer].(*requests.Result)
	r := report.New(pass, c.Enabled)
	var causes []cause
	for s := range defect.Each(res.Sites) {
		if pass.Pkg.Name() == "main" || s.Unchecked() || s.Probe {
			continue
		}
		lost := throttled(c, s)
		if lost == nil && !s.Streamed {
			lost = abandoned(c, s)
		}
		switch {
		case len(lost) == 0:
		case lost[0].Runner != "":
			r.Add(report.Finding{Node: s.At.Call, Category: "wrapped", Message: message(c, s, lost), Fixes: fixes(pass, c, s, lost[0])})
		default:
			causes = add(causes, s, lost)
		}
	}
	alike := make(map[string][]report.Finding) // by the statuses
	for k := range defect.Each(causes) {
		codes := syntax.Or(statuses(k.lost))
		alike[codes] = append(alike[codes], k.finding(pass, c))
	}
	for _, codes := range slices.Sorted(maps.Keys(alike)) {
		r.Fold(alike[codes], func(left []report.Finding) []report.Finding {
			if each || len(left) <= many {
				return left
			}
			return []report.Finding{report.Together(left, fmt.Sprintf("%d requests of this package are not retried after a %s; -noretry.each lists them", len(left), codes))}
		})
	}
	r.Flush()
	return nil, nil
}

// many is how many requests that are given up after the same statuses a package is told one
// by one. Whoever has more of them lacks a client that retries, and decides on that once.
const many = 5

// abandoned returns the failures that the contract wants to be retried and at which
// the request is given up: all of a kind, those that a runner does not see first.
func abandoned(c *contract.Contract, s *requests.Site) []requests.Outcome {
	wide := all || c.Chosen
	var blind, lost []requests.Outcome
	for _, o := range s.Outcomes {
		switch {
		case !c.Retries(o.Status):
		case o.Runner != "" && (o.Fate == requests.Fails || o.Fate == requests.Drops || o.Fate == requests.PassedOn):
			blind = append(blind, o)
		case o.Fate == requests.Fails && (wide || s.Published), o.Fate == requests.Drops && wide:
			lost = append(lost, o)
		}
	}
	if len(blind) > 0 {
		return blind
	}
	if _, sure := s.Idempotent(); !wide && !sure {
		return nil
	}
	return lost
}

// throttled returns the 429 of a request that is sent again after a 5xx and not after
// that, whoever makes the request: a server that answers so has done nothing of it. Where
// the callers are told how long to wait, they may send it again themselves.
func throttled(c *contract.Contract, s *requests.Site) []requests.Outcome {
	if sentAfter(s) == 0 || s.ReadsDelay || !c.Retries(http.StatusTooManyRequests) {
		return nil
	}
	for _, o := range s.Outcomes {
		if o.Status == http.StatusTooManyRequests && o.Fate == requests.Fails && o.Runner == "" {
			return []requests.Outcome{o}
		}
	}
	return nil
}

// sentAfter returns the first 5xx after which a request is sent again, 0 if there is none.
func sentAfter(s *requests.Site) int {
	for _, o := range s.Outcomes {
		if o.Status >= 500 && o.Fate == requests.SentAgain {
			return o.Status
		}
	}
	return 0
}

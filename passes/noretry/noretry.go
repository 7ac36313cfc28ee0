package noretry

import (
	_ "embed"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
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
		codes := list(statuses(k.lost))
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

// A cause is one request that is given up, and the calls that get its answer: those of
// a function that all methods of a client go through have one cause.
type cause struct {
	sites []*requests.Site
	lost  []requests.Outcome // of the first
}

// Start returns where the first of the calls stands.
func (k cause) Start() token.Pos { return k.sites[0].Start() }

// maxCallers bounds the callers that one finding names.
const maxCallers = 5

// add puts a site to those with the same cause.
func add(causes []cause, s *requests.Site, lost []requests.Outcome) []cause {
	for i, k := range causes {
		first := k.sites[0]
		if first.Cause() == s.Cause() || first.By.Helper != nil && first.By.Helper == s.By.Helper {
			causes[i].sites = append(k.sites, s)
			return causes
		}
	}
	return append(causes, cause{[]*requests.Site{s}, lost})
}

// finding reports one cause: at the call that gets the answer if there is one such
// call, else where the request is made.
func (k cause) finding(pass *analysis.Pass, c *contract.Contract) report.Finding {
	s := k.sites[0]
	if len(k.sites) == 1 {
		return report.Finding{Node: s.At.Call, Message: message(c, s, k.lost), Related: advice(c, s, k.lost), Fixes: fixes(pass, c, s, k.lost[0])}
	}
	at := s.Cause()
	f := report.Finding{Node: at.At.Call, Message: message(c, at, k.lost), Related: advice(c, at, k.lost), Fixes: fixes(pass, c, at, k.lost[0])}
	for _, by := range k.sites {
		if by != at && len(f.Related) < maxCallers {
			f.Related = append(f.Related, analysis.RelatedInformation{Pos: by.At.Call.Pos(), End: by.At.Call.End(), Message: "the response is received here"})
		}
	}
	return f
}

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

// message words what becomes of the failures.
func message(c *contract.Contract, s *requests.Site, lost []requests.Outcome) string {
	api := s.By.API
	if s.By.Via != "" {
		api = s.By.Via
	}
	var b strings.Builder
	fails, text := true, ""
	for _, o := range lost {
		fails = fails && o.Fate == requests.Fails
		text = shorten(o.Error)
	}
	which := "a " + list(statuses(lost))
	switch {
	case lost[0].Runner != "" && c.Chosen:
		fmt.Fprintf(&b, "%s retries %s only after transport errors; %s", lost[0].Runner, api, c.Requires("it after "+which))
	case lost[0].Runner != "":
		fmt.Fprintf(&b, "%s retries %s only after transport errors: %s is never retried", lost[0].Runner, api, which)
	case fails && text != "":
		fmt.Fprintf(&b, "%s response to %s becomes the error %s%s", which, api, strconv.Quote(text), end(c, s, lost))
	case fails:
		fmt.Fprintf(&b, "%s response to %s becomes an error%s", which, api, end(c, s, lost))
	default:
		fmt.Fprintf(&b, "%s response to %s is dropped%s", which, api, end(c, s, lost))
	}
	return b.String()
}

// end says that there is no retry, and who wants one: a contract, or the request itself
// after another status.
func end(c *contract.Contract, s *requests.Site, lost []requests.Outcome) string {
	after := sentAfter(s)
	switch {
	case after != 0 && !slices.ContainsFunc(lost, func(o requests.Outcome) bool { return o.Status == after }):
		return fmt.Sprintf(": the request is not retried, unlike after a %d", after)
	case c.Chosen:
		return "; " + c.Requires("a retry")
	}
	return ": the request is not retried"
}

// statuses returns those of the failures, as text.
func statuses(lost []requests.Outcome) []string {
	codes := make([]string, len(lost))
	for i, o := range lost {
		codes[i] = strconv.Itoa(o.Status)
	}
	return codes
}

// advice returns what a chosen contract says to clients about the failures, at the call.
func advice(c *contract.Contract, at *requests.Site, lost []requests.Outcome) (list []analysis.RelatedInformation) {
	if !c.Chosen {
		return nil
	}
	for _, o := range lost {
		if text := c.Advice(o.Status); text != "" {
			message := fmt.Sprintf("contract %s on %d: %s", c.Name, o.Status, text)
			list = append(list, analysis.RelatedInformation{Pos: at.At.Call.Pos(), End: at.At.Call.End(), Message: message})
		}
	}
	return list
}

// list joins statuses: "429, 500 or 503".
func list(codes []string) string {
	n := len(codes) - 1
	if n == 0 {
		return codes[0]
	}
	return strings.Join(slices.Clone(codes[:n]), ", ") + " or " + codes[n]
}

// shorten keeps a text short enough to be read in a message, and drops one that says
// nothing.
func shorten(text string) string {
	if text = strings.TrimRight(text, " :=("); text == "error" {
		return ""
	}
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}

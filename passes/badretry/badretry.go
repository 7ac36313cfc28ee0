package badretry

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"
	"time"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/report"
	"github.com/respvet/respvet/passes/internal/resend"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// Analyzer reports requests that are sent again in a way that harms.
var Analyzer = &analysis.Analyzer{
	Name:     "badretry",
	Doc:      Doc,
	URL:      "https://pkg.go.dev/github.com/respvet/respvet/passes/badretry",
	Run:      run,
	Requires: []*analysis.Analyzer{contract.Analyzer, requests.Analyzer},
}

var all bool

func init() {
	Analyzer.Flags.BoolVar(&all, "all", false, "report every category, also without a chosen contract")
	report.Flags(Analyzer)
}

// always holds the categories that count whatever the contract.
var always = map[string]bool{"unbounded": true, "body": true, "clienterror": true}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[requests.Analyzer].(*requests.Result)
	r := report.New(pass, c.Enabled)
	for _, again := range res.Repeats {
		k := &check{pass: pass, contract: c, repeat: again, add: func(f report.Finding) {
			if always[f.Category] || all || c.Chosen {
				r.Add(f)
			}
		}}
		k.bound()
		k.delay()
		k.header()
		k.condition()
		k.methods()
		k.body()
		if again.Loop != nil {
			k.loop(again.Loop)
		}
	}
	r.Flush()
	return nil, nil
}

// A check judges one way of sending a request again.
type check struct {
	pass     *analysis.Pass
	contract *contract.Contract
	repeat   *requests.Repeat
	add      func(report.Finding)
}

// found reports a category at a node.
func (k *check) found(category string, at ast.Node, fixes []analysis.SuggestedFix, format string, args ...any) {
	k.add(report.Finding{Node: at, Category: category, Message: fmt.Sprintf(format, args...), Fixes: fixes})
}

// who names what sends a request again, and what it sends.
func (k *check) who() string {
	s := k.repeat.Sites[0]
	api := s.API
	if s.Via != "" {
		api = s.Via
	}
	switch {
	case k.repeat.Loop != nil:
		return "the loop calls " + k.repeat.Loop.API + " again"
	case k.repeat.Runs:
		return k.repeat.Name + " runs " + api + " again"
	}
	return "what " + api + " asks for is sent again"
}

// asks words what the contract asks for, if one was chosen.
func (k *check) asks(what string) string {
	if !k.contract.Chosen {
		return ""
	}
	return ", the contract " + k.contract.Name + " asks for " + what
}

// bound looks for what never gives up. A stream that is kept alive may be asked
// for as long as somebody wants it, if the delay grows.
func (k *check) bound() {
	r := k.repeat
	l := r.Loop
	switch {
	case l != nil && l.Streams && (r.Attempts == requests.Unbounded || l.Cancelled):
		if r.Delay.Form == requests.DelayConstant && r.Delay.Jitter == requests.No || r.Delay.Form == requests.DelayNone {
			at := head(l.Stmt)
			if len(l.Waits) > 0 {
				at = l.Waits[0].Expr
			}
			k.found("unbounded", at, nil, "%s%s and never gives up: a server that is down or refuses gets no rest", k.who(), every(r.Delay))
		}
	case l != nil && l.Streams:
	case r.Attempts == requests.Unbounded && r.Elapsed == 0:
		fixes := k.told(r.Bound, fmt.Sprintf("Give up after %d attempts", resend.Retries(k.contract)+1))
		if l != nil {
			fixes = bounded(k.pass, k.contract, l)
		}
		k.found("unbounded", head(r.At), fixes, "%s%s as long as it fails: where the failure stays, nobody is ever told", k.who(), every(r.Delay))
	}
}

// every words a constant delay.
func every(d requests.Delay) string {
	switch {
	case d.Form == requests.DelayNone:
		return " at once"
	case d.Form == requests.DelayConstant && d.Min > 0:
		return " every " + short(d.Min)
	}
	return ""
}

// short writes a duration without the parts that are zero.
func short(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// delay looks for clients that all come back at the same time.
func (k *check) delay() {
	r := k.repeat
	if r.Loop == nil {
		k.oneDelay(head(r.At), r.Delay, nil)
		return
	}
	if len(r.Loop.Waits) == 0 {
		k.oneDelay(r.Loop.Call, r.Delay, nil)
	}
	for _, w := range r.Loop.Waits {
		if w.RetryAfter == requests.RetryAfterIgnored {
			k.oneDelay(w.Expr, w.Delay, w)
		}
	}
}

func (k *check) oneDelay(at ast.Node, d requests.Delay, w *requests.Wait) {
	want, r := k.contract.Retry, k.repeat
	var grow []analysis.SuggestedFix
	if w == nil {
		grow = k.told(r.Grow, "Wait for longer each time, and for a random part of that")
	} else {
		grow = growing(k.pass, w, r.Loop)
	}
	switch {
	case d.Form == requests.DelayUnknown || d.Jitter != requests.No:
	case d.Form == requests.DelayNone && want.Exponential:
		k.found("constant", at, grow, "%s without a delay: a server that has too much to do gets more%s", k.who(), k.asks("exponential backoff"))
	case d.Form == requests.DelayConstant && want.Exponential:
		k.found("constant", at, grow, "%s%s, however often it failed: a server that has too much to do gets no rest%s", k.who(), orAlike(every(d)), k.asks("exponential backoff"))
	case d.Form != requests.DelayNone && want.Jitter:
		fixes := jitter(k.pass, w)
		if w == nil {
			fixes = k.told(r.Jitter, "Leave a part of the delay to chance (its form may change)")
		}
		k.found("nojitter", at, fixes, "%s after a delay without chance: clients that failed together come back together%s", k.who(), k.asks("jitter"))
	}
}

func orAlike(every string) string {
	if every == "" {
		return " after the same delay"
	}
	return every
}

// header looks at what becomes of Retry-After, which 429 and 503 may come with.
func (k *check) header() {
	r := k.repeat
	s429, s503 := r.Statuses.Of(429), r.Statuses.Of(503)
	if !k.contract.Retry.RetryAfter || r.Runs || s429 != requests.Yes && s503 != requests.Yes {
		return
	}
	status := 429
	if s429 != requests.Yes {
		status = 503
	}
	at := head(r.At)
	if l := r.Loop; l != nil && len(l.Waits) > 0 {
		at = l.Waits[0].Expr
		for _, w := range l.Waits {
			if w.RetryAfter == r.RetryAfter {
				at = w.Expr
				break
			}
		}
	}
	switch r.RetryAfter {
	case requests.RetryAfterIgnored:
		k.found("retryafter", at, k.told(r.After, "Wait for as long as Retry-After says"), "%s after a %d without a look at Retry-After: it comes too early, or later than it could%s", k.who(), status, k.asks("that"))
	case requests.RetryAfterHonoured:
		k.found("retryafter", at, nil, "%s when Retry-After says, however late: a server can make it wait for ever", k.who())
	}
}

// clientErrors are mistakes of the client that no other attempt gets right. Who
// names one of them alone knows an API where that is otherwise.
var clientErrors = [...]int{400, 403, 404, 422}

// condition looks for a request that is sent again although it was wrong.
func (k *check) condition() {
	r := k.repeat
	if r.Runs {
		return
	}
	for _, status := range clientErrors {
		if r.Statuses.Of(status) != requests.Yes {
			return
		}
	}
	at := head(r.At)
	var fixes []analysis.SuggestedFix
	if l := r.Loop; l != nil {
		if l.Streams {
			return
		}
		fixes = refused(k.pass, k.contract, r)
		at = l.Call
		if l.Cond != nil {
			at = l.Cond
		}
	}
	k.found("clienterror", at, fixes, "%s after a 400, 403, 404 or 422 as well: the same request gets the same answer", k.who())
}

// methods looks for requests that may be carried out twice. 429 and 503 say that
// they were not.
func (k *check) methods() {
	r := k.repeat
	if r.AnyMethod != requests.Yes && !r.Runs || r.Errors != requests.Yes && r.Statuses.Of(500) != requests.Yes {
		return
	}
	for _, s := range r.Sites {
		if s.Keyed || s.Method != "POST" && s.Method != "PATCH" {
			continue
		}
		at := s.Call
		if r.Loop != nil {
			at = r.Loop.Call
		}
		k.found("method", at, nil, "a %s is sent again after an error without an Idempotency-Key: what was asked may be done twice", s.Method)
	}
}

// body looks for a body that was read.
func (k *check) body() {
	spent, api := k.repeat.Spent, k.repeat.Sites[0].API
	if spent == nil {
		return
	}
	if l := k.repeat.Loop; l != nil {
		api = l.API
	}
	k.found("body", spent, rewound(k.pass, k.repeat), "%s was read when %s first sent it: the next attempt sends no body", source(k.pass, spent), api)
}

// loop looks for what only those do wrong who write the loop themselves.
func (k *check) loop(l *requests.Loop) {
	if l.Unclosed {
		k.found("bodyclose", l.Call, closing(k.pass, k.repeat), "%s and leaves the body of the answer before open: each attempt loses a connection", k.who())
	}
	for _, w := range l.Waits {
		if w.Sleeps && l.Context != nil && !l.Asks {
			k.found("context", w.Call, cancelled(k.pass, w, l), "the wait goes on though %s has ended: who has given up still waits", l.Context.Name())
		}
	}
}

// head returns what of a node is underlined: of a client's making the call, of a
// loop its first line.
func head(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.ForStmt:
		return span{n.For, n.Body.Lbrace}
	case *ast.RangeStmt:
		return span{n.For, n.Body.Lbrace}
	}
	return n
}

// source writes an expression in a message: a name, or what it is.
func source(pass *analysis.Pass, e ast.Expr) string {
	if file := report.FileOf(pass, e.Pos()); file != nil {
		if s := file.Source(e); len(s) < 40 && !slices.Contains([]byte(s), '\n') {
			return s
		}
	}
	return "the body"
}

package errheader

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
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

// Analyzer reports error answers without the headers that their status asks for.
var Analyzer = &analysis.Analyzer{
	Name:     "errheader",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("errheader"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer},
}

var offer bool

func init() {
	Analyzer.Flags.BoolVar(&offer, "offer", true, "offer fixes that set the header to a value to adapt; -fix applies them only if this is set")
	report.Flags(Analyzer)
	report.CallersFlag(Analyzer)
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	r := report.New(pass, c.Enabled)
	if !r.On("") && !r.On("value") {
		r.Flush()
		return nil, nil
	}
	senders, callers := helpers(c, res), report.Callers(pass.Analyzer)
	for h := range defect.Each(res.Headers.Values) {
		if f, ok := written(c, h); ok {
			r.Add(f)
		}
	}
	for s := range defect.Each(res.Responses) {
		if f, ok := differs(c, s); ok {
			r.Add(f)
		}
		code, rule, ok := missing(c, s)
		if !ok {
			continue
		}
		at := s
		if !s.Status.Here {
			if at = senders[s.At.Sent]; at == nil {
				at = s
			}
		}
		f := report.Finding{Node: at.At.Call, Message: missed(c, at, code, rule.AnyOf)}
		if field := rule.AnyOf[0]; common(field) != "" && !callers { // one middleware mends all of them
			f.Cause, f.Also = lacking{code, field}, at.Name()+" is called without it here too"
		}
		if at != s {
			f.Related = []analysis.RelatedInformation{{Pos: s.At.Call.Pos(), Message: s.By.Via + " is called without it here"}}
		} else if cause := s.Cause(fixed); f.Cause == nil && cause.Helper != nil {
			f.Cause, f.Also = cause.Of(), s.By.Via+" is called without it here too"
		}
		if offer {
			f.Fixes = fixes(pass, at, s, rule)
		}
		r.Add(f)
	}
	r.Flush()
	return nil, nil
}

// What is lacking is a header of which every response with a status could have the same value.
type lacking struct {
	code   int
	header string
}

// fixed reports whether a helper chooses the status by itself.
func fixed(in *responses.Response) bool { return in.Status.Exact }

// missing returns the first status of a response, and what has to come with it,
// where none of that does.
func missing(c *contract.Contract, s *responses.Response) (code int, rule contract.HeaderRule, ok bool) {
	if !s.Status.Exact || !s.Status.Decides || s.Status.Implied || s.Status.Foreign {
		return 0, rule, false
	}
	for _, code := range s.Status.Codes {
	rules:
		for _, rule := range c.Headers(code) {
			for _, field := range rule.AnyOf {
				if !s.Lacks(field) {
					continue rules
				}
			}
			return code, rule, true
		}
	}
	return 0, rule, false
}

// helpers returns, by the place that sends, the calls of the package's helpers
// that no handler has set a header for: there the mistake is the helper's.
func helpers(c *contract.Contract, res *responses.Result) map[token.Pos]*responses.Response {
	senders := make(map[token.Pos]*responses.Response)
	for s := range defect.Each(res.Responses) {
		if s.By.Via == "" {
			senders[s.At.Call.Pos()] = s
			if s.StatusCall != nil {
				senders[s.At.Call.Pos()] = s.StatusCall
			}
		}
	}
	for s := range defect.Each(res.Responses) {
		if _, _, lacks := missing(c, s); s.At.Sent.IsValid() && s.Root() && !s.Status.Here && !lacks {
			delete(senders, s.At.Sent)
		}
	}
	return senders
}

func phrase(code int) string { return fmt.Sprintf("the %d", code) }

// missed says which fields a response lacks.
func missed(c *contract.Contract, s *responses.Response, code int, fields []string) string {
	if n := len(fields) - 1; n > 0 { // each stands for another way
		return fmt.Sprintf("%s sends %s without %s or %s; %s", s.Name(), phrase(code), strings.Join(fields[:n], ", "), fields[n], c.Requires("one"))
	}
	return fmt.Sprintf("%s sends %s without %s%s; %s", s.Name(), phrase(code), fields[0], harm(code), c.Requires("it"))
}

// harm says what a client misses.
func harm(code int) string {
	switch code {
	case http.StatusUnauthorized:
		return ": clients cannot tell how to authenticate"
	case http.StatusMethodNotAllowed:
		return ": clients cannot tell which methods are allowed"
	case http.StatusTooManyRequests:
		return ": clients cannot tell when to retry"
	}
	return ""
}

// fixes sets the header before the call that sends the status, where a value is
// known that most services could send.
func fixes(pass *analysis.Pass, at, s *responses.Response, rule contract.HeaderRule) []analysis.SuggestedFix {
	defer defect.Recover(pass, at.Start())
	file := edit.FileOf(pass, at.At.Call.Pos())
	field := rule.AnyOf[0]
	value := common(field)
	if http.CanonicalHeaderKey(field) == "Allow" {
		value = strings.Join(s.Reason.Allowed, ", ")
	}
	if file == nil || value == "" {
		return nil
	}
	line, ok := at.Header(file.Source, strconv.Quote(field), strconv.Quote(value))
	stmt := file.Stmt(at.At.Call.Pos())
	if !ok || !edit.Ignores(stmt, at.At.Call) && !returned(stmt, at.At.Call) {
		return nil
	}
	edits, ok := file.InsertBefore(stmt, line)
	if !ok {
		return nil
	}
	return []analysis.SuggestedFix{{Message: fmt.Sprintf("Set %s to %q, a value to adapt; clients get a new header field", field, value), TextEdits: edits}}
}

// common returns a value that every response with the header could have, "" if there is none.
func common(field string) string {
	switch http.CanonicalHeaderKey(field) {
	case "Www-Authenticate":
		return "Bearer"
	case "Retry-After":
		return "1"
	}
	return ""
}

// returned reports whether a statement returns what a call does, and nothing else.
func returned(stmt ast.Stmt, call *ast.CallExpr) bool {
	ret, ok := stmt.(*ast.ReturnStmt)
	return ok && len(ret.Results) == 1 && ast.Unparen(ret.Results[0]) == call
}

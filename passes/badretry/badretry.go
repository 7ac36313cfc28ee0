package badretry

import (
	_ "embed"
	"fmt"
	"go/ast"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"github.com/respvet/respvet/passes/internal/rule/report"
	"github.com/respvet/respvet/passes/internal/rule/ruledoc"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

//go:embed doc.go
var doc string

// Analyzer reports requests that are sent again in a way that harms.
var Analyzer = &analysis.Analyzer{
	Name:     "badretry",
	Doc:      ruledoc.Of(doc),
	URL:      ruledoc.URL("badretry"),
	Run:      defect.Rule(run),
	Requires: []*analysis.Analyzer{contract.Analyzer, requests.Analyzer},
}

var all bool

func init() {
	Analyzer.Flags.BoolVar(&all, "all", false, "report every category that is not turned off, also without a contract")
	report.Flags(Analyzer)
}

func run(pass *analysis.Pass) (any, error) {
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	res := pass.ResultOf[requests.Analyzer].(*requests.Result)
	r := report.New(pass, func(name string) bool { return c.Enabled(name) || all && !c.Disabled(name) })
	for again := range defect.Each(res.Repeats) {
		k := &check{pass: pass, contract: c, repeat: again, add: r.Add}
		k.bound()
		k.delay()
		k.header()
		k.condition()
		k.methods()
		k.body()
		k.left()
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
	api := s.By.API
	if s.By.Via != "" {
		api = s.By.Via
	}
	switch {
	case k.repeat.Loop != nil && k.repeat.Loop.Recurs:
		return k.repeat.Loop.API + " is retried by recursion"
	case k.repeat.Loop != nil:
		return k.repeat.Loop.API + " is retried"
	case k.repeat.Runs:
		return api + " is retried by " + k.repeat.Name
	}
	return api + " is retried"
}

// required words what the contract asks for, if one was chosen.
func (k *check) required(what string) string {
	if !k.contract.Chosen {
		return ""
	}
	return "; " + k.contract.Requires(what)
}

// head returns what of a node is underlined: of a client's making the call, of a
// loop its first line.
func head(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.ForStmt:
		return edit.Span{From: n.For, To: n.Body.Lbrace}
	case *ast.RangeStmt:
		return edit.Span{From: n.For, To: n.Body.Lbrace}
	case *ast.LabeledStmt:
		return n.Label
	}
	return n
}

// source writes an expression in a message: a name, or what it is.
func source(pass *analysis.Pass, e ast.Expr) string {
	if file := edit.FileOf(pass, e.Pos()); file != nil {
		if s := file.Source(e); len(s) < 40 && !slices.Contains([]byte(s), '\n') {
			return s
		}
	}
	return "the body"
}

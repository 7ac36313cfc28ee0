// Package routes tells what a package says of the routes of its service, for the
// command `respvet routes` to join. It is no rule: it finds nothing wrong.
package routes

import (
	"encoding/json"
	"go/ast"
	"go/token"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/requests"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
)

// Analyzer reports, with -routes.json, one diagnostic a package whose message is a
// [Unit] in JSON. Diagnostics are what go vet keeps and prints, so that the command
// has its cache. Without the flag it does nothing.
var Analyzer = &analysis.Analyzer{
	Name: "routes",
	Doc:  "list the routes of a package, for respvet routes",
	URL:  "https://pkg.go.dev/github.com/respvet/respvet/passes/routes",
	Run:  run,
	// It asks for more of the responses' values, which nobody else may do at the same time.
	Requires: []*analysis.Analyzer{contract.Analyzer, responses.Analyzer, requests.Analyzer},
}

var enabled bool

func init() {
	Analyzer.Flags.BoolVar(&enabled, "json", false, "report the routes of the package, as JSON")
}

// A Unit is what one package says.
type Unit struct {
	Routing  *responses.Routing
	Places   map[token.Pos]string // file:line:column of the positions in Routing
	Comments map[string]Comment   // by the names of handlers that have one
	Sent     map[string][]Sent    // by the names of handlers
	Inputs   map[string][]Input   // likewise: what they read of requests
	Schemas  map[string]*Schema   // of types, by their full names; see Request
}

// A Comment is what the comment of a handler documents.
type Comment struct {
	Place      string
	Statuses   string       // as Operation.Statuses names them
	Documented map[int]bool // of the statuses that the handler answers, those that it speaks of
	Numbers    []int        // the statuses that are documented by number, in the only operation of the comment
}

func run(pass *analysis.Pass) (any, error) {
	res := pass.ResultOf[responses.Analyzer].(*responses.Result)
	if !enabled || res.Routing.Own == nil || len(res.Routing.Own.Routes)+len(res.Routing.Own.Mounts)+len(res.Routing.Own.Handlers)+len(res.Routing.Own.Functions) == 0 {
		return nil, nil
	}
	c := pass.ResultOf[contract.Analyzer].(*contract.Contract)
	u := Unit{res.Routing.Own, make(map[token.Pos]string), make(map[string]Comment), make(map[string][]Sent), make(map[string][]Input), make(map[string]*Schema)}
	m := &schemer{named: u.Schemas, bodyType: res.BodyType}
	add := func(pos token.Pos) {
		if pos.IsValid() {
			u.Places[pos] = pass.Fset.Position(pos).String()
		}
	}
	for _, r := range u.Routing.Routes {
		add(r.Pos)
	}
	for _, m := range u.Routing.Mounts {
		add(m.Pos)
	}
	for _, f := range u.Routing.Functions {
		add(f.Pos)
		add(f.End)
		for _, a := range f.Replies {
			add(a.Pos)
		}
	}
	for _, h := range u.Routing.Handlers {
		add(h.Pos)
		for _, a := range h.Replies {
			add(a.Pos)
		}
		for s := range defect.Each(h.Responses) {
			if s.Code.Write != nil && s.Code.Write.SentLater() {
				u.Sent[h.Name] = append(u.Sent[h.Name], m.builtBy(s)...)
			} else {
				u.Sent[h.Name] = append(u.Sent[h.Name], m.sentBy(s, h)...)
			}
		}
		if list := m.inputs(res.Inputs(h.Name)); len(list) > 0 {
			u.Inputs[h.Name] = list
		}
		if decl, ok := res.Func(h.Name).(*ast.FuncDecl); ok {
			if ops := c.Commented(decl); len(ops) > 0 {
				u.Comments[h.Name] = comment(pass, decl, ops, h)
			}
		}
	}
	message, err := json.Marshal(u)
	if err != nil {
		return nil, err
	}
	clause := pass.Files[0].Name
	pass.Report(analysis.Diagnostic{Pos: clause.Pos(), End: clause.End(), Category: "routes", Message: string(message)})
	return nil, nil
}

func comment(pass *analysis.Pass, decl *ast.FuncDecl, ops []*contract.Operation, h *responses.Handler) Comment {
	at := ops[0].Pos
	if !at.IsValid() { // a document's, which the comment has named
		at = decl.Doc.Pos()
	}
	c := Comment{Place: pass.Fset.Position(at).String(), Documented: make(map[int]bool)}
	var lists []string
	for _, o := range ops {
		lists = append(lists, o.Statuses())
		for _, a := range h.Replies {
			if o.Judges(a.Code) {
				c.Documented[a.Code] = c.Documented[a.Code] || o.Documents(a.Code)
			}
		}
	}
	c.Statuses = strings.Join(lists, "; ")
	if len(ops) == 1 && len(ops[0].Broken) == 0 {
		c.Numbers = ops[0].Numbers()
	}
	return c
}

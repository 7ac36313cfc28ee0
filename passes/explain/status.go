package explain

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/responses"
)

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
			chosen = step{s.At.Node.Pos(), "no status is set: net/http sends 200"}
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
		return "no contract is chosen and nothing documents the operation: any registered status is allowed"
	case t.contract.Documents(code):
		return fmt.Sprintf("contract %s documents %d", t.contract.Name, code)
	}
	return fmt.Sprintf("contract %s does not document %d", t.contract.Name, code)
}

// lists tells of lists that can be nil when they are encoded.
func (t *teller) lists(s *responses.Response) {
	for _, l := range s.NilLists {
		at, from := s.At.Node.Pos(), step{}
		switch {
		case l.Var != nil:
			at, from = l.Var.Pos(), step{l.Var.Pos(), l.Var.Name + " is declared without elements: it is nil"}
		case l.By != nil:
			from = step{l.By.Pos(), l.From + " may return a nil slice"}
			if l.By.Pkg() != t.pass.Pkg {
				from = step{at, l.From + " may return a nil slice"}
			}
		}
		what := "the body is"
		if l.Member != "" {
			what = "the member " + l.Member + " is"
		}
		t.add("nilslice", at, "", append([]step{from, {s.At.Node.Pos(), what + " encoded as null if nothing is appended"}}, t.sent(s)...)...)
	}
}

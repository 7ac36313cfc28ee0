package object

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// returnedToLibraries moves the values that a function returns to a library as its
// response, and which are found where they are made as errors are, to the responses
// that are returned: their body is what the value has, and nothing else is sent.
func (p *Objects) returnedToLibraries() {
	var found []*summary.Response
	json := false
	p.Found.ErrorResponses = slices.DeleteFunc(p.Found.ErrorResponses, func(s *summary.Response) bool {
		if !s.Code.Set && !p.returnedToLibrary(s.At.Node) {
			return false
		}
		a := s.Code.Write
		s.Body.Sent = len(a.Body.Value) > 0 && !isEmpty(a)
		s.Body.Here, s.Body.Kind = s.Body.Sent, summary.KindOfBody(a)
		if s.Body.Sent {
			s.Body.Certain.JSON, s.Body.Certain.Sure = handler.IsJSON(a.Body.Value), true
			json = json || s.Body.Kind == summary.JSON
			p.shapes.Shape(s)
			p.listsOf(s)
		}
		found = append(found, s)
		return true
	})
	for _, s := range found {
		if json { // so do the others of the package
			s.Handler.Serves = map[summary.BodyKind]bool{summary.JSON: true}
		}
	}
	p.Found.Returned = append(p.Found.Returned, found...)
}

// listsOf finds the lists that a call gives a function which makes a response of them.
func (p *Objects) listsOf(s *summary.Response) {
	if s.Code.Call == nil {
		return
	}
	for _, t := range p.Flow.Targets(s.Code.Call) {
		for _, r := range t.Rows() {
			for _, result := range r.Results {
				for _, made := range result {
					if c := p.Flow.Model().StatusErrorOf(p.Flow.TypeOf(made)); c != nil && c.Returned {
						p.lists.FillFrom(s, t, p.Flow.EvalModel(c.Response.Body, origin.Value{made}))
					}
				}
			}
		}
	}
}

// returnedToLibrary reports whether an expression makes such a value, perhaps beside others.
func (p *Objects) returnedToLibrary(n ast.Node) bool {
	e, ok := n.(ast.Expr)
	if !ok {
		return false
	}
	is := func(t types.Type) bool {
		c := p.Flow.Model().StatusErrorOf(t)
		return c != nil && c.Returned
	}
	t := p.Pass.TypesInfo.TypeOf(e)
	if list, ok := t.(*types.Tuple); ok {
		for v := range list.Variables() {
			if is(v.Type()) {
				return true
			}
		}
		return false
	}
	return t != nil && is(t)
}

// isEmpty reports whether the body of a response is the empty text.
func isEmpty(a *summary.Write) bool {
	texts, exact := a.Body.Value.Strings()
	return exact && !slices.ContainsFunc(texts, func(s string) bool { return s != "" })
}

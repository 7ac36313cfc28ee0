package envelope

import (
	"fmt"
	"go/ast"
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/conform"
	"github.com/respvet/respvet/passes/responses"
)

// A response is an error that a document describes for an operation.
type response struct {
	op     *contract.Operation
	schema *contract.Schema
}

// document compares the body of an error with the schemas that a document has for
// its operation, whatever helper has made it; ok is false if it has none. Of several operations, and several
// statuses, any may be the one that is answered: it is enough to fit one of them.
func (j judge) document(s *responses.Response, shapes []*responses.Shape) (v verdict, ok bool) {
	described := j.described(s)
	if len(described) == 0 {
		return v, false
	}
	var schemas []*contract.Schema
	for _, r := range described {
		schemas = append(schemas, r.schema)
	}
	v.document, v.variant = true, -1
	for _, shape := range judged(shapes, s.Status.Codes, false) {
		body := conform.Body{Shape: shape, Codes: s.Status.Codes}
		if i, problems := body.Closest(schemas); len(problems) > 0 {
			r := described[i]
			v.required = fmt.Sprintf("see %s in %s", r.op.Phrase(), r.schema.Pos)
			v.problems, v.shape = problems, shape
			break
		}
	}
	return v, true
}

// described returns the responses that documents describe for the statuses of an
// answer: by the most specific source that describes them all, none if there is no
// such source. An operation without the status is not the one that is answered.
func (j judge) described(s *responses.Response) []response {
	if !s.Status.Exact || len(s.Status.Codes) == 0 || slices.ContainsFunc(s.Status.Codes, func(code int) bool { return code < 400 || code > 599 }) {
		return nil
	}
	_, _, sources := j.operations.At(s.At.Node.Pos())
	for _, ops := range sources {
		if list := describing(ops, s.Status.Codes); len(list) > 0 {
			return list
		}
	}
	return nil
}

// describing returns the responses of operations to statuses. There are none where
// one of the statuses has no response, or a response no schema.
func describing(ops []*contract.Operation, codes []int) (list []response) {
	for _, code := range codes {
		known := false
		for _, op := range ops {
			r := op.Response(code)
			if r == nil {
				continue
			}
			if r.Schema == nil {
				return nil
			}
			known, list = true, append(list, response{op, r.Schema})
		}
		if !known {
			return nil
		}
	}
	return list
}

// closure reports whether the helper of a site is a closure of the handler that it
// stands in.
func (j judge) closure(s *responses.Response) bool {
	if s.At.Call == nil {
		return false
	}
	switch f := ast.Unparen(s.At.Call.Fun).(type) {
	case *ast.FuncLit:
		return true
	case *ast.Ident:
		fn, _, _ := j.operations.At(s.At.Node.Pos())
		helper := j.info.Uses[f]
		return fn != nil && helper != nil && fn.Pos() <= helper.Pos() && helper.Pos() < fn.End()
	}
	return false
}

package envelope

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/conform"
	"github.com/respvet/respvet/passes/internal/rule/documented"
	"github.com/respvet/respvet/passes/responses"
)

// A verdict is how the body of a response compares with what is asked for.
type verdict struct {
	required string // who asks for what
	document bool   // a document does
	variant  int    // of the contract's shapes the one that it has, or comes closest to; -1 if that is not known
	problems []conform.Problem
	shape    *responses.Shape // that has the problems
}

// A judge holds answers against the project's documents, and against the contract
// where those say nothing.
type judge struct {
	info       *types.Info
	contract   *contract.Contract
	operations *documented.Handlers
}

// inside reports whether what is wrong with a response is reported in the helper that
// makes it. An operation speaks of its handler alone: of the helpers only a closure
// in there has it too.
func (j judge) inside(s *responses.Response, v verdict) bool {
	if v.document {
		return j.closure(s) && slices.ContainsFunc(s.Helpers.Inside, func(in *responses.Response) bool {
			w, _ := j.document(in, in.Shapes())
			return len(w.problems) > 0
		})
	}
	return slices.ContainsFunc(s.Helpers.Inside, func(in *responses.Response) bool { return len(j.general(in, in.Shapes()).problems) > 0 })
}

// fixes reports whether a helper makes all that is wrong with a response, whatever it
// is called with.
func (j judge) fixes(in, s *responses.Response, v verdict) bool {
	return texts(j.general(s, in.Shapes())) == texts(v)
}

// texts words all that is wrong.
func texts(v verdict) string {
	var list []string
	for _, p := range v.problems {
		list = append(list, p.Text)
	}
	return strings.Join(list, ", and ")
}

// site compares what the body of a response may be with the schemas of its operation,
// else with the contract's if one is chosen.
func (j judge) site(s *responses.Response, shapes []*responses.Shape) verdict {
	if v, ok := j.document(s, shapes); ok {
		return v
	}
	return j.general(s, shapes)
}

// general compares it with what the contract says of every one.
func (j judge) general(s *responses.Response, shapes []*responses.Shape) verdict {
	if s.Status.Exact || len(s.Status.Codes) == 0 && s.FromCallers() {
		return j.body(s.Status.Codes, s.FromCallers(), judged(shapes, s.Status.Codes, s.IsFailure()))
	}
	return verdict{variant: -1}
}

// body compares what a body may be with what the contract says of one with these
// statuses, or of an error's if its callers decide the status.
func (j judge) body(codes []int, asks bool, bodies []*responses.Shape) verdict {
	c := j.contract
	list, ok := schemas(c, codes, asks)
	if !c.Chosen || !ok {
		return verdict{variant: -1}
	}
	failure := len(codes) == 0 || c.IsError(codes[0])
	asked := c.ErrorBodyPhrase()
	if schema := c.Errors.Schema; schema != nil && len(schema.Required) > 0 {
		asked = schema.Members()
	}
	if !failure {
		asked = successPhrase(c)
	}
	v := verdict{required: c.Requires(asked), variant: -1}
	for _, shape := range bodies {
		body := conform.Body{Shape: shape, Codes: codes, OmitEmpty: failure && c.Errors.OmitEmpty}
		v.shape = shape
		v.variant, v.problems = body.Closest(list)
		if p, ok := conform.MixedShapes(list, shape); ok {
			v.problems = []conform.Problem{p}
		}
		if list := c.List().Member(); list != "" && !failure && shape.Kind == "array" {
			v.problems = append(v.problems, conform.Problem{Text: "the list is the whole body"})
		}
		if len(v.problems) > 0 {
			return v
		}
	}
	return v
}

// judged returns what a response with these statuses may have as its body, as far as
// it is judged here: a bare string is rawerror's. Of several the first that is wrong
// counts. Where the status is not known, it is an error's if refuses says so.
func judged(shapes []*responses.Shape, codes []int, refuses bool) []*responses.Shape {
	return slices.DeleteFunc(slices.Clone(shapes), func(shape *responses.Shape) bool {
		return shape.Kind == "" || shape.Kind == "string" || len(codes) == 0 && !refuses && !saysError(shape)
	})
}

// saysError reports whether a body is an error's whatever the status is: it has a
// member that says so.
func saysError(shape *responses.Shape) bool {
	return slices.ContainsFunc(shape.Members, func(m *responses.Member) bool {
		return m.Presence == responses.Always && slices.Contains([]string{"error", "errors"}, conform.Plain(m.Name))
	})
}

// schemas returns what the contract says of the body of a response with these
// statuses; ok is false if that depends on which of them is sent. Where the
// callers decide the status, an error's body is judged all the same.
func schemas(c *contract.Contract, codes []int, asks bool) (list []*contract.Schema, ok bool) {
	if len(codes) == 0 {
		return c.ErrorShapes(), asks && len(c.ErrorShapes()) > 0
	}
	failure := c.IsError(codes[0])
	for _, code := range codes {
		success := code >= 200 && code <= 299
		if c.IsError(code) != failure || !failure && !success {
			return nil, false
		}
	}
	if failure {
		return c.ErrorShapes(), len(c.ErrorShapes()) > 0
	}
	if shape := c.SuccessShape(); shape != nil {
		list = append(list, shape)
	}
	return list, true
}

func successPhrase(c *contract.Contract) string {
	if list := c.List().Member(); list != "" {
		return list + "[]"
	}
	return "another body"
}

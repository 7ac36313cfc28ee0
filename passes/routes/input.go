package routes

import (
	"go/types"

	"github.com/respvet/respvet/passes/responses"
)

// An Input is a part of a request that a handler reads.
type Input struct {
	In       string  `json:"in"`             // path, query, header, cookie, form, either the query or the form, or body
	Name     string  `json:"name,omitempty"` // "" for a body
	Required bool    `json:"required,omitempty"`
	Schema   *Schema `json:"schema,omitempty"` // nil for text
}

// inputs returns what a handler reads of a request.
func (m *schemer) inputs(list []responses.Input) (out []Input) {
	read := &schemer{named: m.named, decode: true}
	for _, in := range list {
		x := Input{In: in.In, Name: in.Name, Required: in.Required}
		if in.Type != nil {
			x.Schema = read.of(notPointer(in.Type))
		}
		out = append(out, x)
	}
	return out
}

func notPointer(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

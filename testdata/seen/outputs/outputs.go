// Package outputs returns lists in the outputs of huma's operations.
package outputs

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
)

type store interface {
	Load(id string) ([]string, error)
}

type Out struct {
	Body struct {
		Items []string `json:"items"`
	}
}
type Out2 struct {
	Body []string
}
type Out3 struct {
	Status int
	Body   *Page
}
type Page struct {
	Items []string `json:"items"`
	Total int      `json:"total"`
}

type api struct{ st store }

func (a *api) one(ctx context.Context, in *struct{}) (*Out, error) {
	xs, err := a.st.Load("x")
	if err != nil {
		return nil, huma.Error500InternalServerError("no")
	}
	out := &Out{}
	for _, x := range xs {
		out.Body.Items = append(out.Body.Items, x)
	}
	return out, nil // want "nilslice"
}
func (a *api) two(ctx context.Context, in *struct{}) (*Out2, error) {
	xs, err := a.st.Load("x")
	if err != nil {
		return nil, huma.Error500InternalServerError("no")
	}
	var items []string // want "nilslice"
	for _, x := range xs {
		items = append(items, x)
	}
	return &Out2{Body: items}, nil
}
func (a *api) three(ctx context.Context, in *struct{}) (*Out3, error) {
	xs, err := a.st.Load("x")
	if err != nil {
		return nil, huma.Error500InternalServerError("no")
	}
	var items []string // want "nilslice"
	for _, x := range xs {
		items = append(items, x)
	}
	return &Out3{Status: 200, Body: &Page{Items: items, Total: len(items)}}, nil
}
func (a *api) four(ctx context.Context, in *struct{}) (*Out3, error) {
	xs, err := a.st.Load("x")
	if err != nil {
		return nil, huma.Error500InternalServerError("no")
	}
	items := []string{}
	for _, x := range xs {
		items = append(items, x)
	}
	return &Out3{Status: 200, Body: &Page{Items: items, Total: len(items)}}, nil
}
func (a *api) five(ctx context.Context, in *struct{}) (*Out, error) {
	var items []string // want "nilslice"
	xs, err := a.st.Load("x")
	if err != nil {
		return nil, huma.Error500InternalServerError("no")
	}
	for _, x := range xs {
		items = append(items, x)
	}
	resp := &Out{}
	resp.Body.Items = items
	return resp, nil
}

// Raw bytes are no list, and what another function fills is its business.

type Raw struct{ Body []byte }

func (a *api) raw(ctx context.Context, in *struct{}) (*Raw, error) {
	var body []byte
	return &Raw{Body: body}, nil
}

func (a *api) filled(ctx context.Context, in *struct{}) (*Out, error) {
	out := &Out{}
	fill(&out.Body.Items)
	return out, nil
}

func fill(list *[]string) { *list = []string{} }

func (a *api) set(ctx context.Context, in *struct{}) (*Out, error) {
	xs, err := a.st.Load("x")
	if err != nil {
		return nil, huma.Error500InternalServerError("no")
	}
	out := &Out{}
	out.Body.Items = []string{}
	for _, x := range xs {
		out.Body.Items = append(out.Body.Items, x)
	}
	return out, nil
}

func Register(h huma.API, a *api) {
	huma.Get(h, "/1", a.one)
	huma.Get(h, "/2", a.two)
	huma.Register(h, huma.Operation{Method: "GET", Path: "/3"}, a.three)
	huma.Get(h, "/4", a.four)
	huma.Get(h, "/5", a.five)
	huma.Get(h, "/raw", a.raw)
	huma.Get(h, "/filled", a.filled)
	huma.Get(h, "/set", a.set)
	huma.Get(h, "/6", func(ctx context.Context, in *struct{}) (*Out, error) {
		var items []string // want "nilslice"
		xs, err := a.st.Load("x")
		if err != nil {
			return nil, err // want "errleak/error"
		}
		for _, x := range xs {
			items = append(items, x)
		}
		resp := &Out{}
		resp.Body.Items = items
		return resp, nil
	})
}

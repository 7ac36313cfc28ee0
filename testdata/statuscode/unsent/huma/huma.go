// Package huma serves operations of an OpenAPI document with huma.
package huma

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

type in struct {
	ID string `path:"id"`
}

type book struct{ Body struct{ Title string } }

type shelf struct{ books map[string]bool }

func (s *shelf) get(ctx context.Context, i *in) (*book, error) { // want `get never sends 410 Gone, which .*openapi.yaml:11 documents: clients handle a status that does not occur`
	if !s.books[i.ID] {
		return nil, huma.Error404NotFound("no such book")
	}
	return &book{}, nil
}

func (s *shelf) lend(ctx context.Context, i *in) (*book, error) { // ok: 410 is sent, 422 is huma's
	if !s.books[i.ID] {
		return nil, huma.Error410Gone("lent")
	}
	return &book{}, nil
}

func (s *shelf) add(ctx context.Context, i *in) (*book, error) { // want `add never sends 201 Created`
	return &book{}, nil // 200
}

func (s *shelf) put(ctx context.Context, i *in) (*book, error) { // ok
	return &book{}, nil
}

func (s *shelf) guarded(ctx context.Context, i *in) (*book, error) { // ok: nothing is known of its middleware
	return &book{}, nil
}

// Run serves it.
func Run(middleware func(huma.Context, func(huma.Context))) error {
	s := &shelf{}
	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("Books", "1"))
	huma.Get(api, "/books/{id}", s.get)
	huma.Post(api, "/books/{id}/loans", s.lend)
	huma.Post(api, "/books", s.add)
	huma.Register(api, huma.Operation{Method: http.MethodPut, Path: "/books/{id}", DefaultStatus: http.StatusCreated}, s.put)
	huma.Register(api, huma.Operation{Method: http.MethodGet, Path: "/guarded/{id}", Middlewares: huma.Middlewares{middleware}}, s.guarded)
	return http.ListenAndServe(":8080", mux)
}

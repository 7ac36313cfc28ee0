// Package operations has functions whose results huma sends.
package operations

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

type in struct {
	ID string `path:"id"`
}

type book struct{ Body struct{ Title string } }

type empty struct{}

type chosen struct {
	Status int
	Body   string
}

type store interface {
	Load(id string) (string, error)
}

type shelf struct{ st store }

func (s *shelf) get(ctx context.Context, i *in) (*book, error) { // answers 200 404
	if i.ID == "" {
		return nil, huma.Error404NotFound("no such book")
	}
	return &book{}, nil
}

func (s *shelf) remove(ctx context.Context, i *in) (*empty, error) { // answers 204 409
	if i.ID == "" {
		return nil, huma.Error409Conflict("lent")
	}
	return nil, nil
}

func (s *shelf) add(ctx context.Context, i *in) (*book, error) { // answers 201
	return &book{}, nil
}

func (s *shelf) choose(ctx context.Context, i *in) (*chosen, error) { // answers 200 202
	if i.ID == "" {
		return &chosen{Status: http.StatusAccepted, Body: "later"}, nil
	}
	return &chosen{Body: "now"}, nil
}

func (s *shelf) load(ctx context.Context, i *in) (*book, error) { // answers 200 500 …
	if _, err := s.st.Load(i.ID); err != nil {
		return nil, err
	}
	return &book{}, nil
}

func (s *shelf) changed(ctx context.Context, i *in) (*book, error) { // answers 200 …
	return &book{}, nil
}

// Routes registers them.
func Routes(api huma.API, s *shelf, change func(*huma.Operation)) {
	huma.Get(api, "/books/{id}", s.get)
	huma.Delete(api, "/books/{id}", s.remove)
	huma.Register(api, huma.Operation{Method: http.MethodPost, Path: "/books/{id}", DefaultStatus: http.StatusCreated}, s.add)
	huma.Put(api, "/books/{id}", s.choose)
	huma.Get(api, "/loaded/{id}", s.load)
	huma.Get(api, "/changed/{id}", s.changed, change)
}

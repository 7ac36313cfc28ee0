// Package huma registers operations.
package huma

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"
)

type in struct{}
type out struct{}

func get(ctx context.Context, i *in) (*out, error) { return nil, nil }

type service struct{}

func (s *service) create(ctx context.Context, i *in) (*out, error) { return nil, nil }

// New makes the service's handler.
func New(s *service) http.Handler {
	r := chi.NewRouter()
	api := humachi.New(r, huma.DefaultConfig("x", "1"))
	huma.Get(api, "/get", get)         // route GET /get huma.get
	huma.Register(api, huma.Operation{ // route POST /create/{id} service.create
		OperationID: "create",
		Method:      http.MethodPost,
		Path:        "/create/{id}",
	}, s.create)
	register(huma.NewGroup(api, "/v1"), s)
	huma.AutoRegister(huma.NewGroup(api, "/auto"), s)
	return r
}

func register(api huma.API, s *service) {
	huma.Put(api, "/x", s.create) // route PUT /v1/x service.create
}

// RegisterOrders is one that huma calls by its name.
func (s *service) RegisterOrders(api huma.API) {
	huma.Delete(api, "/orders", s.create) // route DELETE /auto/orders service.create
}

// Add is none of them.
func (s *service) Add(api huma.API) {
	huma.Delete(api, "/added", s.create) // route DELETE ?/added service.create
}

// Package orders is given its router, or makes one that others mount.
package orders

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

// An API answers.
type API struct{}

func (a *API) get(w http.ResponseWriter, r *http.Request)    {}
func (a *API) create(w http.ResponseWriter, r *http.Request) {}

// Routes registers below the path that the caller chose.
func (a *API) Routes(r chi.Router) {
	r.Get("/", a.get)         // route GET /v1/orders/{id}/ API.get
	r.Post("/copy", a.create) // route POST /v1/orders/{id}/copy API.create
}

// More is given a router to call methods of.
func (a *API) More(r chi.Router) {
	r.Post("/more", a.create) // route POST /v1/more API.create
}

// Admin makes a router.
func Admin() chi.Router {
	r := chi.NewMux()
	a := &API{}
	r.Get("/x", a.get) // route GET /admin/x API.get
	return r
}

// Nowhere is called by nobody: the path may not begin here.
func (a *API) Nowhere(r chi.Router) {
	r.Get("/nowhere", a.get) // route GET ?/nowhere API.get
}

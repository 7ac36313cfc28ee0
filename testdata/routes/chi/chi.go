// Package chi registers with chi's routers.
package chi

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/respvet/respvet/testdata/routes/chi/orders"
)

func get(w http.ResponseWriter, r *http.Request)    {}
func create(w http.ResponseWriter, r *http.Request) {}

type module interface{ Register(r chi.Router) }

type things struct{}

func (t *things) Register(r chi.Router) {
	r.Get("/things", get) // route GET /v2/things chi.get
}

// New makes the service's handler.
func New(o *orders.API) http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.Logger)
	r.Get("/", get)                                      // route GET / chi.get
	r.Method("PUT", "/method", http.HandlerFunc(create)) // route PUT /method chi.create
	r.MethodFunc(http.MethodPatch, "/func", create)      // route PATCH /func chi.create
	r.HandleFunc("/any", create)                         // route /any chi.create
	r.With(middleware.NoCache).Post("/with", create)     // route POST /with chi.create
	r.Group(func(r chi.Router) {
		r.Delete("/group", create) // route DELETE /group chi.create
	})
	r.Route("/v1", func(r chi.Router) {
		r.Get("/", get) // route GET /v1/ chi.get
		r.Route("/orders/{id}", o.Routes)
		r.Mount("/users", users())
		o.More(r.With(middleware.NoCache))
	})
	r.Route("/v2", func(r chi.Router) {
		for _, m := range []module{&things{}} {
			m.Register(r)
		}
	})
	r.Mount("/debug", middleware.Profiler()) // route /debug middleware.Profiler
	r.Mount("/admin", orders.Admin())
	plain := http.NewServeMux()
	plain.HandleFunc("GET /plain/x", get) // route GET /plain/x chi.get
	r.Mount("/plain", plain)
	return r
}

func users() http.Handler {
	r := chi.NewRouter()
	r.Get("/{user}", get) // route GET /v1/users/{user} chi.get
	return r
}

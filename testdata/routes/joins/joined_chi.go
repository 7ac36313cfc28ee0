package joins

import (
	"net/http"
	"testing/fstest"

	"github.com/go-chi/chi/v5"
)

func onChi(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

var files = fstest.MapFS{"*": {Data: []byte("text")}}

// Chi mounts a router with and without the slash behind it.
func Chi() http.Handler {
	r := chi.NewRouter()
	r.Route("/v1", func(r chi.Router) {
		r.Get("/", onChi)      // route GET /v1/ joins.onChi
		r.Get("/users", onChi) // route GET /v1/users joins.onChi
	})
	r.Route("/t/", func(r chi.Router) {
		r.Get("/x", onChi) // route GET /t/x joins.onChi
	})
	sub := chi.NewRouter()
	sub.Get("/", onChi)        // route GET /m/ joins.onChi
	sub.Get("/x", onChi)       // route GET /m/x joins.onChi
	sub.Get("/files/*", onChi) // route GET /m/files/* joins.onChi
	r.Mount("/m", sub)
	top := chi.NewRouter()
	top.Get("/top", onChi) // route GET /top joins.onChi
	r.Mount("/", top)
	r.Handle("/static/*", http.StripPrefix("/static/", http.FileServer(http.FS(files)))) // route /static/* http.FileServer
	return r
}

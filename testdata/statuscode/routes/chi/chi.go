// Package chi serves a library, whose operations are documented by their routes:
// no handler is called as one.
package chi

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/respvet/respvet/testdata/statuscode/routes/chi/books"
)

// New makes the service's handler.
func New(shelf *books.Shelf) http.Handler {
	r := chi.NewRouter()
	r.Get("/health", func(w http.ResponseWriter, r *http.Request) {
		if shelf == nil {
			w.WriteHeader(http.StatusInternalServerError) // want `WriteHeader answers 500 Internal Server Error, GET /v2/health in .*openapi.yaml:6 has only 200, 503: clients are not prepared for it \(statuscode/undocumented\)`
			return
		}
		w.WriteHeader(http.StatusOK)
	})
	r.Route("/v2", func(r chi.Router) {
		r.Route("/books", shelf.Routes) // want `\(\*books.Shelf\).one answers 410 Gone, the operation one-book in .*openapi.yaml:23 has only 200, 404: clients are not prepared for it \(statuscode/undocumented\)`
		r.Post("/loans", lend)
		r.Post("/returns", giveBack)
		r.Get("/books/latest", shelf.Latest)
	})
	return r
}

func lend(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("isbn") {
	case "":
		http.Error(w, "no book", http.StatusBadRequest) // want `http.Error answers 400 Bad Request, the operation lend in .*openapi.yaml:35 has only 201, 404, 422: clients are not prepared for it \(statuscode/undocumented\)`
	case "0":
		http.Error(w, "no such book", http.StatusNotFound) // ok
	case "1":
		missing(w) // ok: 404
	case "2":
		gone(w) // want `gone answers 410 Gone, the operation lend in .*: clients are not prepared for it \(statuscode/undocumented\)`
	}
	w.WriteHeader(http.StatusCreated)
}

func missing(w http.ResponseWriter) { http.Error(w, "no such book", http.StatusNotFound) }

func gone(w http.ResponseWriter) { http.Error(w, "burnt", http.StatusGone) }

// The document has no operation there.
func giveBack(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no book", http.StatusBadRequest) // ok
}

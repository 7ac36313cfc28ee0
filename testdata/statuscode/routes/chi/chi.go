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
			w.WriteHeader(http.StatusInternalServerError) // want `WriteHeader sends 500 Internal Server Error, which GET /v2/health in .*openapi\.yaml:6 does not document \(only 200, 503\) \(statuscode/undocumented\)`
			return
		}
		w.WriteHeader(http.StatusOK)
	})
	r.Route("/v2", func(r chi.Router) {
		r.Route("/books", shelf.Routes) // want `\(\*books\.Shelf\)\.one sends 410 Gone, which operation one-book in .*openapi\.yaml:23 does not document \(only 200, 404\) \(statuscode/undocumented\)`
		r.Post("/loans", lend)
		r.Post("/returns", giveBack)
		r.Get("/books/latest", shelf.Latest)
	})
	return r
}

func lend(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("isbn") {
	case "":
		http.Error(w, "no book", http.StatusBadRequest) // want `http\.Error sends 400 Bad Request, which operation lend in .*openapi\.yaml:35 does not document \(only 201, 404, 422\) \(statuscode/undocumented\)`
	case "0":
		http.Error(w, "no such book", http.StatusNotFound) // ok
	case "1":
		missing(w) // ok: 404
	case "2":
		gone(w) // want `gone sends 410 Gone, which operation lend in .*openapi\.yaml:35 does not document \(only 201, 404, 422\) \(statuscode/undocumented\)`
	}
	w.WriteHeader(http.StatusCreated)
}

func missing(w http.ResponseWriter) { http.Error(w, "no such book", http.StatusNotFound) }

func gone(w http.ResponseWriter) { http.Error(w, "burnt", http.StatusGone) }

// The document has no operation there.
func giveBack(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no book", http.StatusBadRequest) // ok
}

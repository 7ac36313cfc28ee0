// Package books is given its router: which operations it has, it does not know.
package books

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

// A Shelf has books.
type Shelf struct{}

// Routes registers.
func (s *Shelf) Routes(r chi.Router) {
	r.Get("/", s.all)
	r.Post("/", s.addBook)
	r.Get("/{isbn}", s.one)
	r.Delete("/{isbn}", s.drop)
}

func (s *Shelf) all(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusBadRequest) // ok
}

// It is called as its operation is, and so is known here.
func (s *Shelf) addBook(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusUnprocessableEntity) // want `WriteHeader sends 422 Unprocessable Entity, which operation add-book in .*openapi\.yaml:16 does not document \(only 201, 400, 409\) \(statuscode/undocumented\)`
}

func (s *Shelf) one(w http.ResponseWriter, r *http.Request) {
	if chi.URLParam(r, "isbn") == "" {
		w.WriteHeader(http.StatusNotFound) // ok
		return
	}
	w.WriteHeader(http.StatusGone) // ok: the finding stands where the route is complete
}

func (s *Shelf) drop(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusConflict) // ok: default
}

// Latest is registered for one value of the document's {isbn}.
func (s *Shelf) Latest(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNotFound) // ok
}

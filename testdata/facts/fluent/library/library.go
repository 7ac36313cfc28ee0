// Package library lends books.
package library

import (
	"net/http"

	"github.com/respvet/respvet/testdata/facts/fluent/respond"
)

// Shelf finds books.
type Shelf interface {
	Find(id string) ([]byte, error)
}

// Get answers with a book.
func Get(w http.ResponseWriter, r *http.Request, s Shelf) { // want Get:`^writes\(w=0 status=500 body=json\(object\) text=error\(call\(\(library.Shelf\).Find\)\)\) writes\(w=0 status=200 body=json\)$`
	book, err := s.Find(r.PathValue("id"))
	if err != nil {
		respond.ServerError(w, r, err)
		return
	}
	respond.Body(w, book)
}

// Package archive serves what was saved of pages, of whatever type, in a module whose
// API answers errors with JSON.
package archive

import (
	"fmt"
	"net/http"

	"github.com/respvet/respvet/testdata/rawerror/archive/answer"
)

// Log writes to whatever it is given: an import that nothing here is answered with.
var Log = answer.Refuse

// A Store keeps pages.
type Store interface {
	Read(name string) (content []byte, mediaType string, err error)
}

// Serve sends a page.
func Serve(s Store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		content, mediaType, err := s.Read(r.PathValue("name"))
		if err != nil {
			panic(err)
		}
		w.Header().Set("Content-Type", mediaType)
		_, _ = w.Write(content)
	}
}

// Panicked answers where Serve has panicked.
func Panicked(w http.ResponseWriter, r *http.Request, what any) {
	http.Error(w, fmt.Sprint("no page at ", r.URL.Path), http.StatusInternalServerError) // ok: the package sends pages, and nothing else
}

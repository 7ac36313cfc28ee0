// Package serve refuses requests for its own handler alone, which serves text.
package serve

import (
	"fmt"
	"net/http"
	"os"
)

// Notes serves notes.
func Notes(w http.ResponseWriter, r *http.Request) {
	note, err := os.ReadFile("notes/" + r.PathValue("note"))
	if err != nil {
		With(w, http.StatusNotFound)
		return
	}
	w.Write(note)
}

// With says what a status means.
func With(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, status, http.StatusText(status)) // ok: its clients get text from the handler as well
}

// Package quiet has functions that are given a writer and answer nothing through
// it, each beside one that perhaps does.
package quiet

import (
	"context"
	"net/http"
)

// A session is cookies.
func Cookie(w http.ResponseWriter, token string) { // want Cookie:`^quiet\(0\)$`
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token})
}

func CookieAnd(w http.ResponseWriter, token string, then func(http.ResponseWriter)) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token})
	then(w) // it is not known what that does
}

// Nothing is answered through what is only looked at.
func CanFlush(w http.ResponseWriter) bool { // want CanFlush:`^quiet\(0\)$` CanFlush:`^returns`
	_, ok := w.(http.Flusher)
	return ok
}

// The result holds the writer.
type Recorder struct {
	http.ResponseWriter
	Status int
}

func Record(w http.ResponseWriter) *Recorder { // want Record:`^quiet\(0 returns 0\)$` Record:`^returns`
	return &Recorder{ResponseWriter: w}
}

// Of two writers one is kept for later.
var last http.ResponseWriter

func Keep(a, b http.ResponseWriter) { // want Keep:`^quiet\(0\)$`
	a.Header().Set("X-Kept", "no")
	last = b
}

// Through another function of the package, and through itself.
func Twice(w http.ResponseWriter, token string) { // want Twice:`^quiet\(0\)$`
	Cookie(w, token)
	Cookie(w, token+"2")
}

func Down(w http.ResponseWriter, n int) {
	if n > 0 {
		Down(w, n-1) // in a recursion nothing is certain
	}
}

// A writer in a context is found again by whoever has the key.
func Put(r *http.Request, w http.ResponseWriter) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), key{}, w))
}

type key struct{}

// Deferred and started calls come later than their function's end.
func Later(w http.ResponseWriter) {
	go Cookie(w, "later")
}

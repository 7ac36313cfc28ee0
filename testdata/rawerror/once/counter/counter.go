// Package counter lends books: what its helpers fix is reported in them, what they
// leave to their callers at the calls.
package counter

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/respvet/respvet/testdata/rawerror/once/reply"
)

// refuse is called with errors alone.
func refuse(w http.ResponseWriter, code int, text string) {
	w.WriteHeader(code)
	io.WriteString(w, "refused: "+text) // want `io.WriteString sends an error as text/plain.*\(rawerror\)`
}

// twice is a helper of a helper: what it passes on is what its callers pass.
func twice(w http.ResponseWriter, code int) { refuse(w, code, "twice") } // ok

// note is called with a success as well.
func note(w http.ResponseWriter, code int, text string) {
	w.WriteHeader(code)
	io.WriteString(w, "note: "+text) // want `io.WriteString sends errors as text/plain.*\(rawerror\)`
}

// remark never is called with an error: no other way than this call differs from note.
func remark(w http.ResponseWriter, code int, text string) {
	w.WriteHeader(code)
	io.WriteString(w, "remark: "+text) // ok
}

// send leaves the kind of the body to its callers.
func send(w http.ResponseWriter, code int, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(code)
	w.Write(body)
}

func book(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("book") {
	case "":
		reply.Status(w, 400) // ok
		return
	case "lost":
		reply.Status(w, 404) // ok
		return
	case "old":
		reply.Plain(w, 410, "it is gone") // want `reply.Plain sends the 410 as text/plain.*\(rawerror\)`
		return
	case "torn":
		reply.Plain(w, 404, "it is torn") // ok
		return
	case "lent":
		reply.Refuse(w, 409, errors.New("it is lent")) // ok
		return
	case "heavy":
		refuse(w, 413, "it is heavy") // ok
		return
	case "hot":
		refuse(w, 409, "it is hot") // ok
		return
	case "both":
		twice(w, 400) // ok
		return
	case "dear":
		note(w, 403, "it is dear") // ok
		return
	case "rare":
		note(w, 403, "it is rare") // ok
		return
	case "dull":
		send(w, 404, "text/plain", []byte("it is dull")) // want `send sends the 404 as text/plain.*\(rawerror\)`
		return
	case "thin":
		send(w, 404, "application/json", []byte(`{"message":"it is thin"}`)) // ok
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"book": r.FormValue("book")})
}

func remarks(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("page") == "2" {
		note(w, 200, "the last page")
		return
	}
	if r.FormValue("page") == "3" {
		remark(w, 200, "none")
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode([]string{"kind", "quick"})
}

func closing(w http.ResponseWriter, r *http.Request) {
	fail := func(code int, text string) {
		w.WriteHeader(code)
		io.WriteString(w, "not now: "+text) // want `io.WriteString sends an error as text/plain.*\(rawerror\)`
	}
	if r.FormValue("day") == "" {
		fail(400, "which day?") // ok
		return
	}
	if r.FormValue("day") == "sunday" {
		fail(409, "a sunday") // ok
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(true)
}

// Routes registers the handlers.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /book", book)
	mux.HandleFunc("GET /remarks", remarks)
	mux.HandleFunc("GET /closing", closing)
}

// Package statuscode lists the callers of a helper that fixes the status beside it.
package statuscode

import (
	"encoding/json"
	"net/http"
)

func send(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

func teapot(w http.ResponseWriter) {
	send(w, http.StatusTeapot, "short and stout") // want `send sends 418 I'm a teapot, which contract wpp does not document`
}

func seat(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("seat") {
	case "":
		teapot(w) // want `teapot sends 418 I'm a teapot, which contract wpp does not document`
	case "hot":
		teapot(w) // want `teapot sends 418 I'm a teapot, which contract wpp does not document`
	default:
		send(w, 200, "free") // ok
	}
}

// Routes registers the handler.
func Routes(mux *http.ServeMux) { mux.HandleFunc("GET /seat", seat) }

// Package envelope lists the callers of a helper beside it, and each answer with a struct.
package envelope

import (
	"encoding/json"
	"net/http"
)

type refusal struct {
	Reason string `json:"reason"`
}

func send(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

func refuse(w http.ResponseWriter, code int, reason string) {
	send(w, code, refusal{reason}) // want `send sends a body in which "errors" is missing; contract wpp requires errors\[\]`
}

func seat(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("seat") {
	case "":
		refuse(w, 400, "which seat?") // want `refuse sends a 400 body in which "errors" is missing; contract wpp requires errors\[\]`
	case "taken":
		send(w, 404, refusal{"it is taken"}) // want `send sends a 404 body in which "errors" is missing; contract wpp requires errors\[\]`
	default:
		send(w, 200, "free") // ok
	}
}

// Routes registers the handler.
func Routes(mux *http.ServeMux) { mux.HandleFunc("GET /seat", seat) }

// Package rawerror lists the callers of a helper beside it.
package rawerror

import (
	"encoding/json"
	"io"
	"net/http"
)

func refuse(w http.ResponseWriter, code int, text string) {
	w.WriteHeader(code)
	io.WriteString(w, "refused: "+text) // want `io.WriteString sends an error as text/plain`
}

func seat(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("seat") {
	case "":
		refuse(w, 400, "which seat?") // want `refuse sends the 400 as text/plain`
	case "taken":
		refuse(w, 409, "it is taken") // want `refuse sends the 409 as text/plain`
	default:
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode("free") // ok
	}
}

// Routes registers the handler.
func Routes(mux *http.ServeMux) { mux.HandleFunc("GET /seat", seat) }

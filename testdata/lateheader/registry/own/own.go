// Package own serves its handlers itself.
package own

import (
	"encoding/json"
	"net/http"
)

// Serve serves the lamps.
func Serve(addr string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /lamps", lamps)
	return http.ListenAndServe(addr, mux)
}

func lamps(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("room") == "" {
		fail(w, http.StatusBadRequest, "which room?")
		return
	}
	send(w, []string{"ceiling", "desk"})
}

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

func fail(w http.ResponseWriter, status int, msg string) {
	w.WriteHeader(status)
	send(w, map[string]string{"error": msg}) // want `send sets Content-Type after WriteHeader has started the response: the client does not receive it`
}

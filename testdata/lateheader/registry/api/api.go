// Package api has its handlers served by a registry, which says that they send JSON.
package api

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/lateheader/registry"
)

func init() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /lamps", lamps)
	registry.Register("lamps", mux)
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
	send(w, map[string]string{"error": msg}) // ok: the type is set before
}

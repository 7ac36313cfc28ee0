// Package api has JSON alone.
package api

import (
	"encoding/json"
	"net/http"
)

// Key lets nobody pass without a key.
func Key(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") == "" {
			http.Error(w, "no key", http.StatusForbidden) // want `http.Error sends the 403 as text/plain`
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Notes has JSON.
func Notes(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.FormValue("note") == "" {
		w.WriteHeader(http.StatusBadRequest)
		json.NewEncoder(w).Encode(map[string]string{"error": "which note?"})
		return
	}
	json.NewEncoder(w).Encode([]string{"note"})
}

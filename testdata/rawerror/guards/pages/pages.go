// Package pages has pages, and JSON for them.
package pages

import (
	"encoding/json"
	"net/http"
)

// Key lets nobody pass without a key.
func Key(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") == "" {
			http.Error(w, "no key", http.StatusForbidden) // ok: it may stand before pages
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

// Page has a page.
func Page(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write([]byte("<!doctype html><p>Notes"))
}

// Package challenge asks browsers for a password, and programs for a token.
package challenge

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// Guard lets nobody in without a password.
func Guard(realm string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			w.Header().Set("WWW-Authenticate", fmt.Sprintf("Basic realm=%q", realm))
			http.Error(w, "Unauthorized", http.StatusUnauthorized) // ok: browsers ask for a password
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Token lets nobody in without a token.
func Token(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "Unauthorized", http.StatusUnauthorized) // want `http.Error sends the 401 as text/plain`
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Helped asks in a helper.
func Helped(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			ask(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func ask(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", `Basic realm="notes"`)
	w.WriteHeader(http.StatusUnauthorized)
	w.Write([]byte("Unauthorized\n")) // ok: the same in a helper
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

// Command writer has a writer that labels what goes through it.
package main

import (
	"encoding/json"
	"net/http"
)

type labelling struct{ http.ResponseWriter }

func (l labelling) WriteHeader(status int) {
	l.Header().Set("Content-Type", "application/json")
	l.ResponseWriter.WriteHeader(status)
}

func main() {
	http.Handle("/", through(http.HandlerFunc(list)))
	http.ListenAndServe(":8080", nil)
}

func through(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(labelling{w}, r)
	})
}

func list(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // ok
}

// Package middle has a middleware that labels what its handlers send.
package middle

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/contenttype/reply"
)

func labelled(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		next.ServeHTTP(w, r)
	})
}

func list(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // ok
}

func one(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusOK, "one") // ok
}

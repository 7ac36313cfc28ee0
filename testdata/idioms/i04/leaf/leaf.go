// Package leaf reads parameters for handlers that are closures.
package leaf

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// Send answers with a text.
func Send(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": text})
}

// Number calls next with a path value; it answers 400 where that is no number,
// and says what the parser said.
func Number(w http.ResponseWriter, r *http.Request, name string, next func(n uint64)) {
	n, err := strconv.ParseUint(r.PathValue(name), 10, 32)
	if err != nil {
		Send(w, http.StatusBadRequest, err.Error()) // want `\(errleak/parse\)`
		return
	}
	next(n)
}

// Count calls next with a query value; it answers 400 where that is no number.
func Count(w http.ResponseWriter, r *http.Request, name string, next func(n uint64)) {
	n, err := strconv.ParseUint(r.URL.Query().Get(name), 10, 32)
	if err != nil {
		Send(w, http.StatusBadRequest, name+" is not a number") // ok: a plain value
		return
	}
	next(n)
}

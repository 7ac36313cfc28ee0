// Package gate refuses in the first shape that the contract shows.
package gate

import (
	"encoding/json"
	"net/http"
)

type item struct {
	Code    string `json:"errorCode"`
	Message string `json:"errorMessage"`
}

// Refuse answers 403.
func Refuse(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusForbidden)
	_ = json.NewEncoder(w).Encode(map[string][]item{"errors": {{"forbidden", "this is not for you"}}})
}

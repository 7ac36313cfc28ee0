// Package second answers with the second of the shapes that the contract wpp
// shows, and with no other.
package second

import (
	"encoding/json"
	"net/http"
)

type detail struct {
	StatusCode int    `json:"status_code"`
	Detail     string `json:"detail"`
}

// Details answers with the second shape.
func Details(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		send(w, http.StatusNotFound, map[string][]detail{"errors": {{StatusCode: 400, Detail: "no"}}}) // want `"errors\[\].status_code" is 400, not 404`
		return
	}
	send(w, http.StatusNotFound, map[string][]detail{"errors": {{StatusCode: 404, Detail: "no"}}}) // ok
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

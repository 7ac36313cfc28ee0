// Package google answers with bodies under the contract google: the status has a
// name that goes with it.
package google

import (
	"encoding/json"
	"net/http"
)

type status struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Status  string `json:"status"`
}

type body struct {
	Error status `json:"error"`
}

func send(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}

// Pairs are of a status and its name.
func Pairs(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "pair":
		send(w, 404, body{status{Code: 404, Message: "no", Status: "NOT_FOUND"}}) // ok
	case "no pair":
		send(w, 404, body{status{Code: 404, Message: "no", Status: "INVALID_ARGUMENT"}}) // want `"error.status" is "INVALID_ARGUMENT", not "NOT_FOUND"`
	case "one of three":
		send(w, 400, body{status{Code: 400, Message: "no", Status: "OUT_OF_RANGE"}}) // ok
	case "neither":
		send(w, 404, body{status{Code: 400, Message: "no", Status: "OUT_OF_RANGE"}}) // want `send sends a 404 body in which "error\.code" is 400, not 404, and "error\.status" is "OUT_OF_RANGE", not "NOT_FOUND"; contract google requires error`
	case "flat":
		send(w, 404, status{Code: 404, Message: "no", Status: "NOT_FOUND"}) // want `"error" is missing`
	case "text":
		send(w, 404, map[string]string{"error": "no"}) // want `"error" is a string, not an object`
	}
}

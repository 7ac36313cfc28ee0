// Package jsonapi answers with bodies under the contract jsonapi: the status is a
// string, and data and errors are apart.
package jsonapi

import (
	"encoding/json"
	"net/http"
)

type failure struct {
	Status string `json:"status,omitempty"`
	Detail string `json:"detail"`
}

type document struct {
	Data   any       `json:"data,omitempty"`
	Errors []failure `json:"errors,omitempty"`
}

type whole struct {
	Data   any       `json:"data"`
	Errors []failure `json:"errors"`
}

func send(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/vnd.api+json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}

// Documents have data or errors.
func Documents(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "string":
		send(w, 404, map[string]any{"errors": []failure{{Status: "404", Detail: "no"}}}) // ok
	case "number":
		send(w, 404, map[string]any{"errors": []map[string]any{{"status": 404, "detail": "no"}}}) // want `"errors\[\].status" is an integer, not a string`
	case "another":
		send(w, 404, map[string]any{"errors": []map[string]any{{"status": "400", "detail": "no"}}}) // want `"errors\[\].status" is "400", not "404"`
	case "several":
		send(w, 400, document{Errors: []failure{{Status: "400", Detail: "no"}, {Status: "422", Detail: "no"}}}) // ok: each has its own
	case "several alike":
		send(w, 400, document{Errors: []failure{{Status: "422", Detail: "no"}, {Status: "422", Detail: "none"}}}) // want `"errors\[\].status" is "422", not "400"`
	case "one of them":
		send(w, 200, document{Data: r.URL.Path}) // ok
	case "both":
		send(w, 200, whole{Data: r.URL.Path}) // want `send sends a 200 body in which "data" and "errors" are combined; contract jsonapi requires another body \(envelope\)`
	case "both in an error":
		send(w, 404, map[string]any{"data": nil, "errors": []failure{{Status: "404"}}}) // want `send sends a 404 body in which "data" and "errors" are combined; contract jsonapi requires errors\[\]`
	}
}

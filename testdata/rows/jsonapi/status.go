package jsonapi

import "net/http"

// A status in an error object is a string, and the one that is sent.

// Status says a status in the body.
func Status(w http.ResponseWriter, r *http.Request) {
	const detail = "there is no such article"
	switch r.PathValue("case") {
	case "a string":
		send(w, http.StatusNotFound, map[string]any{"errors": []failure{{Status: "404", Detail: detail}}}) // ok
	case "a number":
		send(w, http.StatusNotFound, map[string]any{"errors": []map[string]any{{"status": 404, "detail": detail}}}) // want `"errors\[\].status" is an integer, not a string.*\(envelope\)`
	case "another":
		send(w, http.StatusNotFound, map[string]any{"errors": []failure{{Status: "400", Detail: detail}}}) // want `"errors\[\].status" is "400", not "404".*\(envelope\)`
	case "none":
		send(w, http.StatusNotFound, map[string]any{"errors": []failure{{Detail: detail}}}) // ok
	}
}

package jsonapi

import "net/http"

// The members data and errors are never together.

// Apart sends data or errors.
func Apart(w http.ResponseWriter, r *http.Request) {
	errors := []failure{{Status: "404", Detail: "there is no such article"}}
	switch r.PathValue("case") {
	case "errors":
		send(w, http.StatusNotFound, map[string]any{"errors": errors}) // ok
	case "both":
		send(w, http.StatusNotFound, map[string]any{"data": nil, "errors": errors}) // want `send sends a 404 body in which "data" and "errors" are combined; contract jsonapi requires errors\[\] \(envelope\)`
	case "both in a success":
		send(w, http.StatusOK, map[string]any{"data": article{ID: r.PathValue("id"), Type: "articles"}, "errors": []failure{}}) // want `send sends a 200 body in which "data" and "errors" are combined; contract jsonapi requires another body \(envelope\)`
	case "data":
		send(w, http.StatusOK, map[string]any{"data": article{ID: r.PathValue("id"), Type: "articles"}}) // ok
	}
}

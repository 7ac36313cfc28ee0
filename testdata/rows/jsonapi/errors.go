package jsonapi

import "net/http"

// Errors are an array errors of objects.

// Errors are of shapes.
func Errors(w http.ResponseWriter, r *http.Request) {
	one := failure{Status: "404", Detail: "there is no such article"}
	switch r.PathValue("case") {
	case "array":
		send(w, http.StatusNotFound, map[string]any{"errors": []failure{one}}) // ok
	case "one object":
		send(w, http.StatusNotFound, map[string]any{"errors": one}) // want `"errors" is one object, not an array.*\(envelope\)`
	case "missing":
		send(w, http.StatusNotFound, one) // want `"errors" is missing.*\(envelope\)`
	case "texts":
		send(w, http.StatusNotFound, map[string]any{"errors": []string{one.Detail}}) // want `an item of "errors" is a string, not an object.*\(envelope\)`
	case "plain":
		http.Error(w, one.Detail, http.StatusNotFound) // want `\(rawerror\)`
	}
}

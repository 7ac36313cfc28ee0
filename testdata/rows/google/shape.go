package google

import "net/http"

// An error's body is an object error with code, message, status and details, each of
// which has @type.

// Shapes are of bodies.
func Shapes(w http.ResponseWriter, r *http.Request) {
	const text = "there is no such book"
	detail := map[string]any{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "MISSING"}
	switch r.PathValue("case") {
	case "nested":
		send(w, http.StatusNotFound, errorBody{status{Code: 404, Message: text, Status: "NOT_FOUND"}}) // ok
	case "flat":
		send(w, http.StatusNotFound, status{Code: 404, Message: text, Status: "NOT_FOUND"}) // want `"error" is missing.*\(envelope\)`
	case "text":
		send(w, http.StatusNotFound, map[string]any{"error": text}) // want `"error" is a string, not an object.*\(envelope\)`
	case "no status":
		send(w, http.StatusNotFound, map[string]any{"error": map[string]any{"code": 404, "message": text}}) // want `"error.status" is missing.*\(envelope\)`
	case "detail":
		send(w, http.StatusNotFound, errorBody{status{Code: 404, Message: text, Status: "NOT_FOUND", Details: []any{detail}}}) // ok
	case "untyped detail":
		send(w, http.StatusNotFound, map[string]any{"error": map[string]any{"code": 404, "message": text, "status": "NOT_FOUND", // want `"error.details\[\].@type" is missing.*\(envelope\)`
			"details": []map[string]any{{"reason": "MISSING"}}}})
	case "plain":
		http.Error(w, text, http.StatusNotFound) // want `\(rawerror\)`
	case "empty":
		w.WriteHeader(http.StatusNotFound) // want `\(rawerror/empty\)`
	}
}

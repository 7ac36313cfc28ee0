package azure

import "net/http"

// An error's body is an object error with code and message, both strings.

// Shapes are of bodies.
func Shapes(w http.ResponseWriter, r *http.Request) {
	const code, text = "DiskInUse", "the disk is in use"
	w.Header().Set("x-ms-error-code", code)
	switch r.PathValue("case") {
	case "nested":
		send(w, http.StatusConflict, errorBody{fault{Code: code, Message: text}}) // ok
	case "flat":
		send(w, http.StatusConflict, fault{Code: code, Message: text}) // want `"error" is missing.*\(envelope\)`
	case "no code":
		send(w, http.StatusConflict, map[string]any{"error": map[string]any{"message": text}}) // want `"error.code" is missing.*\(envelope\)`
	case "a number":
		send(w, http.StatusConflict, map[string]any{"error": map[string]any{"code": 409, "message": text}}) // want `"error.code" is an integer, not a string.*\(envelope\)`
	case "details":
		send(w, http.StatusConflict, map[string]any{"error": map[string]any{"code": code, "message": text, "details": map[string]any{"code": code, "message": text}}}) // want `"error.details" is one object, not an array.*\(envelope\)`
	case "plain":
		http.Error(w, text, http.StatusConflict) // want `\(rawerror\)`
	case "empty":
		w.WriteHeader(http.StatusConflict) // want `\(rawerror/empty\)`
	}
}

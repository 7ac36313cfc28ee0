package rfc9457

import "net/http"

// The name of an extension member begins with a letter, goes on with letters, digits
// and _, and has three characters at least. A type, which is a URI reference, is not
// empty.

// Members adds members of its own.
func Members(w http.ResponseWriter, r *http.Request) {
	const title = "The order is closed"
	switch r.PathValue("case") {
	case "a name":
		send(w, http.StatusConflict, map[string]any{"title": title, "order_id": 7}) // ok
	case "a dash":
		send(w, http.StatusConflict, map[string]any{"title": title, "order-id": 7}) // want `send sends a 409 body in which "order-id" is not a valid member name; contract rfc9457 requires a problem\+json body \(envelope\)`
	case "too short":
		send(w, http.StatusConflict, map[string]any{"title": title, "id": 7}) // want `send sends a 409 body in which "id" is not a valid member name; contract rfc9457 requires a problem\+json body \(envelope\)`
	case "a digit first":
		send(w, http.StatusConflict, map[string]any{"title": title, "2nd": 7}) // want `send sends a 409 body in which "2nd" is not a valid member name; contract rfc9457 requires a problem\+json body \(envelope\)`
	}
}

// Type names the kind of problem.
func Type(w http.ResponseWriter, r *http.Request) {
	type typed struct {
		Type  string `json:"type"`
		Title string `json:"title"`
	}
	if r.URL.Query().Has("raw") {
		send(w, http.StatusConflict, typed{Title: "The order is closed"}) // want `send sends a 409 body in which "type" is empty and not omitted \(no omitempty\); contract rfc9457 requires a problem\+json body \(envelope\)`
		return
	}
	send(w, http.StatusConflict, typed{Type: "https://example.com/closed", Title: "The order is closed"}) // ok
}

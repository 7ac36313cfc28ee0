package rfc9457

import "net/http"

// A status in the body is an integer, and the one that is sent.

// Status says a status in the body.
func Status(w http.ResponseWriter, r *http.Request) {
	const title = "No such order"
	switch r.PathValue("case") {
	case "the same":
		send(w, http.StatusNotFound, problem{Title: title, Status: http.StatusNotFound}) // ok
	case "another":
		send(w, http.StatusNotFound, problem{Title: title, Status: http.StatusBadRequest}) // want `"status" is 400, not 404.*\(envelope\)`
	case "a string":
		send(w, http.StatusNotFound, map[string]any{"title": title, "status": "404"}) // want `"status" is a string, not an integer.*\(envelope\)`
	case "forgotten":
		send(w, http.StatusNotFound, problem{Title: title}) // want `"status" is 0, not 404.*\(envelope\)`
	case "none":
		send(w, http.StatusNotFound, map[string]any{"title": title}) // ok: every member is optional
	}
}

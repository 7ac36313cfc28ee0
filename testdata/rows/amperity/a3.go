package amperity

import "net/http"

// A3: the member status is the status sent, so that the object must be there at
// all: a bare JSON value is no object, and says no status.

// A3Bare sends a JSON string.
func A3Bare(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("raw") {
		send(w, http.StatusNotFound, "no such campaign") // want `send sends the 404 as a bare JSON string; contract amperity requires a JSON body with status, message \(rawerror\)`
		return
	}
	send(w, http.StatusNotFound, fault{Status: http.StatusNotFound, Message: "no such campaign"}) // ok
}

// A3Success sends a JSON string where no error is meant.
func A3Success(w http.ResponseWriter, _ *http.Request) {
	send(w, http.StatusOK, "spring") // ok: no error
}

// A3Status says a status in the body.
func A3Status(w http.ResponseWriter, r *http.Request) {
	const text = "no such campaign"
	switch r.PathValue("case") {
	case "another":
		send(w, http.StatusNotFound, fault{Status: http.StatusBadRequest, Message: text}) // want `"status" is 400, not 404.*\(envelope\)`
	case "the same":
		send(w, http.StatusNotFound, fault{Status: http.StatusNotFound, Message: text}) // ok
	case "a string":
		send(w, http.StatusNotFound, map[string]any{"status": "404", "message": text}) // want `"status" is a string, not an integer.*\(envelope\)`
	case "a word":
		send(w, http.StatusNotFound, map[string]string{"status": "error", "message": text}) // want `"status" is a string, not an integer.*\(envelope\)`
	}
}

package google

import "net/http"

// A status of an error is that of a canonical code.

// Statuses are those of codes, and others.
func Statuses(w http.ResponseWriter, r *http.Request) {
	fail := func(code int, name string) {
		send(w, code, errorBody{status{Code: code, Message: "the book cannot be changed", Status: name}})
	}
	switch r.PathValue("case") {
	case "400":
		fail(http.StatusBadRequest, "INVALID_ARGUMENT") // ok
	case "422":
		fail(http.StatusUnprocessableEntity, "INVALID_ARGUMENT") // want `sends 422.*\(statuscode/undocumented\)`
	case "409":
		fail(http.StatusConflict, "ABORTED") // ok
	case "410":
		fail(http.StatusGone, "NOT_FOUND") // want `sends 410.*\(statuscode/undocumented\)`
	case "501":
		fail(http.StatusNotImplemented, "UNIMPLEMENTED") // ok
	case "502":
		fail(http.StatusBadGateway, "UNAVAILABLE") // want `sends 502.*\(statuscode/undocumented\)`
	case "206":
		send(w, http.StatusPartialContent, book{Name: "books/1"}) // ok: nothing is said of successes
	}
}

package google

import "net/http"

// The code is the status that is sent, and the status the canonical name of one of its
// codes.

// Pairs are of a status and a name.
func Pairs(w http.ResponseWriter, r *http.Request) {
	const text = "there is no such book"
	switch r.PathValue("case") {
	case "pair":
		send(w, http.StatusNotFound, errorBody{status{Code: 404, Message: text, Status: "NOT_FOUND"}}) // ok
	case "another name":
		send(w, http.StatusNotFound, errorBody{status{Code: 404, Message: text, Status: "INVALID_ARGUMENT"}}) // want `"error.status" is "INVALID_ARGUMENT", not "NOT_FOUND".*\(envelope\)`
	case "another code":
		send(w, http.StatusNotFound, errorBody{status{Code: 5, Message: text, Status: "NOT_FOUND"}}) // want `"error.code" is 5, not 404.*\(envelope\)`
	case "one of three":
		send(w, http.StatusBadRequest, errorBody{status{Code: 400, Message: text, Status: "FAILED_PRECONDITION"}}) // ok
	case "a third":
		send(w, http.StatusBadRequest, errorBody{status{Code: 400, Message: text, Status: "ABORTED"}}) // want `"error.status" is "ABORTED".*\(envelope\)`
	case "cancelled":
		send(w, 499, errorBody{status{Code: 499, Message: text, Status: "CANCELLED"}}) // ok
	}
}

package wppgateway

import "net/http"

// W12: error messages are clear and descriptive.

// W12Says says nothing, or no more than the status.
func W12Says(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "empty":
		send(w, http.StatusNotFound, errorBody{Errors: []item{{ErrorCode: "product", ErrorMessage: ""}}}) // want `with an empty errorMessage.*\(statusmeaning/message\)`
	case "status text":
		failWith(w, http.StatusNotFound, http.StatusText(http.StatusNotFound)) // want `it only repeats the status.*\(statusmeaning/message\)`
	case "the same in other letters":
		failWith(w, http.StatusNotFound, "not found.") // want `\(statusmeaning/message\)`
	case "text":
		failWith(w, http.StatusNotFound, "no product has this id") // ok
	}
}

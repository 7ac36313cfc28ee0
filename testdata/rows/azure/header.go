package azure

import "net/http"

// The header x-ms-error-code has the code of the body.

// Header sends the code twice, or once.
func Header(w http.ResponseWriter, r *http.Request) {
	const code, text = "DiskInUse", "the disk is in use"
	if r.URL.Query().Has("forgotten") {
		send(w, http.StatusConflict, errorBody{fault{Code: code, Message: text}}) // want `send sends the 409 without x-ms-error-code; contract azure requires it \(errheader\)`
		return
	}
	fail(w, http.StatusConflict, code, text) // ok
}

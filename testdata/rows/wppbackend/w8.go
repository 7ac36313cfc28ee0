package wppbackend

import "net/http"

// W8: 204 has no content: no body comes with it, nor behind it.

// W8Delete answers 204 and stops.
func W8Delete(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodDelete {
		w.Header().Set("Allow", http.MethodDelete)
		w.WriteHeader(http.StatusMethodNotAllowed) // want `WriteHeader sends the 405 without a body; contract wpp requires a JSON body with errors\[\] \(rawerror/empty\)`
		return
	}
	w.WriteHeader(http.StatusNoContent) // ok: empty, as it must be
}

// W8Missing goes on after an error answer, and after 204.
func W8Missing(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "" {
		fail(w, http.StatusNotFound) // want `\(missingreturn\)`
	}
	w.WriteHeader(http.StatusNoContent)
}

// W8Returned returns after the error answer.
func W8Returned(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "" {
		fail(w, http.StatusNotFound) // ok: returns
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// noContent answers 204.
func noContent(w http.ResponseWriter) { w.WriteHeader(http.StatusNoContent) }

// W8Helper answers 204 through a helper.
func W8Helper(w http.ResponseWriter, _ *http.Request) {
	noContent(w) // ok
}

// W8Body sends a body with 204.
func W8Body(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "after":
		w.WriteHeader(http.StatusNoContent)
		encode(w, product{ID: "p1"}) // want `sends a body with 204 No Content.*\(bodyless\)`
	case "helper":
		send(w, http.StatusNoContent, product{ID: "p1"}) // want `sends a body with 204 No Content.*\(bodyless\)`
	case "with 200":
		send(w, http.StatusOK, product{ID: "p1"}) // ok
	}
}

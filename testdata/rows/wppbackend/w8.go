package wppbackend

import "net/http"

// W8: 204 has no content. A body after it is the rule bodyless's; these are the
// answers with 204 that the other rules see.

// W8Delete answers 204 and stops.
func W8Delete(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodDelete {
		w.Header().Set("Allow", http.MethodGet)
		w.WriteHeader(http.StatusMethodNotAllowed) // want `WriteHeader answers 405.*\(rawerror/empty\)`
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

package zalando

import "net/http"

// 251: no redirects.

// Redirect leads elsewhere.
func Redirect(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "redirect":
		http.Redirect(w, r, "/orders", http.StatusFound) // want `http.Redirect sends 302.*\(statuscode/undocumented\)`
	case "own":
		w.Header().Set("Location", "/orders")
		w.WriteHeader(http.StatusTemporaryRedirect) // want `WriteHeader sends 307.*\(statuscode/undocumented\)`
	case "not modified":
		w.WriteHeader(http.StatusNotModified) // ok
	}
}

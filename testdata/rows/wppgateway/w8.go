package wppgateway

import "net/http"

// W8: 204 has no content, and is the backend's to send.

// W8Preflight answers a preflight request itself.
func W8Preflight(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent) // want `WriteHeader sends 204.*\(statuscode/role\)`
		return
	}
	w.Header().Set("Allow", http.MethodGet)
	fail(w, http.StatusMethodNotAllowed) // ok: both roles
}

// W8Upstream passes on an upstream's 204.
func W8Upstream(w http.ResponseWriter, resp *http.Response) {
	if resp.StatusCode == http.StatusNoContent {
		w.WriteHeader(resp.StatusCode) // ok: the upstream's
		return
	}
	fail(w, http.StatusBadGateway) // ok: both roles
}

// W8Body sends a body with 204.
func W8Body(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "after":
		w.WriteHeader(http.StatusNoContent) // want `WriteHeader sends 204.*\(statuscode/role\)`
		encode(w, product{ID: "p1"})        // want `sends a body with 204 No Content.*\(bodyless\)`
	case "helper":
		send(w, http.StatusNoContent, product{ID: "p1"}) // want `sends a body with 204 No Content.*\(bodyless\)` `\(statuscode/role\)`
	}
}

package amperity

import "net/http"

// A8: 401, 405 and 409 are documented and are sent with the body. The mux's own
// 405 is text; a handler that sends it itself can do better.

// A8Method refuses a method.
func A8Method(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		if r.Method == http.MethodPost {
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed) // want `http.Error answers 405.*\(rawerror\)`
			return
		}
		failWith(w, http.StatusMethodNotAllowed, "only GET is supported") // ok: documented, with the body
		return
	}
	send(w, http.StatusOK, campaign{Name: "spring"})
}

// A8Token refuses a token and a version.
func A8Token(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Header.Get("Authorization") == "":
		http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized) // want `http.Error answers 401.*\(rawerror\)`
	case r.Header.Get("API-Version") == "":
		w.Header().Set("WWW-Authenticate", "Bearer")
		failWith(w, http.StatusUnauthorized, "the version identifier is not valid") // ok
	case r.Header.Get("Authorization") == "Bearer expired":
		w.WriteHeader(http.StatusUnauthorized) // want `WriteHeader answers 401.*\(rawerror/empty\)`
	default:
		send(w, http.StatusOK, campaign{Name: "spring"})
	}
}

// A8State refuses a change that conflicts with the current state.
func A8State(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("If-Match") == "" {
		http.Error(w, errPaused.Error(), http.StatusConflict) // want `http.Error answers 409.*\(rawerror\)`
		return
	}
	failWith(w, http.StatusConflict, errPaused.Error()) // ok
}

package amperity

import "net/http"

// A8: 405 answers an unsupported method, 401 also an invalid version identifier or
// an expired token, 409 a conflict with the current state; each with the body, and
// 401 and 405 with the field that RFC 9110 wants.

// A8Method refuses a method.
func A8Method(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		if r.Method == http.MethodPost {
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed) // want `http\.Error sends the 405 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
			return
		}
		failWith(w, http.StatusMethodNotAllowed, "only GET is supported") // ok: documented, with the body
		return
	}
	send(w, http.StatusOK, campaign{Name: "spring"})
}

// A8Status refuses a method with another status.
func A8Status(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		failWith(w, http.StatusBadRequest, "only GET is supported") // want `failWith sends 400 Bad Request for a method that is not supported; contract amperity requires 405 Method Not Allowed \(statusmeaning\)`
		return
	}
	if r.FormValue("name") == "" {
		failWith(w, http.StatusBadRequest, "name is missing") // ok: what 400 is for
		return
	}
	send(w, http.StatusOK, campaign{Name: "spring"})
}

// A8Field refuses a method and does not say which there are.
func A8Field(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		send(w, http.StatusOK, campaign{Name: "spring"})
	default:
		failWith(w, http.StatusMethodNotAllowed, "only GET is supported") // want `without Allow.*\(errheader\)`
	}
}

// A8Token refuses a token and a version.
func A8Token(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Header.Get("Authorization") == "":
		w.Header().Set("WWW-Authenticate", "Bearer")
		http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized) // want `http\.Error sends the 401 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
	case r.Header.Get("API-Version") == "":
		w.Header().Set("WWW-Authenticate", "Bearer")
		failWith(w, http.StatusUnauthorized, "the version identifier is not valid") // ok
	case r.Header.Get("API-Version") == "0":
		failWith(w, http.StatusUnauthorized, "the version identifier is not valid") // want `without WWW-Authenticate.*\(errheader\)`
	case r.Header.Get("Authorization") == "Bearer expired":
		w.Header().Set("WWW-Authenticate", "Bearer")
		w.WriteHeader(http.StatusUnauthorized) // want `WriteHeader sends the 401 without a body; contract amperity requires a JSON body with status, message \(rawerror/empty\)`
	default:
		send(w, http.StatusOK, campaign{Name: "spring"})
	}
}

// A8State refuses a change that conflicts with the current state.
func A8State(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("If-Match") == "" {
		http.Error(w, errPaused.Error(), http.StatusConflict) // want `http\.Error sends the 409 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
		return
	}
	failWith(w, http.StatusConflict, errPaused.Error()) // ok
}

// A8Mux leaves 404 and 405 to the mux.
func A8Mux() error {
	mux := http.NewServeMux() // want `http\.NewServeMux sends its own 404 and 405 as text/plain; contract amperity requires a JSON body with status, message \(rawerror/router\)`
	mux.HandleFunc("GET /campaigns/{name}", A8State)
	return http.ListenAndServe(":80", mux)
}

// A8Caught has an answer of its own for every path and method.
func A8Caught() error {
	mux := http.NewServeMux() // ok
	mux.HandleFunc("/campaigns/{name}", A8Method)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		failWith(w, http.StatusNotFound, "there is no such page")
	})
	return http.ListenAndServe(":80", mux)
}

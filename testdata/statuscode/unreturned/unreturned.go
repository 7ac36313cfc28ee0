// Package unreturned documents errors that its handlers do not answer.
package unreturned

import "net/http"

// @Success 200
// @Failure 400 "no number"
// @Failure 404 "no such thing"
// @Failure 401 "middleware answers it"
// @Failure 500 "whatever may happen"
func get(w http.ResponseWriter, r *http.Request) { // want `get never sends 404 Not Found, which is documented for it: clients handle an error that does not occur \(statuscode/unreturned\)`
	if r.FormValue("n") == "" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusOK)
}

// @Success 200
// @Failure 404 "no such thing"
func passed(w http.ResponseWriter, r *http.Request, next http.Handler) {
	w.WriteHeader(http.StatusOK)
}

// @Success 200
// @Failure 404 "no such thing"
func handedOn(w http.ResponseWriter, r *http.Request) { // ok: who knows what the other answers
	if r.FormValue("n") == "" {
		other.ServeHTTP(w, r)
		return
	}
	w.WriteHeader(http.StatusOK)
}

var other http.Handler

// @Success 200
// @Failure 404 "no such thing"
func status(w http.ResponseWriter, r *http.Request) { // ok: the status is not known
	w.WriteHeader(code())
}

var code func() int

// @Success 200
// @Failure 4XX "something"
func class(w http.ResponseWriter, r *http.Request) { // ok: no single status
	w.WriteHeader(http.StatusOK)
}

// Package errheader asks its clients to sign in, in three places.
package errheader

import "net/http"

func read(w http.ResponseWriter, r *http.Request) {
	switch r.Header.Get("Authorization") {
	case "":
		refuse(w, http.StatusUnauthorized) // want `refuse sends the 401 without WWW-Authenticate: clients cannot tell how to authenticate; contract wpp requires it`
	case "old":
		refuse(w, http.StatusUnauthorized) // ok: the middleware that mends the first mends this
	case "slow":
		refuse(w, http.StatusMethodNotAllowed) // want `refuse sends the 405 without Allow: clients cannot tell which methods are allowed; contract wpp requires it`
	}
}

func write(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") == "" {
		http.Error(w, "sign in", http.StatusUnauthorized) // ok: and this
		return
	}
	refuse(w, http.StatusMethodNotAllowed) // want `refuse sends the 405 without Allow: clients cannot tell which methods are allowed; contract wpp requires it`
}

func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write([]byte(`{"errors":[{"errorMessage":"no"}]}`))
}

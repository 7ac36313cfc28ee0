// Package errheader asks its clients to sign in, in three places.
package errheader

import "net/http"

func read(w http.ResponseWriter, r *http.Request) {
	switch r.Header.Get("Authorization") {
	case "":
		refuse(w, http.StatusUnauthorized) // want `refuse answers 401 Unauthorized without WWW-Authenticate`
	case "old":
		refuse(w, http.StatusUnauthorized) // ok: the middleware that mends the first mends this
	case "slow":
		refuse(w, http.StatusMethodNotAllowed) // want `refuse answers 405 Method Not Allowed without Allow`
	}
}

func write(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") == "" {
		http.Error(w, "sign in", http.StatusUnauthorized) // ok: and this
		return
	}
	refuse(w, http.StatusMethodNotAllowed) // want `refuse answers 405 Method Not Allowed without Allow`
}

func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write([]byte(`{"errors":[{"errorMessage":"no"}]}`))
}

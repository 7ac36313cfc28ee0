// Package named has the names that a helper would have, for other things. Its errors have
// a constructor.
package named

import (
	"encoding/json"
	stdhttp "net/http"
)

type message struct {
	Status int    `json:"status"`
	Text   string `json:"text"`
}

func status(code int, text string) message { return message{code, text} }

func respondError(err error) string { return err.Error() }

var _ = respondError

// Cargo answers.
func Cargo(w stdhttp.ResponseWriter, r *stdhttp.Request) {
	http := r.FormValue("http")
	if http == "" {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(stdhttp.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(status(stdhttp.StatusBadRequest, "what?")) // ok
		return
	}
	switch sendError := len(http); sendError {
	case 1:
		stdhttp.Error(w, "too short", stdhttp.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		return
	case 2:
		stdhttp.Error(w, "too old", stdhttp.StatusGone) // want `http.Error sends the 410 as text/plain`
		return
	case 3:
		stdhttp.Error(w, "too late", stdhttp.StatusConflict) // want `http.Error sends the 409 as text/plain`
		return
	case 4:
		stdhttp.Error(w, "too heavy", stdhttp.StatusRequestEntityTooLarge) // want `http.Error sends the 413 as text/plain`
		return
	}
	_ = json.NewEncoder(w).Encode(http)
}

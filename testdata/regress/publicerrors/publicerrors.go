// Package publicerrors has an error type that the configuration calls public.
package publicerrors

import (
	"encoding/json"
	"net/http"
)

type refused struct{ err error }

func (e *refused) Error() string { return "refused: " + e.err.Error() } // ok: public; reported today

func reply(w http.ResponseWriter, code int, msg string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": msg})
}

func concrete(w http.ResponseWriter, _ *http.Request, load func() error) {
	if err := load(); err != nil {
		e := &refused{err}
		reply(w, http.StatusBadRequest, e.Error()) // ok: public
	}
}

func asError(w http.ResponseWriter, _ *http.Request, load func() error) {
	if err := load(); err != nil {
		err = &refused{err}
		reply(w, http.StatusBadRequest, err.Error()) // ok: public; reported today
	}
}

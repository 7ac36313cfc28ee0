// Package public: what a declaration says of an error's text.
package public

import (
	"encoding/json"
	"net/http"
)

type store interface{ load() error }

func reply(w http.ResponseWriter, code int, msg string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": msg})
}

// refused is meant for clients.
//
//respvet:public
type refused struct{ err error }

func (e *refused) Error() string { return e.err.Error() } // ok: public, however it is called

type other struct{ err error }

func (e *other) Error() string { return e.err.Error() }

func asError(w http.ResponseWriter, _ *http.Request, s store) {
	if err := s.load(); err != nil {
		err = &refused{err}
		reply(w, http.StatusBadRequest, err.Error()) // ok: public
	}
}

func concrete(w http.ResponseWriter, _ *http.Request, s store) {
	if err := s.load(); err != nil {
		e := &refused{err}
		reply(w, http.StatusBadRequest, e.Error()) // ok: public; reported in refused.Error today
	}
}

func notPublic(w http.ResponseWriter, _ *http.Request, s store) {
	if err := s.load(); err != nil {
		err = &other{err}
		reply(w, http.StatusBadRequest, err.Error()) // want `\(errleak/error4xx\)`
	}
}

// translate words an error for clients.
//
//respvet:public
func translate(s store) error { return s.load() }

func translated(w http.ResponseWriter, _ *http.Request, s store) {
	if err := translate(s); err != nil {
		reply(w, http.StatusBadRequest, err.Error()) // ok: the function says so
	}
}

// text words an error for clients.
//
//respvet:public
func text(err error) string { return err.Error() } // ok: the function says so

func worded(w http.ResponseWriter, _ *http.Request, s store) {
	if err := s.load(); err != nil {
		reply(w, http.StatusBadRequest, text(err))
	}
}

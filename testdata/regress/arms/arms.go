// Package arms has settings that decide what is done, and settings that decide
// who is told: the error of either operation is internal, whatever is set.
package arms

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

var byToken, verbose bool

// A Store counts what is left.
type Store interface {
	OfToken(id string) (int, error)
	OfUser(id string) (int, error)
}

func fail(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusInternalServerError)
	json.NewEncoder(w).Encode(map[string]string{"message": text})
}

// Left asks one of two.
func Left(w http.ResponseWriter, r *http.Request, s Store) {
	var n int
	var err error
	if byToken {
		n, err = s.OfToken(r.PathValue("id"))
	} else {
		n, err = s.OfUser(r.PathValue("id"))
	}
	if err != nil {
		fail(w, err.Error()) // want `\(errleak/error\)`
		return
	}
	json.NewEncoder(w).Encode(n)
}

// Wrapped says which of the two it was.
func Wrapped(w http.ResponseWriter, r *http.Request, s Store) {
	var err error
	if byToken {
		if _, e := s.OfToken(r.PathValue("id")); e != nil {
			err = fmt.Errorf("token: %w", e)
		}
	} else if _, e := s.OfUser(r.PathValue("id")); e != nil {
		err = fmt.Errorf("user: %w", e)
	}
	if err != nil {
		fail(w, err.Error()) // want `\(errleak/error\)`
	}
}

// Told tells why where that is asked for.
func Told(w http.ResponseWriter, r *http.Request, s Store) {
	_, err := s.OfUser(r.PathValue("id"))
	if err == nil {
		return
	}
	told := errors.New("cannot count")
	if verbose {
		told = err
	}
	fail(w, told.Error()) // ok: in one mode only
}

// ToldMore says more of it there.
func ToldMore(w http.ResponseWriter, r *http.Request, s Store) {
	_, err := s.OfUser(r.PathValue("id"))
	if err == nil {
		return
	}
	told := errors.New("cannot count")
	if verbose {
		told = fmt.Errorf("cannot count: %w", err)
	}
	fail(w, told.Error()) // ok: in one mode only
}

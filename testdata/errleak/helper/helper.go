// Package helper answers through helpers of its own and of another package.
package helper

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/respvet/respvet/testdata/errleak/helper/reply"
)

// A Store keeps things.
type Store interface{ Save(id string) error }

// Direct passes an internal error on; the finding stands in package reply.
func Direct(w http.ResponseWriter, s Store) {
	if err := s.Save(""); err != nil {
		reply.Fail(w, http.StatusInternalServerError, err)
	}
}

// Wrapped passes it on, wrapped twice.
func Wrapped(w http.ResponseWriter, s Store) {
	if err := s.Save(""); err != nil {
		err = fmt.Errorf("save: %w", err)
		reply.Fail(w, http.StatusInternalServerError, fmt.Errorf("again: %w", err))
	}
}

// Public passes on what it has composed itself.
func Public(w http.ResponseWriter, id string) {
	reply.Fail(w, http.StatusNotFound, errors.New("no such thing"))         // ok: constant text
	reply.Fail(w, http.StatusNotFound, fmt.Errorf("no such thing: %s", id)) // ok: a plain value
}

// Built uses the builder: the error becomes text there, and is sent here.
func Built(w http.ResponseWriter, s Store) {
	if err := s.Save(""); err != nil {
		reply.New(w).Because(err).Send() // want `\(errleak/error\)`
	}
}

func failure(s Store) (http.ResponseWriter, int, error) {
	return nil, http.StatusInternalServerError, s.Save("")
}

// Spread passes the results of one call as several arguments.
func Spread(s Store) {
	reply.Fail(failure(s))
}

func text(err error) string {
	return "it failed: " + err.Error() // want `\(errleak/error\)`
}

// Texts makes the text elsewhere.
func Texts(w http.ResponseWriter, s Store) {
	if err := s.Save(""); err != nil {
		http.Error(w, text(err), http.StatusInternalServerError)
	}
}

func generic[E error](w http.ResponseWriter, err E) {
	http.Error(w, err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
}

// Generic passes an error to a generic helper.
func Generic(w http.ResponseWriter, s Store) {
	if err := s.Save(""); err != nil {
		generic(w, err)
	}
}

//respvet:public
func userError(s Store) error { return s.Save("") }

// An Invalid tells a client what it did wrong.
//
//respvet:public
type Invalid struct{ cause error }

func (i *Invalid) Error() string { return i.cause.Error() }

// Meant sends text of a public type.
func Meant(w http.ResponseWriter, invalid *Invalid) {
	http.Error(w, invalid.Error(), http.StatusBadRequest) // ok: its declaration says so
}

// Package declared asks errors whether they were made for clients.
package declared

import (
	"errors"
	"net/http"
	"os"

	pkgerrors "github.com/pkg/errors"
)

// forClients is what errors have that were made for clients.
type forClients interface{ ForClients() bool }

type safeError string

func (safeError) ForClients() bool { return true }

func (e safeError) Error() string { return string(e) }

// scrubbed replaces what does not say that it is for clients.
func scrubbed(err error) (bool, error) {
	var safe interface{ ForClients() bool }
	if errors.As(err, &safe) && safe.ForClients() {
		return false, err
	}
	return true, errors.New("unexpected error")
}

func scrubbedNamed(err error) error {
	var safe forClients
	if pkgerrors.As(err, &safe) {
		return err
	}
	return errors.New("unexpected error")
}

// scrubbedTimeout keeps what any error of the network has.
func scrubbedTimeout(err error) error {
	var t interface{ Timeout() bool }
	if errors.As(err, &t) && t.Timeout() {
		return err
	}
	return errors.New("unexpected error")
}

// scrubbedOthers replaces the wrong ones.
func scrubbedOthers(err error) error {
	var safe forClients
	if errors.As(err, &safe) {
		return errors.New("unexpected error")
	}
	return err
}

func declared(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		_, err = scrubbed(err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func declaredNamed(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		http.Error(w, scrubbedNamed(err).Error(), http.StatusInternalServerError)
	}
}

func declaredHere(w http.ResponseWriter, r *http.Request) {
	_, err := os.ReadFile(r.URL.Path)
	var safe forClients
	if errors.As(err, &safe) {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from os.ReadFile is sent`
	}
}

func declaredTimeout(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		http.Error(w, scrubbedTimeout(err).Error(), http.StatusInternalServerError) // want `error text from os.ReadFile is sent`
	}
}

func declaredOthers(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		http.Error(w, scrubbedOthers(err).Error(), http.StatusInternalServerError) // want `error text from os.ReadFile is sent`
	}
}

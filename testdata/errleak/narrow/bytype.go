package narrow

import (
	"errors"
	"net/http"
	"os"

	"github.com/respvet/respvet/testdata/errleak/narrow/shelf"
)

// notThere says so of each of its kind, whatever it holds.
type notThere struct{ what string }

func (e *notThere) Error() string { return "no " + e.what }

func (*notThere) Is(target error) bool {
	_, ok := target.(*notThere)
	return ok
}

func lookUp(title string) error {
	if title == "" {
		return &notThere{what: "title"}
	}
	return os.Remove(title)
}

// byType asks for a type as for a sentinel.
func byType(w http.ResponseWriter, r *http.Request) {
	switch err := lookUp(r.PathValue("title")); {
	case errors.Is(err, &notThere{}):
		send(w, http.StatusNotFound, err.Error()) // ok: one of the type
	case err != nil:
		send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.Remove is sent to the client in the body of the 500`
	}
}

// fails answers errors of another package.
func fails(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, &shelf.Missing{}):
		send(w, http.StatusNotFound, err.Error()) // ok: for both that it is called with
	case errors.Is(err, shelf.ErrShut):
		send(w, http.StatusServiceUnavailable, err.Error()) // ok: a sentinel
	default:
		hidden(w)
	}
}

func renews(w http.ResponseWriter, r *http.Request) {
	if err := shelf.Renew(r.PathValue("title")); err != nil {
		fails(w, err)
		return
	}
	if err := shelf.Keep(r.PathValue("title")); err != nil {
		fails(w, err)
	}
}

// notByType sends what is not of the type.
func notByType(w http.ResponseWriter, r *http.Request) {
	err := shelf.Renew(r.PathValue("title"))
	if err != nil && !errors.Is(err, &shelf.Missing{}) {
		send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.Remove is sent to the client in the body of the 500`
	}
}

// byNumber asks for one of several: others of the type stay.
func byNumber(w http.ResponseWriter, r *http.Request) {
	err := shelf.Keep(r.PathValue("title"))
	if errors.Is(err, &shelf.Coded{Code: 2}) {
		hidden(w)
		return
	}
	if err != nil {
		send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.Remove is sent to the client in the body of the 500`
	}
}

// isNotThere is a test by an assertion.
func isNotThere(err error) bool {
	_, ok := err.(*notThere)
	return ok
}

func asserted(w http.ResponseWriter, r *http.Request) {
	err := lookUp(r.PathValue("title"))
	if isNotThere(err) {
		send(w, http.StatusNotFound, err.Error()) // ok: one of the type
		return
	}
	if err != nil {
		send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.Remove is sent to the client in the body of the 500`
	}
}

package narrow

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
)

var (
	errClosed = errors.New("the library is closed")
	errOnLoan = errors.New("the book is on loan")
	errBroken = errors.New("the catalogue is being mended")
)

// statusOf chooses the status of an error. One of those that have a name gets the status that
// all others have.
func statusOf(err error) int {
	switch {
	case errors.Is(err, errBroken):
		return http.StatusInternalServerError
	case errors.Is(err, errOnLoan):
		return http.StatusConflict
	case err == errClosed:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

type catalogue interface{ Lend(book string) error }

type desk struct{ books catalogue }

// lend tells which status has the text of an error that has no name.
func (d *desk) lend(w http.ResponseWriter, r *http.Request) {
	if err := d.books.Lend(r.FormValue("book")); err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(statusOf(err))
		_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // want `error text from narrow\.catalogue\.Lend is sent to the client in the body of the 500 `
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// classOf has a status for what the caller knows beside the error.
func classOf(err error, again bool) int {
	if again {
		return http.StatusConflict
	}
	return http.StatusInternalServerError
}

func (d *desk) renew(w http.ResponseWriter, r *http.Request) {
	if err := os.Remove(r.FormValue("book")); err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(classOf(err, r.FormValue("again") != ""))
		_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // want `error text from os\.Remove is sent to the client in the body of the 409 or 500 `
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Package dependency sends errors of another module's functions: they have the names of the
// functions that it calls.
package dependency

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"

	"example.com/shared/ledger"
	"example.com/shared/marks"
)

func fail(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": text})
}

func total(w http.ResponseWriter, r *http.Request) {
	n, err := ledger.Total(w, r)
	if errors.Is(err, ledger.ErrEmpty) {
		fail(w, http.StatusNotFound, err.Error()) // ok
		return
	}
	if err != nil {
		fail(w, http.StatusInternalServerError, err.Error()) // want `error text from ledger\.Total is sent`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(n)
}

// checked sends what is wrong with the client's own text.
func checked(w http.ResponseWriter, r *http.Request) {
	if err := ledger.Check(w, r); err != nil {
		fail(w, http.StatusBadRequest, err.Error()) // want `parse error text from ledger\.Check is sent`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// all has a function of its own called.
func all(w http.ResponseWriter, r *http.Request) {
	err := ledger.Each(w, r, func(account string) error {
		return os.Remove(account)
	})
	if err != nil {
		fail(w, http.StatusInternalServerError, err.Error()) // want `error text from ledger\.Each is sent`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// marked hands an error on to what makes another one of it, and is not read.
func marked(w http.ResponseWriter, r *http.Request) {
	if err := os.Remove(r.FormValue("account")); err != nil {
		err = marks.On(7, err)
		fail(w, http.StatusInternalServerError, err.Error()) // want `error text from os\.Remove is sent`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

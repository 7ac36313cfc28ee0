// Package supposed chooses the status by what an error is, in one function for all handlers.
package supposed

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

var (
	errMissing  = errors.New("missing")
	errConflict = errors.New("conflict")
)

type invalid struct{ field string }

func (e *invalid) Error() string { return e.field }

type store interface {
	All() ([]string, error)
	Load(id string) (string, error)
}

type api struct {
	st store
	db *sql.DB
}

func statusOf(err error) (int, string) {
	status := http.StatusInternalServerError
	var bad *invalid
	switch {
	case errors.Is(err, errMissing):
		status = http.StatusNotFound
	case errors.Is(err, errConflict):
		status = http.StatusConflict
	case errors.As(err, &bad):
		status = http.StatusBadRequest
	}
	return status, http.StatusText(status)
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func fail(w http.ResponseWriter, err error) {
	if errors.Is(err, errMissing) {
		send(w, http.StatusNotFound, "missing")
		return
	}
	var bad *invalid
	if errors.As(err, &bad) {
		send(w, http.StatusBadRequest, "invalid")
		return
	}
	send(w, http.StatusInternalServerError, "failed")
}

func (a *api) load(id string) (name string, err error) {
	if id == "" {
		return "", &invalid{"id"}
	}
	err = a.db.QueryRow("SELECT name FROM shelves WHERE id = $1", id).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("shelf %s: %w", id, errMissing)
	}
	return name, err
}

// All gives every shelf. Nobody knows that the store has conflicts, or misses any.
//
// @Success 200
// @Failure 500
// @Router /shelves [get]
func (a *api) all(w http.ResponseWriter, r *http.Request) {
	list, err := a.st.All()
	if err != nil {
		status, text := statusOf(err)
		send(w, status, text) // ok: 500, and perhaps what the store is not known to say
		return
	}
	send(w, http.StatusOK, list)
}

// One gives one shelf of those that are known to be missing.
//
// @Success 200
// @Failure 500
// @Router /shelves/{id} [get]
func (a *api) one(w http.ResponseWriter, r *http.Request) {
	name, err := a.load(r.PathValue("id"))
	if err != nil {
		status, text := statusOf(err)
		send(w, status, text) // want `400 Bad Request` `404 Not Found`
		return
	}
	send(w, http.StatusOK, name)
}

// Helped asks the store, and a helper that responds.
//
// @Success 200
// @Failure 500
// @Router /helped/{id} [get]
func (a *api) helped(w http.ResponseWriter, r *http.Request) {
	name, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		fail(w, err) // ok
		return
	}
	send(w, http.StatusOK, name)
}

// HelpedOne does so with what is known.
//
// @Success 200
// @Failure 500
// @Router /helped-one/{id} [get]
func (a *api) helpedOne(w http.ResponseWriter, r *http.Request) {
	name, err := a.load(r.PathValue("id"))
	if err != nil {
		fail(w, err) // want `400 Bad Request` `404 Not Found`
		return
	}
	send(w, http.StatusOK, name)
}

// Asked makes the test itself: whoever wrote it expects the status.
//
// @Success 200
// @Failure 500
// @Router /asked/{id} [get]
func (a *api) asked(w http.ResponseWriter, r *http.Request) {
	name, err := a.st.Load(r.PathValue("id"))
	if errors.Is(err, errMissing) {
		send(w, http.StatusNotFound, "missing") // want `404 Not Found`
		return
	}
	if err != nil {
		send(w, http.StatusInternalServerError, "failed")
		return
	}
	send(w, http.StatusOK, name)
}

// Default is sent whatever the error is.
//
// @Success 200
// @Failure 400
// @Router /default/{id} [get]
func (a *api) byDefault(w http.ResponseWriter, r *http.Request) {
	name, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		status, text := statusOf(err)
		send(w, status, text) // want `500 Internal Server Error`
		return
	}
	send(w, http.StatusOK, name)
}

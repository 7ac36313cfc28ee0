// Package swallowed passes over what has failed.
package swallowed

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"github.com/labstack/echo/v4"
)

type order struct{ ID string }

var errNone = errors.New("no orders")

type store interface {
	All() ([]order, error)
	One(id string) (*order, error)
	Count() (int, error)
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

type api struct{ st store }

func (a *api) all(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	if err != nil {
		log.Print(err)
	}
	send(w, http.StatusOK, all) // want "noresponse/swallowed"
}

func (a *api) wrapped(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	if err != nil {
		log.Print(err)
	}
	send(w, http.StatusOK, map[string]any{"data": all}) // want "noresponse/swallowed"
}

func (a *api) one(c echo.Context) error {
	o, err := a.st.One(c.Param("id"))
	if err != nil {
		c.Logger().Error(err)
	}
	return c.JSON(http.StatusOK, o) // want "noresponse/swallowed"
}

func logIf(err error) {
	if err != nil {
		log.Printf("failed: %v", err)
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

var failures int

func count(err error) {
	if err != nil {
		failures++
	}
}

// A helper tests it, and logs.
func (a *api) helped(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	logIf(err)
	send(w, http.StatusOK, all) // want "noresponse/swallowed"
}

// A helper tests it, and does not come back.
func (a *api) certain(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	must(err)
	send(w, http.StatusOK, all)
}

// A helper tests it, and keeps that it has failed.
func (a *api) counted(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	count(err)
	send(w, http.StatusOK, all)
}

// It responds.
func (a *api) returned(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	if err != nil {
		log.Print(err)
		send(w, http.StatusInternalServerError, map[string]string{"error": "cannot list"})
		return
	}
	send(w, http.StatusOK, all)
}

// It puts something in its place.
func (a *api) replaced(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	if err != nil {
		log.Print(err)
		all = []order{}
	}
	send(w, http.StatusOK, all)
}

// It knows the error.
func (a *api) known(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	if err != nil && !errors.Is(err, errNone) {
		send(w, http.StatusInternalServerError, map[string]string{"error": "cannot list"})
		return
	}
	send(w, http.StatusOK, all)
}

// A part of what it sends may be missing.
func (a *api) part(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	if err != nil {
		log.Print(err)
	}
	n, err := a.st.Count()
	if err != nil {
		log.Print(err)
	}
	send(w, http.StatusOK, map[string]any{"data": all, "count": n})
}

// It says that something has failed.
func (a *api) failed(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	status := http.StatusOK
	if err != nil {
		status = http.StatusInternalServerError
	}
	send(w, status, all)
}

// It looks at what it got.
func (a *api) looked(w http.ResponseWriter, r *http.Request) {
	o, err := a.st.One(r.PathValue("id"))
	if err != nil {
		log.Print(err)
	}
	if o == nil {
		send(w, http.StatusNotFound, map[string]string{"error": "no such order"})
		return
	}
	send(w, http.StatusOK, o)
}

// It tells clients that something is missing.
func (a *api) told(w http.ResponseWriter, r *http.Request) {
	all, err := a.st.All()
	if err != nil {
		log.Print(err)
		w.Header().Set("X-Partial", "true")
	}
	send(w, http.StatusOK, all)
}

func (a *api) flagged(w http.ResponseWriter, r *http.Request) {
	degraded := false
	all, err := a.st.All()
	if err != nil {
		log.Print(err)
		degraded = true
	}
	if degraded {
		w.Header().Set("X-Degraded", "1")
	}
	send(w, http.StatusOK, all)
}

// What it calls gives what it could get beside its error.
func (a *api) some() ([]order, error) {
	found := []order{}
	var errs []error
	for _, id := range []string{"a", "b"} {
		o, err := a.st.One(id)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		found = append(found, *o)
	}
	return found, errors.Join(errs...)
}

func (a *api) partial(w http.ResponseWriter, r *http.Request) {
	all, err := a.some()
	if err != nil {
		log.Print(err)
	}
	send(w, http.StatusOK, all)
}

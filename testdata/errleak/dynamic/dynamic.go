// Package dynamic tells values apart by their dynamic types.
package dynamic

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/respvet/respvet/testdata/errleak/dynamic/fault"
)

// A Conn gives a reply or an error.
type Conn interface {
	Do(command string, args ...any) (any, error)
}

// A Converter makes text of a reply.
type Converter interface {
	Text(reply any, err error) (string, error)
	Describe(err error) string
}

func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": message})
}

// Cached sends what a converter gives: the error that it is given comes back as its error.
func Cached(conn Conn, c Converter) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		text, err := c.Text(conn.Do("GET", r.PathValue("key")))
		if err != nil {
			fail(w, http.StatusInternalServerError, "cannot be read")
			return
		}
		_, _ = w.Write([]byte(text)) // ok
	}
}

// Described sends what a converter that nobody knows makes of an error: an id, perhaps.
func Described(conn Conn, c Converter) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := conn.Do("GET", r.PathValue("key")); err != nil {
			fail(w, http.StatusInternalServerError, c.Describe(err)) // ok
		}
	}
}

// respond sends the text of those errors alone that say what status they have.
func respond(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	if c, ok := err.(fault.Coded); ok {
		status = c.Status()
	} else {
		err = errors.New("internal error")
	}
	fail(w, status, err.Error()) // ok
}

// respondAll sends the text of all.
func respondAll(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	if c, ok := err.(fault.Coded); ok {
		status = c.Status()
	}
	fail(w, status, err.Error()) // want `\(errleak/error\)`
}

// Fetch answers through both.
func Fetch(conn Conn) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch _, err := conn.Do("GET"); {
		case err != nil && r.Method == http.MethodPost:
			respondAll(w, err)
		case err != nil:
			respond(w, err)
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	}
}

// Recovering sends what was thrown on purpose, and no other panic.
func Recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if rec := recover(); rec != nil {
				err, ok := rec.(error)
				if !ok {
					err = fmt.Errorf("panic: %v", rec)
				}
				respond(w, err) // ok
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Gone has the text of an error that a struct embeds: a constant, and the path.
func Gone(w http.ResponseWriter, r *http.Request) {
	var e fault.Coded = fault.ErrGone
	err := fault.Public(e.Status(), fmt.Errorf("%v: %s", e.Error(), r.URL.Path))
	fail(w, http.StatusInternalServerError, err.Error()) // ok
}

// Broken has that of an internal one.
func Broken(conn Conn) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := conn.Do("DEL"); err != nil {
			p := fault.Public(http.StatusInternalServerError, fmt.Errorf("deleting: %w", err))
			fail(w, http.StatusInternalServerError, p.Error()) // want `\(errleak/error\)`
		}
	}
}

// Counted says what is wrong with a number: nothing internal.
func Counted(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("n")); err != nil {
		fail(w, http.StatusBadRequest, "n is no number") // ok
	}
}

// Respond is called here, with what clients may see: nobody else is thought of.
func Respond(w http.ResponseWriter, err error) {
	fail(w, http.StatusInternalServerError, err.Error()) // ok
}

// RespondAny is called nowhere here: others call it with what they have.
func RespondAny(w http.ResponseWriter, err error) {
	fail(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
}

// Asked passes a public one.
func Asked(w http.ResponseWriter, r *http.Request) {
	Respond(w, fault.ErrGone)
}

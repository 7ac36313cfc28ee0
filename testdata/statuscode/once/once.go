// Package once has statuses that are chosen in one place for many answers.
package once

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
)

var errLent, errTorn = errors.New("lent"), errors.New("torn")

// status is a translator: what it says wrong is wrong once.
func status(err error) int {
	switch {
	case errors.Is(err, errLent):
		return http.StatusConflict // want `status makes callers send 409 Conflict, which contract wpp does not document \(statuscode/undocumented\)`
	case errors.Is(err, errTorn):
		return http.StatusTeapot // want `status makes callers send 418 I'm a teapot, which contract wpp does not document \(statuscode/undocumented\)`
	}
	return http.StatusInternalServerError
}

type body struct {
	Errors []map[string]string `json:"errors"`
}

func fail(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(body{[]map[string]string{{"message": text}}})
}

func lend(err error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("again") != "" {
			fail(w, status(err), "again") // ok
			return
		}
		if r.FormValue("twice") != "" {
			code := status(err)
			fail(w, code, "twice") // ok
			return
		}
		if r.FormValue("own") != "" {
			fail(w, 418, "own") // want `fail sends 418.*\(statuscode/undocumented\)`
			return
		}
		if r.FormValue("other") != "" {
			fail(w, 420, "other") // want `fail sends 420.*\(statuscode/undocumented\)`
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

// coded is an error whose method fixes the status of all.
type coded struct{ what string }

func (c *coded) Error() string   { return c.what }
func (c *coded) StatusCode() int { return 425 } // want `StatusCode makes callers send 425 Too Early, which contract wpp does not document \(statuscode/undocumented\)`

func handler(err error, c echo.Context) {
	var own interface{ StatusCode() int }
	if errors.As(err, &own) {
		_ = c.JSON(own.StatusCode(), body{})
	}
}

func translated(err error) error { return echo.NewHTTPError(418, "no: "+err.Error()) } // want `sends 418.*\(statuscode/undocumented\)`

func borrow(find func() error) echo.HandlerFunc {
	return func(c echo.Context) error {
		switch c.QueryParam("n") {
		case "1":
			return &coded{"one"} // ok
		case "2":
			return &coded{"two"} // ok
		case "3":
			if err := find(); err != nil {
				return translated(err) // ok
			}
		case "4":
			if err := find(); err != nil {
				return translated(err) // ok
			}
		}
		return c.NoContent(http.StatusNoContent)
	}
}

// Routes registers the handlers.
func Routes(mux *http.ServeMux, e *echo.Echo) {
	e.HTTPErrorHandler = handler
	e.GET("/borrow", borrow(func() error { return errTorn }))
	mux.HandleFunc("/lend", lend(errTorn))
}

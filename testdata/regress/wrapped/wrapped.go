// Package wrapped has contexts of its own that are passed by value.
package wrapped

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/labstack/echo/v5"
)

// A Store keeps things.
type Store interface{ Drop(id string) error }

type call struct {
	w      http.ResponseWriter
	locale string
}

func (c call) fail(status int, text string) {
	c.w.Header().Set("Content-Type", "application/json")
	c.w.WriteHeader(status)
	json.NewEncoder(c.w).Encode(map[string]string{"error": c.locale + ": " + text})
}

func drop(c call, s Store) {
	if err := s.Drop("1"); err != nil {
		c.fail(http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
		return
	}
	if err := check(c.locale); err != nil {
		c.fail(http.StatusBadRequest, err.Error()) // ok: constant text
		return
	}
	c.fail(599, "sorry") // want `\(statuscode/unregistered\)`
}

func check(locale string) error {
	if locale == "" {
		return errors.New("no language")
	}
	return nil
}

// Drop makes one.
func Drop(w http.ResponseWriter, r *http.Request, s Store) { drop(call{w, r.FormValue("lang")}, s) }

type texts map[string]map[string]string

var all = texts{"en": {"gone": "it is gone"}}

func (t texts) get(locale, key string) string {
	if s, ok := t[locale][key]; ok {
		return s
	}
	return key
}

type context struct {
	*echo.Context
	locale string
}

func (c context) fail(status int, key string) error {
	return c.JSON(status, map[string]string{"code": key, "message": all.get(c.locale, key)})
}

// With gives handlers such a context.
func With(h func(context, Store) error, s Store) echo.HandlerFunc {
	return func(c *echo.Context) error { return h(context{c, c.QueryParam("lang")}, s) }
}

// Gone answers with a key.
func Gone(c context, s Store) error {
	if err := s.Drop(c.Param("id")); err != nil {
		return c.fail(http.StatusGone, "gone") // ok: a constant key
	}
	return c.NoContent(http.StatusNoContent)
}

// Shown answers with an error in the place of a key.
func Shown(c context, s Store) error {
	if err := s.Drop(c.Param("id")); err != nil {
		return c.fail(http.StatusGone, err.Error()) // want `\(errleak/error4xx\)`
	}
	return c.NoContent(http.StatusNoContent)
}

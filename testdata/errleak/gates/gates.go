// Package gates shows errors to developers and administrators alone.
package gates

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
)

type config struct {
	Env     string
	Verbose bool
}

// IsProd tells the mode.
func (c *config) IsProd() bool { return c.Env == "production" }

func (c config) development() bool { return strings.EqualFold(c.Env, "development") }

type kitchen struct {
	cfg    config
	detail bool
}

func newKitchen(c config) *kitchen { return &kitchen{cfg: c, detail: c.Verbose || c.development()} }

type cook struct{ IsAdmin bool }

var debugMode = os.Getenv("KITCHEN_DEBUG") != ""

func send(w http.ResponseWriter, msg string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusInternalServerError)
	json.NewEncoder(w).Encode(map[string]string{"error": msg})
}

func recipe(name string) error { return os.Remove(name) }

func (k *kitchen) variable(w http.ResponseWriter, r *http.Request) {
	err := recipe(r.PathValue("name"))
	if err == nil {
		return
	}
	if os.Getenv("APP_ENV") == "development" {
		send(w, err.Error()) // ok: for developers
		return
	}
	if os.Getenv("APP_ENV") != "production" {
		fmt.Fprint(w, err) // ok: the same the other way round
		return
	}
	if os.Getenv("APP_ENV") == "production" {
		send(w, err.Error()) // want `error text from os.Remove is sent to the client`
	}
}

func (k *kitchen) asked(w http.ResponseWriter, r *http.Request) {
	err := recipe(r.PathValue("name"))
	if err == nil {
		return
	}
	verbose, _ := strconv.ParseBool(os.Getenv("VERBOSE"))
	switch {
	case verbose, debugMode:
		send(w, err.Error()) // ok
	case !k.cfg.IsProd():
		send(w, err.Error()) // ok
	case r.URL.Query().Get("debug") == "true":
		send(w, err.Error()) // want `error text from os.Remove is sent to the client`
	default:
		send(w, "no recipe")
	}
}

func (k *kitchen) admin(c *cook) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := recipe(r.PathValue("name")); err != nil {
			msg := "no recipe"
			if c.IsAdmin {
				msg = err.Error() // ok: for administrators
			}
			send(w, msg)
		}
	}
}

// fail is told whether to show the error.
func fail(w http.ResponseWriter, err error, show bool) {
	if show {
		send(w, err.Error()) // want `error text from os.Remove is sent to the client`
		return
	}
	send(w, "no recipe")
}

func (k *kitchen) passed(w http.ResponseWriter, r *http.Request) {
	if err := recipe(r.PathValue("name")); err != nil {
		fail(w, err, k.cfg.Verbose) // ok
	}
	if err := recipe(r.PathValue("other")); err != nil {
		fail(w, err, r.ContentLength == 0)
	}
}

func (k *kitchen) kept(w http.ResponseWriter, r *http.Request) {
	if err := recipe(r.PathValue("name")); err != nil {
		msg := "no recipe"
		if k.detail {
			msg = err.Error() // ok
		}
		send(w, msg)
	}
}

func routes(mux *http.ServeMux) {
	if debugMode {
		mux.HandleFunc("GET /stove", func(w http.ResponseWriter, r *http.Request) {
			if err := recipe("stove"); err != nil {
				send(w, err.Error()) // ok: there is no such route without
			}
		})
	}
	if !debugMode {
		mux.HandleFunc("GET /oven", func(w http.ResponseWriter, r *http.Request) {
			if err := recipe("oven"); err != nil {
				send(w, err.Error()) // want `error text from os.Remove is sent to the client`
			}
		})
	}
}

package amperity

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
)

// A5: message is for people who use the API. Text that the service composed
// itself is fine; text from outside the module (driver, os, json) is not.

// A5Backing reports what the backing store said.
func (h *Handler) A5Backing(w http.ResponseWriter, r *http.Request) {
	c, err := h.backing.Load(r.PathValue("name"))
	switch {
	case err == nil:
		send(w, http.StatusOK, c)
	case r.URL.Query().Has("raw"):
		failWith(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	case r.URL.Query().Has("logged"):
		slog.Error("load campaign", "error", err)
		failWith(w, http.StatusInternalServerError, "the campaign cannot be read, simplify the request or retry") // ok: constant
	case r.URL.Query().Has("prefixed"):
		failWith(w, http.StatusServiceUnavailable, "cannot read the campaign: "+err.Error()) // want `\(errleak/error\)`
	case r.URL.Query().Has("formatted"):
		failWith(w, http.StatusInternalServerError, fmt.Sprintf("cannot read the campaign: %v", err)) // want `\(errleak/error\)`
	case r.URL.Query().Has("composed"):
		failWith(w, http.StatusInternalServerError, fmt.Sprintf("cannot read campaign %q", r.PathValue("name"))) // ok: no error in it
	case r.URL.Query().Has("client"):
		failWith(w, http.StatusNotFound, err.Error()) // want `\(errleak/error4xx\)`
	case r.URL.Query().Has("verbose"):
		failWith(w, http.StatusInternalServerError, fmt.Sprintf("%+v", err)) // want `\(errleak/verbose\)`
	case r.URL.Query().Has("stack"):
		failWith(w, http.StatusInternalServerError, string(debug.Stack())) // want `\(errleak/stack\)`
	case r.URL.Query().Has("wrapped"):
		err = fmt.Errorf("cannot read campaign: %w", err)
		failWith(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	default:
		fail(w, http.StatusInternalServerError) // ok: constant
	}
}

// A5Own reports what the service composed on the spot, as the contract's own
// example of a 400 does.
func A5Own(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	switch r.PathValue("case") {
	case "built":
		err := fmt.Errorf("error updating database: can't find campaign named '%s'", name)
		failWith(w, http.StatusBadRequest, err.Error()) // ok: constants and a plain value
	case "sentinel":
		failWith(w, http.StatusConflict, errPaused.Error()) // ok: constant text
	case "new":
		failWith(w, http.StatusBadRequest, errors.New("name is missing").Error()) // ok: constant text
	case "own validator":
		if err := checkName(name); err != nil {
			failWith(w, http.StatusBadRequest, err.Error()) // ok: returns constants and plain values only
		}
	case "foreign validator":
		if _, err := strconv.Atoi(name); err != nil {
			failWith(w, http.StatusBadRequest, err.Error()) // want `\(errleak/parse\)`
		}
	case "laundered":
		_, err := strconv.Atoi(name)
		if err != nil {
			err = errors.New("name: " + err.Error())
			failWith(w, http.StatusBadRequest, err.Error()) // want `\(errleak/parse\)`
		}
	}
}

func checkName(name string) error {
	if name == "" {
		return errors.New("name is missing")
	}
	if len(name) > 64 {
		return fmt.Errorf("name has %d letters, 64 are allowed", len(name))
	}
	return nil
}

// A5Decode reports what the decoder said.
func (h *Handler) A5Decode(w http.ResponseWriter, r *http.Request) {
	var c campaign
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		if r.URL.Query().Has("raw") {
			failWith(w, http.StatusBadRequest, "invalid JSON: "+err.Error()) // want `\(errleak/parse\)`
			return
		}
		slog.Info("decode campaign", "error", err)
		failWith(w, http.StatusBadRequest, "the body is not a campaign") // ok: constant
		return
	}
	if err := h.backing.Save(c); err != nil {
		send(w, http.StatusInternalServerError, fault{Status: http.StatusInternalServerError, Message: err.Error()}) // want `\(errleak/error\)`
		return
	}
	send(w, http.StatusOK, c)
}

// A5Fields sets the body's members one by one.
func (h *Handler) A5Fields(w http.ResponseWriter, r *http.Request) {
	if err := h.backing.Save(campaign{Name: r.PathValue("name")}); err != nil {
		var f fault
		f.Status = http.StatusInternalServerError
		if r.URL.Query().Has("raw") {
			f.Message = err.Error() // want `\(errleak/error\)`
		} else {
			f.Message = "the campaign cannot be saved" // ok: constant
		}
		send(w, f.Status, f)
		return
	}
	send(w, http.StatusOK, campaign{Name: r.PathValue("name")})
}

// A5Panic reports what a handler panicked with.
func A5Panic(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if r.URL.Query().Has("raw") {
				failWith(w, http.StatusInternalServerError, fmt.Sprint(v)) // want `\(errleak/panic\)`
				return
			}
			slog.Error("panic", "value", v, "stack", string(debug.Stack()))
			failWith(w, http.StatusInternalServerError, "internal error") // ok: constant
		}()
		next.ServeHTTP(w, r)
	})
}

// A5Empty says nothing, or no more than the status.
func A5Empty(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "empty":
		send(w, http.StatusConflict, fault{Status: http.StatusConflict, Message: ""}) // want `with an empty message.*\(statusmeaning/message\)`
	case "status text":
		failWith(w, http.StatusConflict, http.StatusText(http.StatusConflict)) // want `it only repeats the status.*\(statusmeaning/message\)`
	case "text":
		failWith(w, http.StatusConflict, "the campaign is being sent") // ok
	}
}

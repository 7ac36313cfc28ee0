// Package leak shows clients what only its operators should read.
package leak

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
)

// A Store keeps users; what it reports is internal.
type Store interface {
	User(id string) (any, error)
	Save(id string, v any) error
}

// API answers requests about users.
type API struct {
	store Store
}

type body struct {
	Message string `json:"message"`
	Detail  any    `json:"detail,omitempty"`
}

func send(w http.ResponseWriter, code int, b body) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(b)
}

// Prefixed has constant text before the error, which stays.
func (a *API) Prefixed(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	_, err := a.store.User(id)
	if err == nil {
		return
	}
	switch r.Method {
	case http.MethodGet:
		send(w, http.StatusInternalServerError, body{Message: "cannot load user: " + err.Error()}) // want `error text from leak\.Store\.User is sent to the client in the body of the 500 \(errleak/error\)`
	case http.MethodPut:
		send(w, http.StatusInternalServerError, body{Message: fmt.Sprintf("cannot load user: %v", err)}) // want `\(errleak/error\)`
	case http.MethodPost:
		send(w, http.StatusInternalServerError, body{Message: fmt.Sprintf("cannot load user %q, 100%% sure: %s (try again)", id, err)}) // want `\(errleak/error\)`
	case http.MethodPatch:
		send(w, http.StatusConflict, body{Message: id + " is taken: " + err.Error() + "!"}) // want `\(errleak/error4xx\)`
	case http.MethodDelete:
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprintf(w, "forbidden: %v\n", err) // want `\(errleak/error4xx\)`
	case http.MethodHead:
		send(w, http.StatusInternalServerError, body{Message: "cannot load user"}) // ok: constant text
	case http.MethodTrace:
		message := "cannot trace: " + err.Error() // want `\(errleak/error\)`
		send(w, http.StatusInternalServerError, body{Message: message})
	default:
		send(w, http.StatusBadRequest, body{Message: fmt.Sprintf("no method %s for %s", r.Method, id)}) // ok: plain values
	}
}

// Bare sends nothing but the error.
func (a *API) Bare(w http.ResponseWriter, r *http.Request) {
	err := a.store.Save(r.PathValue("id"), nil)
	if err == nil {
		return
	}
	switch r.Method {
	case http.MethodGet:
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
	case http.MethodPut:
		http.Error(w, fmt.Sprint(err), 502) // want `\(errleak/error\)`
	case http.MethodPost:
		w.WriteHeader(http.StatusConflict)
		io.WriteString(w, err.Error()) // want `\(errleak/error4xx\)`
	case http.MethodPatch:
		w.WriteHeader(http.StatusConflict)
		fmt.Fprintln(w, err) // want `\(errleak/error4xx\)`
	case http.MethodDelete:
		w.WriteHeader(http.StatusConflict)
		_, _ = w.Write([]byte(err.Error())) // want `\(errleak/error4xx\)`
	case http.MethodHead:
		send(w, http.StatusInternalServerError, body{Detail: map[string]string{"cause": err.Error()}}) // want `\(errleak/error\)`
	case http.MethodTrace:
		// Whoever traces gets this.
		http.Error(w, strings.ToUpper(err.Error()), http.StatusInternalServerError) // want `\(errleak/error\)`
	default:
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest) // ok: the status text
	}
}

// Markup puts JSON together by hand: half of it would be none.
func (a *API) Markup(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "{\"error\": %q}", err) // want `\(errleak/error\)`
	}
}

// Verbose prints the stack that an error may hold.
func (a *API) Verbose(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		http.Error(w, fmt.Sprintf("cannot save - %+v", err), http.StatusInternalServerError) // want `error printed with %\+v is sent to the client in the body of the 500 \(errleak/verbose\)`
	}
}

// Parse sends why the body could not be read.
func (a *API) Parse(w http.ResponseWriter, r *http.Request) {
	var v map[string]any
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		send(w, http.StatusBadRequest, body{Message: "invalid body: " + err.Error()}) // want `parse error text from \(\*json\.Decoder\)\.Decode is sent to the client in the body of the 400 \(errleak/parse\)`
	}
}

// Recover sends what was panicked with, and the stack.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				send(w, http.StatusInternalServerError, body{
					Message: fmt.Sprintf("panic: %v", v), // want `recovered panic value is sent to the client in the body of the 500 \(errleak/panic\)`
					Detail:  string(debug.Stack()),       // want `stack trace is sent to the client in the body of the 500 \(errleak/stack\)`
				})
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Header and Redirect have no text to put in the place of the error.
func (a *API) Header(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		w.Header().Set("X-Error", err.Error())                                               // want `in header field X-Error.*\(errleak/error\)`
		w.Header().Set("X-Cause", "save: "+err.Error())                                      // want `in header field X-Cause.*\(errleak/error\)`
		http.Redirect(w, r, "/sorry?why="+url.QueryEscape(err.Error()), http.StatusSeeOther) // want `error text from leak\.Store\.Save is sent to the client in the URL of the redirect \(errleak/error\)`
	}
}

var errTaken = errors.New("this name is taken")

func (a *API) add(name string) error {
	if name == "root" {
		return errTaken
	}
	return a.store.Save(name, nil)
}

// Mixed may also send what clients are meant to see: no fix takes that away.
func (a *API) Mixed(w http.ResponseWriter, r *http.Request) {
	if err := a.add(r.FormValue("name")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
	}
}

// Sorted sends the sentinel alone.
func (a *API) Sorted(w http.ResponseWriter, r *http.Request) {
	err := a.add(r.FormValue("name"))
	if errors.Is(err, errTaken) {
		http.Error(w, errTaken.Error(), http.StatusConflict) // ok: a sentinel
	}
}

// Two has two errors in one text.
func (a *API) Two(w http.ResponseWriter, r *http.Request) {
	err, again := a.store.Save("a", nil), a.store.Save("b", nil)
	http.Error(w, fmt.Sprintf("%v, %v", err, again), http.StatusInternalServerError) // want `\(errleak/error\)`
}

// Laundered wraps the text in an error of its own.
func (a *API) Laundered(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		err = errors.New("cannot save: " + err.Error())
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
	}
}

// OneLine fits in a line.
func OneLine(s Store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Error(w, s.Save("", nil).Error(), 500) } // want `\(errleak/error\)`
}

func short(w http.ResponseWriter, err error) { http.Error(w, err.Error(), 500) } // want `\(errleak/error\)`

// Short calls what fits in a line, too.
func (a *API) Short(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		short(w, err)
	}
}

// Silenced is for operators.
func (a *API) Silenced(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save("", nil); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) //respvet:ignore errleak operators alone reach this
	}
}

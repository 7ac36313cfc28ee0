// Package dispatch responds through variables, fields, tables and interfaces.
package dispatch

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/seen/dispatch/reply"
)

type store interface {
	Load(id string) ([]byte, error)
}

var respond = func(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// hook is set by who wants to know; nobody can say what it does.
var hook func(w http.ResponseWriter, status int)

// SetHook sets it.
func SetHook(f func(w http.ResponseWriter, status int)) { hook = f }

type shop struct{ st store }

func (s *shop) variable(w http.ResponseWriter, r *http.Request) {
	b, err := s.st.Load(r.PathValue("id"))
	if err != nil {
		respond(w, http.StatusBadGateway, map[string]string{"error": "not loaded"}) // want "missingreturn"
	}
	respond(w, http.StatusOK, b)
}

func (s *shop) elsewhere(w http.ResponseWriter, r *http.Request) {
	b, err := s.st.Load(r.PathValue("id"))
	if err != nil {
		reply.Send(w, http.StatusBadGateway, map[string]string{"error": err.Error()}) // want "errleak/error" "missingreturn"
	}
	reply.Send(w, http.StatusOK, b)
}

func (s *shop) reassigned(w http.ResponseWriter, r *http.Request) {
	b, err := s.st.Load(r.PathValue("id"))
	if err != nil {
		hook(w, http.StatusBadGateway)
		reply.Either(w, http.StatusBadGateway)
	}
	respond(w, http.StatusOK, b)
}

// A field that every constructor fills with the same function.
type api struct {
	st   store
	fail func(w http.ResponseWriter, status int, message string)
	mail func(w http.ResponseWriter, status int)
}

func sendError(w http.ResponseWriter, status int, message string) {
	respond(w, status, map[string]string{"error": message})
}

func newAPI(st store, mail func(w http.ResponseWriter, status int)) *api {
	return &api{st: st, fail: sendError, mail: mail}
}

func newTestAPI() *api {
	a := new(api)
	a.fail = sendError
	return a
}

func (a *api) field(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		a.fail(w, http.StatusBadGateway, err.Error()) // want "errleak/error" "missingreturn"
	}
	respond(w, http.StatusOK, b)
}

func (a *api) given(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		a.mail(w, http.StatusBadGateway) // whatever the constructor was given
	}
	respond(w, http.StatusOK, b)
}

// A table of functions, all of which respond.
var refusals = map[string]func(w http.ResponseWriter){
	"gone":   func(w http.ResponseWriter) { respond(w, http.StatusGone, map[string]string{"error": "gone"}) },
	"locked": func(w http.ResponseWriter) { respond(w, http.StatusLocked, map[string]string{"error": "locked"}) },
}

func (s *shop) table(w http.ResponseWriter, r *http.Request) {
	if s.st == nil {
		refusals[r.PathValue("state")](w)
		return
	}
	respond(w, http.StatusOK, 1)
}

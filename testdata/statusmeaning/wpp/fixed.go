package wpp

import (
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"strconv"
	"strings"

	"github.com/respvet/respvet/testdata/statusmeaning/wpp/reply"
)

// Helpers that choose the status by themselves: the mistake is to call them.

func badRequest(w http.ResponseWriter, message string) {
	reply.Error(w, http.StatusBadRequest, message)
}

// sloppy answers 500 a second time if the client is gone.
func sloppy(w http.ResponseWriter) {
	w.WriteHeader(http.StatusInternalServerError)
	if err := json.NewEncoder(w).Encode(map[string]any{"errors": []any{}}); err != nil {
		http.Error(w, "cannot encode", http.StatusNotFound)
	}
}

// refused answers where something has failed, and says so.
func refused(w http.ResponseWriter, err error) bool {
	if err != nil {
		reply.Internal(w, err)
	}
	return err != nil
}

func (a *api) fixed(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		badRequest(w, "only GET") // want `badRequest sends 400 Bad Request for a method that is not supported; contract wpp requires 405 Method Not Allowed \(statusmeaning\)`
		return
	}
	id, err := strconv.Atoi(r.FormValue("id"))
	if err != nil {
		reply.Internal(w, err) // want `reply\.Internal sends 500 Internal Server Error for a missing or malformed parameter; contract wpp requires 400 Bad Request`
		return
	}
	if _, err := strconv.Atoi(r.FormValue("id")); err != nil {
		reply.Failed(w, err) // ok: it chooses by the error
		return
	}
	if _, err := strconv.Atoi(r.FormValue("id")); refused(w, err) {
		return // ok: a condition of its own
	}
	o, err := a.store.Order(r.Context(), id)
	if errors.Is(err, sql.ErrNoRows) {
		badRequest(w, "no such order") // want `badRequest sends 400 Bad Request for a not-found error; contract wpp requires 404 Not Found`
		return
	}
	if err != nil {
		reply.Internal(w, err) // ok: any error
		return
	}
	reply.JSON(w, http.StatusOK, o)
}

func (a *api) fixedTwice(w http.ResponseWriter, r *http.Request) {
	fail := func(message string) {
		log.Println(message)
		badRequest(w, message)
	}
	if ct := r.Header.Get("Content-Type"); ct != "application/json" {
		fail("only JSON") // want `fail sends 400 Bad Request for an unsupported Content-Type; contract wpp requires 415 Unsupported Media Type`
		return
	}
	if r.FormValue("q") == "" {
		fail("q is required") // ok
		return
	}
	if r.FormValue("q") == "" {
		sloppy(w) // want `sloppy sends 500 Internal Server Error for a missing or malformed parameter`
		return
	}
	if _, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/orders/")); err != nil {
		reply.Internal(w, err) // want `for a missing or malformed parameter`
		return
	}
	a.fixed(w, r) // ok: another handler
}

// What leads to another handler is no condition of its answers.
func (a *api) delegates(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		a.last(w, r) // ok
		return
	}
	badRequest(w, "never") // ok: no condition
}

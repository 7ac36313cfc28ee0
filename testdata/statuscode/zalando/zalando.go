// Package zalando is held against the contract zalando, which limits statuses to
// methods and names some that are not to be used.
package zalando

import (
	"encoding/json"
	"net/http"

	"github.com/gorilla/mux"
)

// An API has handlers for methods.
type API struct{ busy bool }

// Routes registers them in the ways there are.
func (a *API) Routes() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /orders/{id}", a.get)
	m.HandleFunc("PUT /orders/{id}", a.put)
	m.HandleFunc("GET /carts/{id}", a.both)
	m.HandleFunc("DELETE /carts/{id}", a.both)
	m.HandleFunc("GET /stock", a.two)
	m.HandleFunc("HEAD /stock", a.two)
	m.HandleFunc("/any", a.anything)
	m.Handle("GET /wrapped", http.HandlerFunc(a.wrapped))
	m.HandleFunc("GET /closed", func(w http.ResponseWriter, r *http.Request) {
		if a.busy {
			problem(w, http.StatusPreconditionFailed) // want `problem sends 412 Precondition Failed to GET; contract zalando allows it only for other methods \(statuscode/method\)`
		}
	})
	m.HandleFunc("GET /made", a.made)
	r := mux.NewRouter()
	r.HandleFunc("/mux", a.anywhere).Methods("GET")
	r.HandleFunc("/mux/open", a.open)
	m.Handle("/mux", r)
	return m
}

// problem answers with a problem, whatever the status.
func problem(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status})
}

// gone is a helper: it may serve any method.
func gone(w http.ResponseWriter) { problem(w, http.StatusConflict) }

func (a *API) get(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "conflict":
		problem(w, http.StatusConflict) // want `problem sends 409 Conflict to GET; contract zalando allows it only for other methods \(statuscode/method\)`
	case "media type":
		problem(w, 415) // want `problem sends 415 Unsupported Media Type to GET.*\(statuscode/method\)`
	case "not found":
		problem(w, http.StatusNotFound) // ok: for every method
	case "nothing":
		w.WriteHeader(http.StatusNoContent) // want `WriteHeader sends 204 No Content to GET.*\(statuscode/method\)`
	case "helper":
		gone(w) // ok: not decided here
	case "undocumented":
		problem(w, http.StatusPaymentRequired) // want `problem sends 402 Payment Required, which contract zalando does not document \(statuscode/undocumented\)`
	case "locked":
		problem(w, http.StatusLocked) // want `problem sends 423 Locked to GET.*\(statuscode/method\)`
	case "late":
		problem(w, http.StatusGatewayTimeout) // ok
	}
}

func (a *API) put(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "conflict":
		problem(w, http.StatusConflict) // ok
	case "media type":
		problem(w, 415) // ok
	case "nothing":
		w.WriteHeader(http.StatusNoContent) // ok
	}
}

func (a *API) both(w http.ResponseWriter, r *http.Request) {
	problem(w, http.StatusConflict) // ok: DELETE may have it
}

func (a *API) two(w http.ResponseWriter, r *http.Request) {
	problem(w, http.StatusConflict) // want `problem sends 409 Conflict to GET and HEAD; contract zalando allows it only for other methods`
}

func (a *API) anything(w http.ResponseWriter, r *http.Request) {
	problem(w, http.StatusConflict) // ok: every method
}

func (a *API) anywhere(w http.ResponseWriter, r *http.Request) {
	problem(w, http.StatusConflict) // want `problem sends 409 Conflict to GET; contract zalando allows it only for other methods \(statuscode/method\)`
}

func (a *API) open(w http.ResponseWriter, r *http.Request) {
	problem(w, http.StatusConflict) // ok: no methods are named
}

func (a *API) wrapped(w http.ResponseWriter, r *http.Request) {
	problem(w, http.StatusConflict) // want `statuscode/method`
}

func (a *API) unregistered(w http.ResponseWriter, r *http.Request) {
	problem(w, http.StatusConflict) // ok: no route is known
}

func (a *API) made(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusCreated) // ok: statusmeaning/created
}

func (a *API) old(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "redirect":
		http.Redirect(w, r, "/orders", http.StatusFound) // want `http\.Redirect sends 302 Found, which contract zalando does not document \(statuscode/undocumented\)`
	case "own":
		w.Header().Set("Location", "/orders")
		w.WriteHeader(http.StatusPermanentRedirect) // want `WriteHeader sends 308 Permanent Redirect, which contract zalando does not document`
	case "not modified":
		w.WriteHeader(http.StatusNotModified) // ok: allowed
	case "proxy":
		w.WriteHeader(http.StatusUseProxy) // ok: not documented, but not forbidden either
	case "file":
		http.ServeFile(w, r, "index.html") // ok: redirects of its own accord
	}
}

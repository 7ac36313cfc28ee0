// Package azure is held against the contract azure.
package azure

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/errheader/reply"
)

func missing(w http.ResponseWriter, r *http.Request) {
	reply.Error(w, http.StatusNotFound, "NoSuchOrder") // want `reply\.Error sends the 404 without x-ms-error-code; contract azure requires it`
}

func coded(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("x-ms-error-code", "NoSuchOrder")
	reply.Error(w, http.StatusNotFound, "NoSuchOrder") // ok
}

func found(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK) // ok
}

// What the header says is the body's code.

type fault struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func send(w http.ResponseWriter, code, message string) {
	var f fault
	f.Error.Code, f.Error.Message = code, message
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(f)
}

func same(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("x-ms-error-code", "NoSuchOrder")
	send(w, "NoSuchOrder", "there is no such order") // ok
}

func another(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("x-ms-error-code", "NoSuchOrder")
	send(w, "NoSuchCart", "there is no such cart") // want `send sends the 404 with x-ms-error-code "NoSuchOrder" and "NoSuchCart" in error\.code; contract azure requires equal values \(errheader/value\)`
}

func unknown(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("x-ms-error-code", r.PathValue("code"))
	send(w, "NoSuchCart", "there is no such cart") // ok: not known
}

func waits(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "seconds":
		w.Header().Set("Retry-After", "30") // ok
	case "date":
		w.Header().Set("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT") // want `http\.Header\.Set sets Retry-After to "Wed, 21 Oct 2026 07:28:00 GMT", which is not a number of seconds: clients cannot parse it \(errheader/value\)`
	case "unknown":
		w.Header().Set("Retry-After", r.PathValue("wait")) // ok: not known
	}
	w.WriteHeader(http.StatusOK)
}

// Package azure is held against the contract azure.
package azure

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/errheader/reply"
)

func missing(w http.ResponseWriter, r *http.Request) {
	reply.Error(w, http.StatusNotFound, "NoSuchOrder") // want `reply.Error answers 404 Not Found without x-ms-error-code, which the contract azure asks for: clients look for it`
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
	send(w, "NoSuchCart", "there is no such cart") // want `send answers 404 Not Found with x-ms-error-code "NoSuchOrder" and "NoSuchCart" in the body's error.code, the contract azure has one value for both: clients take one or the other \(errheader/value\)`
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
		w.Header().Set("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT") // want `\(http.Header\).Set sets Retry-After to "Wed, 21 Oct 2026 07:28:00 GMT", for which the contract azure asks for a number of seconds: clients cannot read it \(errheader/value\)`
	case "unknown":
		w.Header().Set("Retry-After", r.PathValue("wait")) // ok: not known
	}
	w.WriteHeader(http.StatusOK)
}

// Package azure is held against the contract azure.
package azure

import (
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

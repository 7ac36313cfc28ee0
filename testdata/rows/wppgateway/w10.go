package wppgateway

import (
	"net/http"
	"strings"
)

// W10: 415 says that the Content-Type header is wrong.

// W10Put reads JSON only.
func W10Put(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Content-Type") != "application/json" {
		failWith(w, http.StatusBadRequest, "the product has to be JSON") // want `failWith sends 400 Bad Request for an unsupported Content-Type; contract wpp requires 415 Unsupported Media Type \(statusmeaning\)`
		return
	}
	failWith(w, http.StatusNotFound, "no such product")
}

// W10Patch reads JSON in any charset.
func W10Patch(w http.ResponseWriter, r *http.Request) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		failWith(w, http.StatusUnsupportedMediaType, "the product has to be JSON") // ok
		return
	}
	failWith(w, http.StatusNotFound, "no such product")
}

// Package wpp sends lists under the contract wpp, which asks for "data": [].
package wpp

import (
	"encoding/json"
	"net/http"
)

type list struct {
	Data []string `json:"data,omitempty"`
	Next string   `json:"next,omitempty"`
}

type sparse struct {
	Data []string `json:"data,omitzero" xml:"data"`
}

type other struct {
	Data  []string `json:"data"`
	Notes []string `json:"notes,omitempty"`
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// Omitted leaves an empty list out.
func Omitted(w http.ResponseWriter, r *http.Request) {
	found := r.URL.Query()["name"]
	switch r.Method {
	case "empty":
		send(w, http.StatusOK, list{Data: found}) // want `send omits "data" when the list is empty \(omitempty\); contract wpp requires \[\] \(nilslice\)`
	case "zero":
		send(w, http.StatusOK, sparse{Data: found}) // want `send omits "data" when the list is empty \(omitzero\); contract wpp requires \[\] \(nilslice\)`
	case "other member":
		send(w, http.StatusOK, other{Data: found}) // ok
	case "never empty":
		send(w, http.StatusOK, list{Data: []string{"hen"}}) // ok
	case "error":
		send(w, http.StatusNotFound, list{Data: found}) // ok: not an answer with a list
	}
}

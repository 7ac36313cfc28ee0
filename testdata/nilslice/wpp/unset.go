package wpp

import (
	"encoding/json"
	"net/http"
)

type matches struct {
	Data []string `json:"data,omitempty"`
}

type hits struct {
	Data []string `json:"data,omitempty"`
}

func chosen(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	_ = json.NewEncoder(w).Encode(matches{Data: r.URL.Query()["id"]}) // want `\(\*json\.Encoder\)\.Encode omits "data" when the list is empty \(omitempty\); contract wpp requires \[\]`
}

// A 200 that nobody has set is one as well.
func unset(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(hits{Data: r.URL.Query()["id"]}) // want `\(\*json\.Encoder\)\.Encode omits "data" when the list is empty \(omitempty\); contract wpp requires \[\]`
}

func refused(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusBadRequest)
	_ = json.NewEncoder(w).Encode(matches{Data: r.URL.Query()["id"]}) // ok: no success
}

// Package slices holds lists that look nil and are not when they are sent, each
// beside one that is. The rule nilslice reports them.
package slices

import (
	"encoding/json"
	"net/http"
)

type page struct {
	Data []string `json:"data"`
}

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func names(n int) []string {
	out := make([]string, 0, n)
	for range n {
		out = append(out, "hen")
	}
	return out
}

// Assigned is the trap "a slice declared nil and then assigned from a call".
func Assigned(w http.ResponseWriter, r *http.Request) {
	var data []string
	if r.URL.Query().Has("all") {
		data = names(3)
	} else {
		data = names(1)
	}
	send(w, page{Data: data}) // ok: the calls'

}

// NotAssigned differs in the assignment.
func NotAssigned(w http.ResponseWriter, r *http.Request) {
	var data []string // want `\(nilslice\)`
	if r.URL.Query().Has("all") {
		data = append(data, "hen")
	}
	send(w, page{Data: data})
}

// Decoded is the trap "decoded into".
func Decoded(w http.ResponseWriter, r *http.Request) {
	var data []string
	if err := json.NewDecoder(r.Body).Decode(&data); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	send(w, page{Data: data}) // ok: the client's
}

// Guarded is the trap "if x == nil { x = …{} }".
func Guarded(w http.ResponseWriter, r *http.Request) {
	var data []string
	for _, v := range r.URL.Query()["name"] {
		data = append(data, v+"!")
	}
	if data == nil {
		data = []string{}
	}
	send(w, page{Data: data}) // ok: never nil
}

// Unguarded differs in the guard.
func Unguarded(w http.ResponseWriter, r *http.Request) {
	var data []string // want `\(nilslice\)`
	for _, v := range r.URL.Query()["name"] {
		data = append(data, v+"!")
	}
	send(w, page{Data: data})
}

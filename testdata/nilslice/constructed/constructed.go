// Package constructed sends lists that a constructor puts into what is sent.
package constructed

import (
	"encoding/json"
	"net/http"
)

type item struct{ ID string }

type page struct {
	Items []item `json:"items"`
	Next  string `json:"next,omitempty"`
}

type envelope struct {
	Data any `json:"data"`
}

type reply struct {
	status int
	body   any
}

func newPage(items []item) *page { return &page{Items: items} }

func wrap(v any) envelope { return envelope{Data: v} }

// notNull knows that the list may be nil.
func notNull(items []item) *page {
	if items == nil {
		items = []item{}
	}
	return &page{Items: items}
}

func ok(v any) reply { return reply{status: http.StatusOK, body: v} }

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

func adapt(f func(r *http.Request) reply) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		res := f(r)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(res.status)
		json.NewEncoder(w).Encode(res.body)
	}
}

func made(w http.ResponseWriter, r *http.Request) {
	var items []item // want `items is encoded as "items": null`
	for _, id := range r.URL.Query()["id"] {
		items = append(items, item{id})
	}
	send(w, newPage(items))
}

func wrapped(w http.ResponseWriter, r *http.Request) {
	var found []item // want `found is encoded as "data": null`
	for _, id := range r.URL.Query()["id"] {
		found = append(found, item{id})
	}
	send(w, wrap(found))
}

func returned(r *http.Request) reply {
	var list []item // want `list is encoded as null`
	for _, id := range r.URL.Query()["id"] {
		list = append(list, item{id})
	}
	return ok(list)
}

// The constructor replaces nil.
func replaced(w http.ResponseWriter, r *http.Request) {
	var items []item
	for _, id := range r.URL.Query()["id"] {
		items = append(items, item{id})
	}
	send(w, notNull(items))
}

// Something else is put in its place.
func set(w http.ResponseWriter, r *http.Request) {
	var items []item
	for _, id := range r.URL.Query()["id"] {
		items = append(items, item{id})
	}
	p := newPage(items)
	if p.Items == nil {
		p.Items = []item{}
	}
	send(w, p)
}

func empty(r *http.Request) reply {
	list := []item{}
	for _, id := range r.URL.Query()["id"] {
		list = append(list, item{id})
	}
	return ok(list)
}

// Register mounts the handlers.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /made", made)
	mux.HandleFunc("GET /wrapped", wrapped)
	mux.HandleFunc("GET /returned", adapt(returned))
	mux.HandleFunc("GET /replaced", replaced)
	mux.HandleFunc("GET /set", set)
	mux.HandleFunc("GET /empty", adapt(empty))
}

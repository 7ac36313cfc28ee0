// Package appended fills lists in functions that others call.
package appended

import (
	"encoding/json"
	"net/http"
	"sync"

	"github.com/respvet/respvet/testdata/seen/appended/registry"
)

type reply struct {
	Names []string `json:"names"`
	Total int      `json:"total"`
}

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

func ranged(reg *registry.Registry) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var names []string // want "nilslice"
		reg.Range(func(name string) bool {
			names = append(names, name)
			return true
		})
		send(w, names)
	}
}

func member(reg *registry.Registry) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		out := reply{}
		reg.Range(func(name string) bool {
			out.Names = append(out.Names, name)
			out.Total++
			return true
		})
		send(w, out) // want "nilslice"
	}
}

func pointer(m *sync.Map) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		out := &reply{}
		m.Range(func(k, v any) bool {
			out.Names = append(out.Names, k.(string))
			return true
		})
		send(w, out) // want "nilslice"
	}
}

func iterated(reg *registry.Registry) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var names []string // want "nilslice"
		for name := range reg.All() {
			names = append(names, name)
		}
		send(w, names)
	}
}

func made(reg *registry.Registry) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		names := []string{}
		reg.Range(func(name string) bool {
			names = append(names, name)
			return true
		})
		send(w, names)
	}
}

func asked(reg *registry.Registry) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var names []string
		reg.Range(func(name string) bool {
			names = append(names, name)
			return true
		})
		if names == nil {
			names = []string{}
		}
		send(w, names)
	}
}

func askedMember(reg *registry.Registry) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		out := reply{}
		reg.Range(func(name string) bool {
			out.Names = append(out.Names, name)
			return true
		})
		if out.Names == nil {
			out.Names = []string{}
		}
		send(w, out)
	}
}

func madeMember(reg *registry.Registry) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		out := &reply{Names: []string{}}
		reg.Range(func(name string) bool {
			out.Names = append(out.Names, name)
			return true
		})
		send(w, out)
	}
}

// filled may make the list, whatever there is.
func filled(fill func(*[]string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var names []string
		fill(&names)
		send(w, names)
	}
}

func handed(fill func(*reply)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		out := &reply{}
		func() { out.Names = append(out.Names, r.Host) }()
		fill(out)
		send(w, out)
	}
}

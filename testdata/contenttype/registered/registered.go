// Package registered gives its handlers to others, and labels one by itself.
package registered

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/contenttype/mw"
	"github.com/respvet/respvet/testdata/contenttype/registry"
)

type route struct {
	path    string
	handler http.HandlerFunc
}

// Routes are for others to serve.
func Routes(reg *registry.Registry, mux *http.ServeMux) []route {
	reg.Add("/kept", kept)
	add(reg, "/passed", passed)
	reg.Add("/made", made())
	mux.HandleFunc("/direct", direct)
	mux.Handle("/guarded", mw.NoStore(http.HandlerFunc(guarded)))
	mux.HandleFunc("/labelled", labelled)
	return []route{{"/listed", listed}}
}

func add(reg *registry.Registry, path string, h http.HandlerFunc) { reg.Add(path, h) }

func labelled(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode([]string{}) // ok
}

func kept(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // ok: the registry may label it
}

func passed(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // ok: the same one call further
}

func made() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode([]string{}) // ok: the same for what a function makes
	}
}

func listed(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // ok: who reads the list is not known
}

// Exported is for others to register.
func Exported(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // ok
}

func direct(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // want `without a Content-Type`
}

func guarded(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode([]string{}) // want `without a Content-Type`
}

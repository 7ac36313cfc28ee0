package joins

import (
	"net/http"

	"github.com/gorilla/mux"
)

func onGorilla(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

// Gorilla has one slash between the two; with StrictSlash it redirects to the other.
func Gorilla() http.Handler {
	r := mux.NewRouter()
	v1 := r.PathPrefix("/v1").Subrouter()
	v1.HandleFunc("", onGorilla).Methods("GET")                                // route GET /v1 joins.onGorilla
	v1.HandleFunc("/", onGorilla).Methods("GET")                               // route GET /v1/ joins.onGorilla
	v1.HandleFunc("/users", onGorilla).Methods("GET")                          // route GET /v1/users joins.onGorilla
	r.PathPrefix("/t/").Subrouter().HandleFunc("/x", onGorilla).Methods("GET") // route GET /t/x joins.onGorilla
	r.Path("/p").Methods("GET").HandlerFunc(onGorilla)                         // route GET /p joins.onGorilla
	s := r.PathPrefix("/s").Subrouter().StrictSlash(true)
	s.HandleFunc("/slash/", onGorilla).Methods("GET") // route GET /s/slash/ joins.onGorilla
	s.HandleFunc("/none", onGorilla).Methods("GET")   // route GET /s/none joins.onGorilla
	return r
}

// Package gorilla registers with gorilla's mux.
package gorilla

import (
	"net/http"

	"github.com/gorilla/mux"
)

func get(w http.ResponseWriter, r *http.Request) {}

// New makes the service's handler.
func New() http.Handler {
	r := mux.NewRouter().StrictSlash(true)
	r.HandleFunc("/any", get)                                           // route /any gorilla.get
	r.HandleFunc("/one", get).Methods("GET")                            // route GET /one gorilla.get
	r.HandleFunc("/two", get).Methods(http.MethodPut, "POST").Name("x") // route PUT /two gorilla.get; POST /two gorilla.get
	r.Methods("DELETE").Path("/three/{id:[0-9]+}").HandlerFunc(get)     // route DELETE /three/{id:[0-9]+} gorilla.get
	r.Path("/four").Methods("PATCH").Handler(http.HandlerFunc(get))     // route PATCH /four gorilla.get
	api := r.PathPrefix("/api").Subrouter()
	api.HandleFunc("/five", get).Methods("GET") // route GET /api/five gorilla.get
	users(api.PathPrefix("/users").Subrouter())
	posts := api.Methods("POST").Subrouter()
	posts.HandleFunc("/six", get) // route POST /api/six gorilla.get
	return r
}

func users(r *mux.Router) {
	r.HandleFunc("/{id}", get).Methods("GET") // route GET /api/users/{id} gorilla.get
}

package wppbackend

import "net/http"

// W9: 201 says that a new entity was created, 202 that the request was accepted and
// is not yet processed. A GET creates nothing.

// W9Routes registers the handlers with their methods.
func W9Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /products/{id}", w9Get)
	mux.HandleFunc("POST /products", w9Post)
	mux.HandleFunc("POST /imports", w9Import)
}

func w9Get(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusCreated, product{ID: r.PathValue("id")}) // want `send sends 201 Created to GET.*\(statusmeaning/created\)`
}

func w9Post(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusCreated, product{ID: "p1"}) // ok
}

func w9Import(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusAccepted, product{ID: "p1"}) // ok
}

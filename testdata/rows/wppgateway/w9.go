package wppgateway

import "net/http"

// W9: 201 says that a new entity was created, 202 that the request was accepted and
// is not yet processed. Both are the backend's to say, whatever the method.

// W9Routes registers the handlers with their methods.
func W9Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /products/{id}", w9Get)
	mux.HandleFunc("POST /products", w9Post)
}

func w9Get(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusCreated, product{ID: r.PathValue("id")}) // want `send sends 201.*\(statuscode/role\)`
}

func w9Post(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("queue") {
		send(w, http.StatusAccepted, product{ID: "p1"}) // want `send sends 202.*\(statuscode/role\)`
		return
	}
	fail(w, http.StatusBadGateway) // ok
}

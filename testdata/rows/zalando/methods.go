package zalando

import "net/http"

// 150, 243: some statuses are for some methods.

// Routes registers the handlers with their methods.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders/{case}", read)
	mux.HandleFunc("PUT /orders/{case}", write)
}

func read(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "409":
		fail(w, http.StatusConflict) // want `sends 409 Conflict to GET.*\(statuscode/method\)`
	case "412":
		fail(w, http.StatusPreconditionFailed) // want `sends 412.*\(statuscode/method\)`
	case "204":
		w.WriteHeader(http.StatusNoContent) // want `sends 204.*\(statuscode/method\)`
	case "201":
		send(w, http.StatusCreated, order{ID: "7"}) // want `sends 201.*\(statusmeaning/created\)`
	case "404":
		fail(w, http.StatusNotFound) // ok
	}
}

func write(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "409":
		fail(w, http.StatusConflict) // ok
	case "412":
		fail(w, http.StatusPreconditionFailed) // ok
	case "204":
		w.WriteHeader(http.StatusNoContent) // ok
	case "201":
		send(w, http.StatusCreated, order{ID: "7"}) // ok
	}
}

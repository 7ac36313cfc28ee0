// Package swag has handlers whose comments name a route and leave the statuses to
// the document. Where they are registered is not to be seen here.
package swag

import "net/http"

// borrow is not called as the document's operation.
//
// @Summary Lend a book
// @Router  /loans [post]
func borrow(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("isbn") == "" {
		http.Error(w, "no book", http.StatusBadRequest) // want `http\.Error sends 400 Bad Request, which operation lend in .*openapi\.yaml:35 does not document \(only 201, 404, 422\) \(statuscode/undocumented\)`
		return
	}
	w.WriteHeader(http.StatusCreated)
}

// reserve has statuses of its own, which count alone.
//
// @Success 201
// @Failure 400
// @Router  /loans [post]
func reserve(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("isbn") == "" {
		http.Error(w, "no book", http.StatusBadRequest) // ok
		return
	}
	w.WriteHeader(http.StatusCreated)
}

// renew has a route that the document lacks.
//
// @Router /renewals [post]
func renew(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("isbn") == "" {
		http.Error(w, "no book", http.StatusBadRequest) // ok
		return
	}
	w.WriteHeader(http.StatusCreated)
}

// extend has no route.
func extend(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("isbn") == "" {
		http.Error(w, "no book", http.StatusBadRequest) // ok
		return
	}
	w.WriteHeader(http.StatusCreated)
}

var _ = []http.HandlerFunc{borrow, reserve, renew, extend}

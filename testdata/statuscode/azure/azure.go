// Package azure is held against the contract azure: a DELETE answers 204, or 202.
package azure

import "net/http"

// Routes registers the handlers.
func Routes(m *http.ServeMux) {
	m.HandleFunc("DELETE /disks/{id}", remove)
	m.HandleFunc("GET /disks/{id}", get)
}

func remove(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "slow" {
		w.WriteHeader(http.StatusAccepted) // ok: it takes long
		return
	}
	w.WriteHeader(http.StatusOK) // want `WriteHeader sends 200 OK to DELETE; contract azure allows it only for other methods \(statuscode/method\)`
}

func get(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK) // ok
}

package azure

import "net/http"

// A DELETE answers 204, or 202 if it takes long.

// Routes registers the handlers with their methods.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("DELETE /disks/{name}", remove)
	mux.HandleFunc("DELETE /hosts/{name}", stop)
	mux.HandleFunc("GET /disks/{name}", get)
}

func remove(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("body") {
		send(w, http.StatusOK, disk{Name: r.PathValue("name")}) // want `sends 200 OK to DELETE.*\(statuscode/method\)`
		return
	}
	w.WriteHeader(http.StatusNoContent) // ok
}

func stop(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusAccepted) // ok
}

func get(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusOK, disk{Name: r.PathValue("name")}) // ok
}

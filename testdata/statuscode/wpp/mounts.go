package wpp

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// What a middleware answers by itself is judged where it is mounted.
func mount(h http.Handler) error {
	r := chi.NewRouter()
	r.Use(middleware.Throttle(10))              // want `middleware\.Throttle sends its own 429 Too Many Requests; contract wpp reserves it for the gateway, not the backend \(statuscode/role\)`
	r.Use(middleware.Timeout(10 * time.Second)) // ok: 504 is documented
	r.Mount("/", h)
	return http.ListenAndServe(":80", r)
}

// several chooses among statuses, and each is a mistake of its own.
func several(w http.ResponseWriter, r *http.Request) {
	status := http.StatusBadRequest
	switch r.FormValue("size") {
	case "":
		status = http.StatusUnprocessableEntity
	case "0":
		status = http.StatusGone
	}
	w.WriteHeader(status) // want `sends 422 Unprocessable Entity, .* \(statuscode/undocumented\)` `sends 410 Gone, .* \(statuscode/undocumented\)`
}

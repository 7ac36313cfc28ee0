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
	r.Use(middleware.Throttle(10))              // want `what middleware.Throttle makes answers 429 Too Many Requests of its own accord, which by the contract wpp only the gateway sets, and this is the backend \(statuscode/role\)`
	r.Use(middleware.Timeout(10 * time.Second)) // ok: 504 is documented
	r.Mount("/", h)
	return http.ListenAndServe(":80", r)
}

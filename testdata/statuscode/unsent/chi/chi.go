// Package chi serves documented operations with chi.
package chi

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/render"
)

type api struct{ users map[string]string }

func fail(w http.ResponseWriter, r *http.Request, status int, text string) {
	render.Status(r, status)
	render.JSON(w, r, map[string]string{"error": text})
}

// @Success 200 {object} string
// @Failure 401 {object} string
// @Failure 403 {object} string // want `403 Forbidden is documented, get never sends it`
// @Failure 404 {object} string
// @Router /users/{id} [get]
func (a *api) get(w http.ResponseWriter, r *http.Request) {
	u, ok := a.users[chi.URLParam(r, "id")]
	if !ok {
		fail(w, r, http.StatusNotFound, "no such user")
		return
	}
	render.JSON(w, r, u)
}

// The same, below the group that asks for an administrator.
//
// @Success 204
// @Failure 401 {object} string
// @Failure 403 {object} string
// @Failure 404 {object} string // want `404 Not Found is documented, remove never sends it`
// @Router /admin/users/{id} [delete]
func (a *api) remove(w http.ResponseWriter, r *http.Request) {
	delete(a.users, chi.URLParam(r, "id"))
	w.WriteHeader(http.StatusNoContent)
}

// Throttled on one route: its 429 is sent there, and its 413 is not.
//
// @Success 200 {object} string
// @Failure 401 {object} string
// @Failure 413 {object} string // want `413 Request Entity Too Large is documented, search never sends it`
// @Failure 429 {object} string
// @Router /search [get]
func (a *api) search(w http.ResponseWriter, r *http.Request) {
	render.JSON(w, r, a.users)
}

// What wraps it is chosen at run time.
//
// @Success 200 {object} string
// @Failure 418 {object} string
// @Router /odd [get]
func (a *api) odd(w http.ResponseWriter, r *http.Request) { // ok
	render.JSON(w, r, a.users)
}

// Behind a gate, which is a door: its 423 is sent, and its 409 is not.
//
// @Success 200 {object} string
// @Failure 401 {object} string
// @Failure 409 {object} string // want `409 Conflict is documented, gated never sends it`
// @Failure 423 {object} string
// @Router /gated [get]
func (a *api) gated(w http.ResponseWriter, r *http.Request) {
	render.JSON(w, r, a.users)
}

// Behind the gate that a caller has chosen.
//
// @Success 200 {object} string
// @Failure 409 {object} string
// @Router /chosen [get]
func (a *api) chosen(w http.ResponseWriter, r *http.Request) { // ok
	render.JSON(w, r, a.users)
}

type gate interface {
	keep(next http.Handler) http.Handler
}

type door struct{ locked bool }

func (d door) keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d.locked {
			fail(w, r, http.StatusLocked, "locked")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// authenticated refuses those without a key.
func authenticated(keys map[string]string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, ok := keys[r.Header.Get("X-Key")]; !ok {
				fail(w, r, http.StatusUnauthorized, "no key")
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func administrator(next http.Handler) http.Handler {
	fn := func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Role") != "admin" {
			fail(w, r, http.StatusForbidden, "not allowed")
			return
		}
		next.ServeHTTP(w, r)
	}
	return http.HandlerFunc(fn)
}

// New returns the router.
func New(odd []func(http.Handler) http.Handler, other gate) *chi.Mux {
	a := &api{}
	r := chi.NewRouter()
	r.Use(middleware.RequestID, middleware.Logger, middleware.Recoverer)
	r.Use(middleware.Timeout(time.Minute))
	r.Use(authenticated(map[string]string{"k": "v"}))
	r.Get("/users/{id}", a.get)
	r.With(middleware.Throttle(10)).Get("/search", a.search)
	r.With(odd...).Get("/odd", a.odd)
	var own gate = door{locked: true}
	r.With(own.keep).Get("/gated", a.gated)
	r.With(other.keep).Get("/chosen", a.chosen)
	r.Route("/admin", func(r chi.Router) {
		r.Use(administrator)
		r.Delete("/users/{id}", a.remove)
	})
	return r
}

// Run serves it.
func Run() error { return http.ListenAndServe(":8080", New(nil, nil)) }

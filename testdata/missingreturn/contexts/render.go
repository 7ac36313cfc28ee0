// Package contexts answers through the contexts of frameworks.
package contexts

import (
	"net/http"

	"github.com/go-chi/render"
)

type store interface {
	Save(v any) error
	Count() int
}

func send(w http.ResponseWriter, r *http.Request, code int, v any) {
	render.Status(r, code)
	render.JSON(w, r, v)
}

type desk struct{ s store }

func (d desk) full(w http.ResponseWriter, r *http.Request) {
	if d.s.Count() > 9 {
		send(w, r, http.StatusConflict, "full") // want `handler continues after send sent 409: a second response is written at line \d+`
	}
	send(w, r, http.StatusOK, "there is room")
}

func (d desk) fullReturns(w http.ResponseWriter, r *http.Request) {
	if d.s.Count() > 9 {
		send(w, r, http.StatusConflict, "full") // ok
		return
	}
	send(w, r, http.StatusOK, "there is room")
}

func (d desk) direct(w http.ResponseWriter, r *http.Request) {
	if d.s.Count() > 9 {
		render.Status(r, http.StatusConflict)
		render.JSON(w, r, "full") // want `handler continues after render\.JSON sent 409: a second response is written at line \d+`
	}
	render.JSON(w, r, "there is room")
}

// The status alone is noted; what is sent with it is the same for all.
func (d desk) noted(w http.ResponseWriter, r *http.Request) {
	if d.s.Count() > 9 {
		render.Status(r, http.StatusConflict) // ok
	}
	render.JSON(w, r, d.s.Count())
}

// The status line is sent, and the responder adds the body to it.
func (d desk) begun(w http.ResponseWriter, r *http.Request) {
	if d.s.Count() > 9 {
		w.WriteHeader(http.StatusConflict) // ok
	}
	render.DefaultResponder(w, r, d.s.Count())
}

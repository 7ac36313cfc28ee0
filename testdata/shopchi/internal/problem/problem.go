// Package problem is how the catalogue says what went wrong.
package problem

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/go-chi/render"
	"github.com/respvet/respvet/testdata/shopchi/internal/store"
)

// A Problem is the body of every error. Its cause is for the log.
type Problem struct {
	Err error `json:"-"`

	Type   string `json:"type,omitempty"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
}

// Render chooses the status and logs the cause.
func (p *Problem) Render(_ http.ResponseWriter, r *http.Request) error {
	if p.Err != nil {
		slog.WarnContext(r.Context(), p.Title, "error", p.Err) // ok: the log
	}
	render.Status(r, p.Status)
	return nil
}

// New returns a problem with a detail for clients.
func New(status int, detail string) *Problem {
	return &Problem{Title: http.StatusText(status), Status: status, Detail: detail}
}

// Invalid returns a problem with what a client sent, and says why.
func Invalid(err error) render.Renderer {
	return &Problem{Err: err, Title: "Bad Request", Status: http.StatusBadRequest, Detail: err.Error()} // ok: not an answer yet
}

// Unreadable returns a problem with what a client sent, and does not say why.
func Unreadable(err error) render.Renderer {
	return &Problem{Err: err, Title: "Bad Request", Status: http.StatusBadRequest, Detail: "the body cannot be read"} // ok: the cause is not encoded
}

// Of translates an error for clients.
func Of(kind string, err error) *Problem {
	p := New(http.StatusInternalServerError, "something went wrong on our side")
	switch {
	case errors.Is(err, store.ErrNotFound):
		p = New(http.StatusNotFound, "there is no such "+kind)
	case errors.Is(err, store.ErrExists):
		p = New(http.StatusConflict, "this "+kind+" exists already")
	}
	p.Err = err // ok: not encoded
	return p
}

// Respond is render's responder, with the media type of problems.
func Respond(w http.ResponseWriter, r *http.Request, v any) {
	p, ok := v.(*Problem)
	if !ok {
		render.DefaultResponder(w, r, v)
		return
	}
	write(w, p)
}

// Send answers with a problem.
func Send(w http.ResponseWriter, r *http.Request, p *Problem) {
	if p.Err != nil {
		slog.WarnContext(r.Context(), p.Title, "error", p.Err) // ok: the log
	}
	write(w, p)
}

// Error answers with a problem made of a status and a detail.
func Error(w http.ResponseWriter, r *http.Request, status int, detail string) {
	Send(w, r, New(status, detail))
}

func write(w http.ResponseWriter, p *Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	if err := json.NewEncoder(w).Encode(p); err != nil {
		slog.Warn("encode problem", "error", err) // ok: the log
	}
}

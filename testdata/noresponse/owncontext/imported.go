package owncontext

import (
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/noresponse/owncontext/web"
)

type library interface {
	Title(id string) (string, error)
}

// Handlers get a context of another package, which runs them.
func imported(mux *http.ServeMux, books library) {
	mux.Handle("GET /books/{id}", web.Handle(func(c web.Context) error {
		title, err := books.Title(c.Arg("id"))
		if err != nil {
			slog.Error("cannot find the book", "error", err)
			return nil // want `books.Title failed and the handler returns without a response`
		}
		return c.Send(http.StatusOK, title)
	}))
	mux.Handle("GET /titles/{id}", web.Handle(func(c web.Context) error {
		title, err := books.Title(c.Arg("id"))
		if err != nil {
			slog.Error("cannot find the book", "error", err)
			return c.Send(http.StatusNotFound, "no such book") // ok
		}
		return c.Send(http.StatusOK, title)
	}))
	mux.Handle("GET /jobs/{id}", web.Run(func(j web.Job) error {
		title, err := books.Title(j.Arg("id"))
		if err != nil {
			slog.Error("cannot find the book", "error", err)
			return nil // ok: a job is not only run for requests
		}
		return j.Done(http.StatusOK, title)
	}))
}

// Package owncontext has contexts of the project's own: interfaces, and structs around a
// framework's.
package owncontext

import (
	"encoding/json"
	"log/slog"
	"net/http"
)

// A reply is what handlers respond through.
type reply interface {
	Query(name string) string
	JSON(status int, v any)
	Checked(name string) string
}

type direct struct {
	w http.ResponseWriter
	r *http.Request
}

func (d direct) Query(name string) string { return d.r.FormValue(name) }

func (d direct) JSON(status int, v any) {
	d.w.Header().Set("Content-Type", "application/json")
	d.w.WriteHeader(status)
	json.NewEncoder(d.w).Encode(v)
}

// Checked responds where there is no such parameter.
func (d direct) Checked(name string) string {
	if v := d.Query(name); v != "" {
		return v
	}
	d.JSON(http.StatusBadRequest, "no "+name)
	return ""
}

type desk struct{ books library }

func (d *desk) title(c reply) {
	title, err := d.books.Title(c.Query("id"))
	if err != nil {
		slog.Error("cannot find the book", "error", err)
		return // want `d.books.Title failed and the handler returns without a response`
	}
	c.JSON(http.StatusOK, title)
}

func (d *desk) checked(c reply) {
	title, err := d.books.Title(c.Checked("id"))
	if err != nil {
		slog.Error("cannot find the book", "error", err)
		return // ok: Checked may have responded
	}
	c.JSON(http.StatusOK, title)
}

func (d *desk) sorry(c reply) {
	title, err := d.books.Title(c.Query("id"))
	if err != nil {
		c.JSON(http.StatusNotFound, "no such book") // ok
		return
	}
	c.JSON(http.StatusOK, title)
}

func run(h func(reply)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { h(direct{w, r}) }
}

func (d *desk) routes(mux *http.ServeMux) {
	mux.Handle("/title", run(d.title))
	mux.Handle("/checked", run(d.checked))
	mux.Handle("/sorry", run(d.sorry))
	imported(mux, d.books)
}

// A ticket's handlers are run by what responds behind them.
type ticket interface {
	Query(name string) string
	Put(v any)
}

type stub struct {
	w   http.ResponseWriter
	r   *http.Request
	out any
}

func (s *stub) Query(name string) string { return s.r.FormValue(name) }
func (s *stub) Put(v any)                { s.out = v }

func (d *desk) ticket(t ticket) {
	title, err := d.books.Title(t.Query("id"))
	if err != nil {
		slog.Error("cannot find the book", "error", err)
		return // ok: what runs it responds
	}
	t.Put(title)
}

func print(h func(ticket)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s := &stub{w: w, r: r}
		h(s)
		if s.out == nil {
			http.Error(w, "nothing", http.StatusInternalServerError)
			return
		}
		json.NewEncoder(w).Encode(s.out)
	}
}

func (d *desk) tickets(mux *http.ServeMux) { mux.Handle("/ticket", print(d.ticket)) }

// Package handedout answers through a writer that a method of its context hands
// out.
package handedout

import (
	"bytes"
	"io"
	"net/http"

	"github.com/respvet/respvet/testdata/regress/handedout/reply"
)

// Store keeps orders.
type Store interface {
	Get(id string) (string, error)
}

// API answers with orders.
type API struct{ store Store }

// Get sends an order.
//
//	@Success	200	{object}	string
//	@Failure	404	{object}	string
//	@Router		/orders/{id} [get]
func (a *API) Get(c reply.Context) {
	if !reply.Need(c) { // want `401 Unauthorized.*\(statuscode/undocumented\)`
		return
	}
	id := c.Request().PathValue("id")
	if id == "" {
		reply.Error(c, http.StatusBadRequest, "no id") // want `400 Bad Request.*\(statuscode/undocumented\)`
		return
	}
	order, err := a.store.Get(id)
	if err != nil {
		reply.Error(c, http.StatusNotFound, err.Error()) // want `error text from handedout\.Store\.Get is sent to the client in the body of the 404 \(errleak/error4xx\)`
		return
	}
	if order == "" {
		reply.Error(c, http.StatusNotFound, "no such order") // ok: documented, constant
		return
	}
	reply.New(http.StatusOK, order).Send(c) // ok
}

// Text sends a text of its own.
func (a *API) Text(c reply.Context) {
	if _, err := a.store.Get("text"); err != nil {
		http.Error(c.ResponseWriter(), "no text", http.StatusNotFound) // want `\(rawerror\)`
		return
	}
	reply.New(http.StatusOK, "text").Send(c) // ok
}

// A printer hands out what it prints to, which answers nobody.
type printer interface{ Out() io.Writer }

// Print prints.
func (a *API) Print(p printer) {
	if _, err := a.store.Get("text"); err != nil {
		io.WriteString(p.Out(), err.Error()) // ok: no response
	}
}

// ctx is the context as the server makes it.
type ctx struct {
	w http.ResponseWriter
	r *http.Request
}

func (c *ctx) Request() *http.Request              { return c.r }
func (c *ctx) ResponseWriter() http.ResponseWriter { return c.w }
func (c *ctx) User() string                        { return "" }

// Handle makes a handler of one that is given a context.
func (a *API) Handle(h func(reply.Context)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > 1<<20 {
			reply.Error(&ctx{w, r}, http.StatusRequestEntityTooLarge, "too much") // ok
			return
		}
		if _, err := a.store.Get("limit"); err != nil {
			reply.Error(&ctx{w, r}, http.StatusInternalServerError, err.Error()) // want `error text from handedout\.Store\.Get is sent to the client in the body of the 500 \(errleak/error\)`
			return
		}
		h(&ctx{w, r})
	}
}

// logged is a context that does more.
type logged struct {
	*ctx
	lines []string
}

// Logged answers through what it embeds.
func (a *API) Logged(w http.ResponseWriter, r *http.Request) {
	c := &logged{ctx: &ctx{w, r}}
	if _, err := a.store.Get("logged"); err != nil {
		reply.Error(c, http.StatusInternalServerError, err.Error()) // want `error text from handedout\.Store\.Get is sent to the client in the body of the 500 \(errleak/error\)`
		return
	}
	reply.New(http.StatusOK, c.lines).Send(c) // ok: unknown
}

// recorder keeps what is written through it.
type recorder struct {
	ctx
	buf bytes.Buffer
}

func (r *recorder) Write(p []byte) (int, error) { return r.buf.Write(p) }
func (r *recorder) Header() http.Header         { return http.Header{} }
func (r *recorder) WriteHeader(int)             {}

// ResponseWriter hands out the recorder itself.
func (r *recorder) ResponseWriter() http.ResponseWriter { return r }

// Record answers into memory.
func (a *API) Record() []byte {
	var rec recorder
	if _, err := a.store.Get("record"); err != nil {
		reply.Error(&rec, http.StatusInternalServerError, err.Error()) // ok: nobody is answered
	}
	return rec.buf.Bytes()
}

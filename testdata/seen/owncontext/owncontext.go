// Package owncontext responds through a context whose adapter stands in another package.
package owncontext

import (
	"log"
	"net/http"

	"github.com/respvet/respvet/testdata/seen/owncontext/web"
)

type store interface {
	Load(id string) ([]string, error)
}

type H struct{ st store }

func (h *H) a1(c *web.Context) error {
	x, err := h.st.Load("a")
	if err != nil {
		c.Fail(404, "not found") // want "missingreturn"
	}
	return c.JSON(200, x)
}
func (h *H) a2(c *web.Context) error {
	x, err := h.st.Load("a")
	if err != nil {
		return c.Fail(500, err.Error()) // want "errleak/error"
	}
	return c.JSON(200, x)
}
func (h *H) a3(c *web.Context) error {
	x, err := h.st.Load("a")
	if err != nil {
		log.Print(err)
		return nil // want "noresponse"
	}
	return c.JSON(200, x)
}
func (h *H) a4(c *web.Context) error {
	x, err := h.st.Load("a")
	if err != nil {
		return c.Fail(599, "x") // want "statuscode/unregistered"
	}
	return c.JSON(200, x)
}
func (h *H) a5(c *web.Context) error {
	x, err := h.st.Load("a")
	if err != nil {
		http.Error(c.W, "bad", 500) // want "rawerror"
		return nil
	}
	return c.JSON(200, x)
}
func (h *H) a6(c *web.Context) error {
	x, err := h.st.Load("a")
	if err != nil {
		return err
	}
	return c.JSON(200, x)
}

// Its adapter responds where it has not.
func (h *H) left(p *web.Page) error {
	x, err := h.st.Load("a")
	if err != nil {
		log.Print(err)
		return nil
	}
	return p.JSON(200, x)
}

// Nobody is seen to run it.
func (h *H) unseen(c *web.Context, name string) error {
	x, err := h.st.Load(name)
	if err != nil {
		log.Print(err)
		return nil
	}
	return c.JSON(200, x)
}

var named = (*H).unseen

func Routes(mux *http.ServeMux, h *H) {
	mux.Handle("/a1", web.Handler(h.a1))
	mux.Handle("/a2", web.Handler(h.a2))
	mux.Handle("/a3", web.Handler(h.a3))
	mux.Handle("/a4", web.Handler(h.a4))
	mux.Handle("/a5", web.Handler(h.a5))
	mux.Handle("/left", web.Late(h.left))
	mux.Handle("/a6", web.Handler(h.a6))
}

// Package owncontext has contexts of the project's own that are interfaces: their methods
// come from a framework's context, or from a struct that is embedded.
package owncontext

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
)

type store interface {
	Get(id string) (string, error)
}

// A request is what a gin.Context is, and no more.
type request interface {
	Param(name string) string
	JSON(code int, v any)
	Set(key any, v any)
}

type ginRequest struct{ *gin.Context }

func handle(h func(request)) gin.HandlerFunc { return func(c *gin.Context) { h(ginRequest{c}) } }

func routes(r gin.IRouter, s store) {
	r.GET("/a/:id", handle(func(c request) {
		v, err := s.Get(c.Param("id"))
		if err != nil {
			c.JSON(http.StatusNotFound, gin.H{"error": "none"}) // want `handler continues after c.JSON sent 404`
		}
		c.JSON(http.StatusOK, v)
	}))
	r.GET("/b/:id", handle(func(c request) {
		v, err := s.Get(c.Param("id"))
		if err != nil {
			c.Set("failed", true) // ok: nothing is sent
		}
		c.JSON(http.StatusOK, v)
	}))
	r.GET("/c/:id", handle(func(c request) {
		v, err := s.Get(c.Param("id"))
		if err != nil {
			c.JSON(http.StatusNotFound, gin.H{"error": "none"}) // ok
			return
		}
		c.JSON(http.StatusOK, v)
	}))
}

// The method comes from a struct of the package.
type sender interface{ Send(code int, v any) }

type base struct{ w http.ResponseWriter }

func (b *base) Send(code int, v any) {
	b.w.Header().Set("Content-Type", "application/json")
	b.w.WriteHeader(code)
	json.NewEncoder(b.w).Encode(v)
}

type full struct {
	*base
	name string
}

func serve(s store) http.HandlerFunc {
	show := func(out sender) {
		v, err := s.Get("a")
		if err != nil {
			out.Send(http.StatusNotFound, map[string]string{"error": "none"}) // want `handler continues after out.Send, which may have sent 404`
		}
		out.Send(http.StatusOK, v)
	}
	return func(w http.ResponseWriter, r *http.Request) { show(full{&base{w}, r.URL.Path}) }
}

// A queue has a method of the same name, and sends nothing to clients.
type queue interface{ Send(code int, v any) }

type list struct{ vs []any }

func (l *list) Send(code int, v any) { l.vs = append(l.vs, v) }

type named struct {
	*list
	next *named
}

func (n *named) Next() *named { return n.next }

type walker interface {
	queue
	Next() *named
}

func keep(s store) func(walker) {
	return func(q walker) {
		v, err := s.Get("a")
		if err != nil {
			q.Send(http.StatusNotFound, "none") // ok: it is kept in a list
		}
		q.Send(http.StatusOK, v)
	}
}

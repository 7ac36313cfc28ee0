// Package answers has handlers with all that they answer behind them; "…" says
// that there may be more.
package answers

import (
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/answers/auth"
)

type order struct{ ID string }

type store interface {
	drop(id, user string) error
	check(c *gin.Context) bool
}

type api struct {
	store    store
	bodies   map[string][]byte
	contexts map[string]*gin.Context
}

// The helper reads the context and answers nothing.
func (a *api) whoami(c *gin.Context) { // answers 200
	c.JSON(200, auth.User(c))
}

// What this one answers is for its argument to say.
func (a *api) checked(c *gin.Context) { // answers 200 …
	if auth.Check(c, a.store.check) {
		c.JSON(200, "fine")
	}
}

// What is read of the request answers nothing, wherever it goes.
func (a *api) upload(c *gin.Context) { // answers 200 404 500
	withID(c, func(id string) {
		data, err := io.ReadAll(c.Request.Body)
		if err != nil {
			c.AbortWithStatus(500)
			return
		}
		a.bodies[id] = data
	})
}

// What is given the context answers, perhaps.
func (a *api) handed(c *gin.Context) { // answers 404 …
	withID(c, func(id string) {
		a.contexts[id] = c
	})
}

// Nothing is said where all went well.
func (a *api) drop(c *gin.Context) { // answers 200 500
	if !auth.Try(c, a.store.drop(c.Param("id"), auth.User(c))) {
		return
	}
}

// Here it is.
func (a *api) remove(c *gin.Context) { // answers 204 500
	if !auth.Try(c, a.store.drop(c.Param("id"), auth.User(c))) {
		return
	}
	c.Status(204)
}

// Bind has answered where it fails.
func (a *api) add(c *gin.Context) { // answers 200 400
	var o order
	if err := c.BindJSON(&o); err != nil {
		return
	}
	if o.ID == "" {
		c.JSON(400, gin.H{"error": "the order has no id"})
	}
}

func (a *api) create(c *gin.Context) { // answers 201 400
	var o order
	if err := c.BindJSON(&o); err != nil {
		return
	}
	c.JSON(201, o)
}

// A part of the handler that a helper runs last.
func withID(c *gin.Context, f func(id string)) {
	id := c.Param("id")
	if id == "" {
		c.AbortWithStatusJSON(404, gin.H{"error": "no id"})
		return
	}
	f(id)
}

func (a *api) cancel(c *gin.Context) { // answers 200 404 500
	withID(c, func(id string) {
		if err := a.store.drop(id, auth.User(c)); err != nil {
			c.JSON(500, gin.H{"error": "internal"})
		}
	})
}

func (a *api) refund(c *gin.Context) { // answers 202 404
	withID(c, func(id string) {
		c.JSON(202, id)
	})
}

func ping(w http.ResponseWriter, r *http.Request) { // answers 200 405
	if r.Method != http.MethodGet {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("X-Pong", "1")
}

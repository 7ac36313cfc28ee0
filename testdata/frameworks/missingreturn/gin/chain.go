package gin

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

type gate struct {
	key   string
	users interface {
		Find(token string) (string, error)
	}
}

func (g *gate) engine() *gin.Engine {
	e := gin.New()
	e.Use(g.sized, g.stopped, limited(10), g.refused, g.first, g.deferred, gin.Recovery())
	v1 := e.Group("/v1", g.grouped)
	v1.GET("/orders", g.single, g.orders)
	e.NoRoute(g.missing)
	return e
}

// authenticated hands the request on by itself where all is well.
func (g *gate) authenticated() gin.HandlerFunc {
	return func(c *gin.Context) {
		token, ok := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
		if !ok {
			c.JSON(http.StatusUnauthorized, gin.H{"error": "no token"}) // want `handler does not abort the chain after \(\*gin\.Context\)\.JSON sent 401: the handlers that follow still run \(missingreturn\)`
			return
		}
		if len(token) > 99 {
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "no token"}) // ok: that stops it
			return
		}
		user, err := g.users.Find(token)
		if err != nil {
			slog.ErrorContext(c, "cannot find the user", "error", err)
			c.JSON(http.StatusInternalServerError, gin.H{"error": "it failed"}) // ok: see the next line
			c.Abort()
			return
		}
		c.Set("user", user)
		c.Next()
	}
}

// sized leaves that to the engine, which it is given to.
func (g *gate) sized(c *gin.Context) {
	if c.Request.ContentLength > 1<<20 {
		c.JSON(http.StatusRequestEntityTooLarge, gin.H{"error": "too large"}) // want `handler does not abort the chain after \(\*gin\.Context\)\.JSON sent 413: the handlers that follow still run`
	}
}

func (g *gate) stopped(c *gin.Context) {
	c.Abort()
	if c.GetHeader("X-Key") != g.key {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "no key"}) // ok: it was stopped before
	}
}

func limited(most int) gin.HandlerFunc {
	n := 0
	return func(c *gin.Context) {
		if n++; n > most {
			c.JSON(http.StatusTooManyRequests, gin.H{"error": "too many"}) // want `handler does not abort the chain after \(\*gin\.Context\)\.JSON sent 429: the handlers that follow still run`
			return
		}
	}
}

// refused answers through others.
func (g *gate) refused(c *gin.Context) {
	switch c.GetHeader("X-Role") {
	case "":
		turnAway(c, http.StatusForbidden, errors.New("no role")) // ok: that stops the chain
		return
	case "guest":
		say(c, http.StatusForbidden, "guests stay outside") // want `handler does not abort the chain after say sent 403: the handlers that follow still run`
		return
	}
}

func turnAway(c *gin.Context, status int, err error) {
	say(c, status, err.Error())
	c.Abort()
}

func say(c *gin.Context, status int, text string) { c.JSON(status, gin.H{"error": text}) }

// first is the first that is asked and the last that answers.
func (g *gate) first(c *gin.Context) {
	c.Next()
	if len(c.Errors) > 0 {
		c.JSON(http.StatusInternalServerError, gin.H{"error": "it failed"}) // ok: the others have run
	}
}

func (g *gate) deferred(c *gin.Context) {
	defer g.close(c)
	if c.GetHeader("X-Key") != g.key {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "no key"}) // ok: what close does, comes after
	}
}

func (g *gate) close(c *gin.Context) { c.Abort() }

func (g *gate) grouped(c *gin.Context) {
	if c.GetHeader("X-Key") != g.key {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "no key"}) // want `handler does not abort the chain after \(\*gin\.Context\)\.JSON sent 401: the handlers that follow still run`
		return
	}
	c.Header("X-Gate", "open")
}

func (g *gate) single(c *gin.Context) {
	if c.Query("all") == "" {
		c.String(http.StatusBadRequest, "which?") // want `handler does not abort the chain after \(\*gin\.Context\)\.String sent 400: the handlers that follow still run`
		return
	}
}

// orders is the last: there is nothing to stop.
func (g *gate) orders(c *gin.Context) {
	if c.Query("page") == "" {
		c.JSON(http.StatusBadRequest, gin.H{"error": "which page?"}) // ok
		return
	}
	c.JSON(http.StatusOK, gin.H{"orders": []string{}})
}

// missing leaves some of them to the handler behind it, if there were one.
func (g *gate) missing(c *gin.Context) {
	if c.Query("pass") != "" {
		c.Next()
		return
	}
	c.JSON(http.StatusNotFound, gin.H{"error": "there is no such page"}) // ok: it is the last
}

// unknown may stand anywhere.
func (g *gate) unknown(c *gin.Context) {
	if c.GetHeader("X-Key") != g.key {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "no key"}) // ok
		return
	}
}

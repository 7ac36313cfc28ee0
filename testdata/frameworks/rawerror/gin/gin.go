// Package gin answers errors through gin's context, without a responder.
package gin

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
)

type part struct {
	ID int `json:"id"`
}

var errLocked = errors.New("locked")

func get(c *gin.Context) {
	switch id := c.Param("id"); id {
	case "":
		c.String(http.StatusBadRequest, "an id is needed") // want `\(\*gin.Context\).String sends the 400 as text/plain`
	case "0":
		c.String(404, "there is no part %q\n", id) // want `\(\*gin.Context\).String sends the 404 as text/plain`
	case "1":
		c.JSON(http.StatusGone, "scrapped") // want `\(\*gin.Context\).JSON sends the 410 as a bare JSON string`
	case "2":
		c.AbortWithStatusJSON(http.StatusGone, "scrapped") // want `sends the 410 as a bare JSON string`
	case "3":
		c.Data(http.StatusConflict, "text/plain", []byte("locked")) // want `\(\*gin.Context\).Data sends the 409 as text/plain`
	case "4":
		http.Error(c.Writer, "locked", http.StatusLocked) // want `http.Error sends the 423 as text/plain`
	case "5":
		c.Status(http.StatusTeapot)
		c.Writer.WriteString("not here") // want `WriteString sends the 418 as text/plain`
	case "6":
		c.JSON(http.StatusGone, gin.H{"error": "scrapped"}) // ok
	case "7":
		c.AbortWithStatus(http.StatusGone) // ok: nobody asks for a body
	default:
		c.JSON(http.StatusOK, part{ID: 1})
	}
}

// handlers answers from within closures and through a parameter of another name.
type handlers struct{ limit int }

func (h *handlers) routes(r gin.IRouter) {
	r.POST("/parts", func(ctx *gin.Context) {
		var p part
		if err := ctx.ShouldBindJSON(&p); err != nil {
			ctx.String(http.StatusBadRequest, "no part") // want `\(\*gin.Context\).String sends the 400 as text/plain`
			return
		}
		if p.ID > h.limit {
			ctx.String(http.StatusUnprocessableEntity, fmt.Sprintf("no part has a number above %d", h.limit)) // want `\(\*gin.Context\).String sends the 422 as text/plain`
			return
		}
		ctx.JSON(http.StatusCreated, p)
	})
	r.GET("/labels", func(ctx *gin.Context) {
		if ctx.Query("q") == "" {
			ctx.String(http.StatusBadRequest, "what?") // ok: its labels are text
			return
		}
		ctx.String(http.StatusOK, "label")
	})
}

// Package goeson has answers of gin that go on with one that has begun: what is
// not positive is no status to it.
package goeson

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/render"
)

// Stream answers with one chunk after another.
func Stream(c *gin.Context, chunks <-chan string) {
	c.Status(http.StatusOK)
	for chunk := range chunks {
		c.Render(-1, render.String{Format: "data: %s\n\n", Data: []any{chunk}}) // ok: 200 is what is sent
	}
	c.Render(-1, render.String{Format: "data: [DONE]\n\n"}) // ok
}

// chunk is called for each.
func chunk(c *gin.Context, status int, text string) {
	c.Render(status, render.String{Format: text})
}

// Refuse has a status of which only its writer makes one.
func Refuse(c *gin.Context) {
	chunk(c, 42, "no") // want `chunk sends 42, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
}

// Noted answers with the status that was set before.
func Noted(c *gin.Context, err error) {
	c.Status(http.StatusBadGateway)
	c.JSON(-1, gin.H{"message": err.Error()}) // want `internal error text is sent to the client in the body of the 502 \(errleak/error\)`
}

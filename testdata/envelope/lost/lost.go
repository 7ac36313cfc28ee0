// Package lost encodes errors as JSON.
package lost

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
)

var errShut = errors.New("the shelf is shut")

type store interface {
	Get(name string) (string, error)
}

type handler struct{ st store }

// Others' errors may have exported fields: that of a client's request has the URL.
func (h *handler) get(c *gin.Context) {
	name, err := h.st.Get(c.Param("name"))
	if err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err}) // want `\(\*gin\.Context\)\.JSON sends a 500 body in which "error" has the exported fields of an error, often none \({}\), and not its text \(envelope/lost\)`
		return
	}
	c.JSON(http.StatusOK, gin.H{"name": name})
}

func (h *handler) fetch(c *gin.Context) {
	resp, err := http.Get("https://example.com/" + c.Param("name"))
	if err != nil {
		c.JSON(http.StatusBadGateway, gin.H{"error": err}) // want `a 502 body in which "error" has the exported fields of an error, often none \({}\), and not its text`
		return
	}
	defer resp.Body.Close()
	c.JSON(http.StatusOK, gin.H{"status": resp.Status})
}

// Of errors that were made here it is known that they have none.
func (h *handler) shut(c *gin.Context) {
	switch c.Query("as") {
	case "it is":
		c.JSON(http.StatusConflict, gin.H{"error": errShut}) // want `a 409 body with "error" as {}: JSON omits the error's unexported fields`
	case "wrapped":
		c.JSON(http.StatusConflict, gin.H{"error": fmt.Errorf("shelf %s: %w", c.Param("name"), errShut)}) // want `a 409 body with "error" as {}`
	default:
		c.JSON(http.StatusConflict, gin.H{"error": errShut.Error()}) // ok: its text
	}
}

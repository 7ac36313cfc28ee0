package lateheader

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// served has its status from the file server.
func served(c *gin.Context) {
	c.FileFromFS("/news.html", http.Dir("pages"))
	c.Status(http.StatusOK) // ok: it says nothing new
	c.Abort()
}

// servedOtherwise differs in the status.
func servedOtherwise(c *gin.Context) {
	c.FileFromFS("/news.html", http.Dir("pages"))
	c.Status(http.StatusNotFound) // want `\(\*gin\.Context\)\.Status sets status 404 after the response has started: the client gets the first status`
	c.Abort()
}

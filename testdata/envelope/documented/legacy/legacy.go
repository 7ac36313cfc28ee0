// Package legacy has a Swagger document of version 2, which names a handler.
package legacy

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type failure struct {
	Error string `json:"error"`
	Code  int    `json:"code"`
}

type textual struct {
	Error string `json:"error"`
	Code  string `json:"code"`
}

// GetBook is found by its name; the comment says less than the document does.
//
//	@Failure 404 {object} textual
//	@Router  /books/{isbn} [get]
func GetBook(c *gin.Context) {
	switch c.Param("isbn") {
	case "0":
		c.JSON(http.StatusNotFound, failure{"no book", 1}) // ok
	case "1":
		c.JSON(http.StatusNotFound, textual{"no book", "1"}) // want `\(\*gin\.Context\)\.JSON sends a 404 body in which "code" is a string, not an integer; see operation getBook in .*swagger\.json:18 \(envelope\)`
	case "2":
		c.AbortWithStatusJSON(http.StatusNotFound, gin.H{"error": "no book"}) // want `"code" is missing`
	case "3":
		c.JSON(http.StatusNotFound, gin.H{"error": "no book", "code": 1, "hint": nil, "isbn": "1"}) // ok: null is allowed, and so are other members
	}
}

// PutBook has no operation.
func PutBook(c *gin.Context) {
	c.JSON(http.StatusNotFound, textual{"no book", "1"}) // ok
}

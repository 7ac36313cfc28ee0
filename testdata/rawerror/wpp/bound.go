package wpp

import (
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
)

// What gin's Bind methods answer where they fail is empty.

func bound(c *gin.Context) {
	var in struct{ ID int }
	if c.BindJSON(&in) != nil { // want `\(\*gin.Context\).BindJSON sends the 400 without a body; contract wpp requires a JSON body with errors\[\] \(rawerror/empty\)`
		return
	}
	c.JSON(http.StatusOK, in)
}

func should(c *gin.Context) {
	var in struct{ ID int }
	if c.ShouldBindJSON(&in) != nil { // ok: it answers nothing
		c.JSON(http.StatusBadRequest, gin.H{"errors": []gin.H{{"errorCode": "part", "errorMessage": "no part"}}})
		return
	}
	c.JSON(http.StatusOK, in)
}

func logged(c *gin.Context) {
	var in struct{ ID int }
	if err := c.MustBindWith(&in, nil); err != nil { // ok: as above, one middleware mends both
		slog.Warn("no part", "error", err)
		return
	}
	c.JSON(http.StatusOK, in)
}

func answered(c *gin.Context) {
	var in struct{ ID int }
	if err := c.BindJSON(&in); err != nil { // ok: a body follows, though unlabelled
		c.JSON(http.StatusBadRequest, gin.H{"errors": []gin.H{{"errorCode": "part", "errorMessage": "no part"}}})
		return
	}
	c.JSON(http.StatusOK, in)
}

func unasked(c *gin.Context) {
	var in struct{ ID int }
	_ = c.BindJSON(&in) // ok: the handler goes on
	c.JSON(http.StatusOK, in)
}

func left(c *gin.Context) {
	var in struct{ ID int }
	if err := c.BindJSON(&in); err != nil { // ok: a middleware may answer
		_ = c.Error(err)
		return
	}
	c.JSON(http.StatusOK, in)
}

func page(c *gin.Context) {
	var in struct{ ID int }
	if c.BindQuery(&in) != nil { // ok: a page's reader
		return
	}
	c.HTML(http.StatusOK, "part.html", in)
}

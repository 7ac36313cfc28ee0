// Package bound answers behind calls that have answered because they failed.
package bound

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type part struct{ ID int }

func fail(c *gin.Context, status int, message string) {
	c.AbortWithStatusJSON(status, gin.H{"error": message})
}

func bound(c *gin.Context) {
	var in part
	if err := c.BindJSON(&in); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "no part"}) // want `\(\*gin.Context\).JSON sets Content-Type after \(\*gin.Context\).BindJSON has started the response: the client does not receive it \(lateheader\)`
		return
	}
	c.JSON(http.StatusOK, in) // ok
}

func should(c *gin.Context) {
	var in part
	if err := c.ShouldBindJSON(&in); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "no part"}) // ok: it answers nothing
		return
	}
	c.JSON(http.StatusOK, in)
}

func other(c *gin.Context) {
	var in part
	if err := c.Bind(&in); err != nil {
		fail(c, http.StatusUnprocessableEntity, "no part") // want `fail sets status 422 after \(\*gin\.Context\)\.Bind has started the response: the client gets the first status`
		return
	}
	if in.ID == 0 {
		fail(c, http.StatusUnprocessableEntity, "no id") // ok: Bind has not failed
		return
	}
	c.JSON(http.StatusOK, in)
}

func helped(c *gin.Context) {
	var in part
	if c.BindJSON(&in) != nil {
		fail(c, http.StatusBadRequest, "no part") // want `fail sets Content-Type after \(\*gin.Context\).BindJSON`
		return
	}
	c.Header("X-Part", "1") // ok
	c.JSON(http.StatusOK, in)
}

func read(c *gin.Context) {
	var in part
	if err := c.BindQuery(&in); err != nil {
		c.Header("X-Part", "none") // want `\(\*gin\.Context\)\.Header sets X-Part after \(\*gin\.Context\)\.BindQuery has started the response: the client does not receive it`
		return
	}
	c.JSON(http.StatusOK, in)
}

func either(c *gin.Context) {
	var in part
	err := c.BindJSON(&in)
	if err != nil || in.ID == 0 {
		fail(c, http.StatusBadRequest, "no part") // ok: perhaps it is not too late
		return
	}
	c.JSON(http.StatusOK, in)
}

func text(c *gin.Context) {
	var in part
	if err := c.Bind(&in); err != nil {
		c.String(http.StatusBadRequest, "no part") // ok: the body is text, whoever labels it
		return
	}
	c.JSON(http.StatusOK, in)
}

func same(c *gin.Context) {
	var in part
	if err := c.Bind(&in); err != nil {
		c.AbortWithStatus(http.StatusBadRequest) // ok: gin keeps the status that it has sent
		return
	}
	c.JSON(http.StatusOK, in)
}

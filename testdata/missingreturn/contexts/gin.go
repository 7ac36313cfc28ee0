package contexts

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type ginDesk struct{ s store }

func (d ginDesk) aborted(c *gin.Context) {
	if d.s.Count() > 9 {
		c.AbortWithStatusJSON(http.StatusConflict, gin.H{"error": "full"}) // ok: the guard below
	}
	if c.IsAborted() {
		return
	}
	c.JSON(http.StatusOK, gin.H{"error": ""})
}

func (d ginDesk) notAborted(c *gin.Context) {
	if d.s.Count() > 9 {
		c.AbortWithStatusJSON(http.StatusConflict, gin.H{"error": "full"}) // want `handler continues after \(\*gin\.Context\)\.AbortWithStatusJSON sent 409: a second response is written at line \d+`
	}
	if c.Param("id") == "" {
		return
	}
	c.JSON(http.StatusOK, gin.H{"error": ""})
}

func (d ginDesk) asked(c *gin.Context) {
	switch {
	case d.s.Count() > 9:
		c.JSON(http.StatusConflict, "full") // ok: Size tells
	case d.s.Count() > 8:
		c.JSON(http.StatusConflict, "nearly full") // ok: Size tells
	}
	if c.Writer.Size() > 0 {
		return
	}
	c.JSON(http.StatusOK, "there is room")
}

func (d ginDesk) status(c *gin.Context) {
	if d.s.Count() > 9 {
		c.JSON(http.StatusConflict, "full") // ok: Status tells
	}
	if c.Writer.Status() >= 400 {
		return
	}
	c.JSON(http.StatusOK, "there is room")
}

// withGuest calls next with the guest that the request names.
func withGuest(c *gin.Context, next func(name string)) {
	name := c.Param("name")
	if name == "" {
		c.JSON(http.StatusBadRequest, "who?") // ok
		return
	}
	next(name)
}

func (d ginDesk) closure(c *gin.Context) {
	withGuest(c, func(name string) {
		if name == "nobody" {
			c.JSON(http.StatusBadRequest, "nobody") // want `handler continues after \(\*gin\.Context\)\.JSON sent 400: a second response is written at line \d+`
		}
		if err := d.s.Save(name); err != nil {
			c.JSON(http.StatusInternalServerError, "failed") // ok
			return
		}
		c.JSON(http.StatusOK, name)
	})
}

// A middleware hands the request on.
func ginAuth(key string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("X-Key") != key {
			c.JSON(http.StatusUnauthorized, "no key") // want `handler continues after \(\*gin\.Context\)\.JSON sent 401: the rejected request is still passed to the next handler at line \d+`
		}
		c.Next()
	}
}

// Next has nothing to do any more once the request was aborted.
func ginAborts(key string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("X-Key") != key {
			c.AbortWithStatusJSON(http.StatusUnauthorized, "no key") // ok
		}
		c.Next()
	}
}

func refuse(c *gin.Context) {
	c.JSON(http.StatusUnauthorized, "no key")
	c.Abort()
}

func ginAbortsElsewhere(key string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("X-Key") != key {
			refuse(c) // ok
		}
		c.Next()
	}
}

func ginAbortsBeside(key string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("X-Key") != key {
			c.Abort()
			c.JSON(http.StatusUnauthorized, "no key") // ok
		}
		c.Next()
	}
}

// Abort keeps other handlers from running; this one goes on.
func (d ginDesk) abortsAndGoesOn(c *gin.Context) {
	if d.s.Count() > 9 {
		c.JSON(http.StatusConflict, "full") // want `handler continues after \(\*gin\.Context\)\.JSON sent 409: a second response is written at line \d+`
		c.Abort()
	}
	c.JSON(http.StatusOK, "there is room")
}

// listed answers for each error that was noted; nothing that is asked knows of it.
func (d ginDesk) listed(c *gin.Context) {
	c.Next()
	for _, e := range c.Errors {
		status := http.StatusBadRequest
		if c.Writer.Status() != http.StatusOK {
			status = c.Writer.Status()
		}
		c.JSON(status, gin.H{"error": e.Error()}) // want `handler continues after \(\*gin\.Context\)\.JSON sent 400: a second response is written in the next iteration`
	}
}

// first stops at the first.
func (d ginDesk) first(c *gin.Context) {
	c.Next()
	for _, e := range c.Errors {
		c.JSON(http.StatusBadRequest, gin.H{"error": e.Error()}) // ok: one answer
		break
	}
}

package bound

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
)

// Helpers that decide between several statuses, none of which is the one that was sent.

type place struct {
	Row int `json:"row"`
}

func encoded(v string) (url.Values, error) {
	if v == "" {
		return nil, errors.New("nothing to encode")
	}
	return url.Values{"reason": {v}}, nil
}

// screen leads to a page that tells what is wrong, and sends a 500 where it cannot.
func screen(c *gin.Context, reason, back string) {
	q, err := encoded(reason)
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	if back != "" {
		c.JSON(http.StatusOK, gin.H{"location": back + "?" + q.Encode()})
		return
	}
	c.JSON(http.StatusOK, gin.H{"location": "/error?" + q.Encode()})
}

// refuse differs in that it may send the status that was sent.
func refuse(c *gin.Context, reason string) {
	q, err := encoded(reason)
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusBadRequest, gin.H{"location": "/error?" + q.Encode()})
}

func screened(c *gin.Context) {
	var p place
	if err := c.BindJSON(&p); err != nil {
		screen(c, "no such place", c.Query("back")) // want `screen sets a status after \(\*gin\.Context\)\.BindJSON has started the response: the client gets the first status`
		return
	}
	c.JSON(http.StatusOK, p)
}

func refused(c *gin.Context) {
	var p place
	if err := c.BindJSON(&p); err != nil {
		refuse(c, "no such place") // ok: it may be the same
		return
	}
	c.JSON(http.StatusOK, p)
}

func screenedRight(c *gin.Context) {
	var p place
	if err := c.ShouldBindJSON(&p); err != nil {
		screen(c, "no such place", c.Query("back")) // ok: nothing was sent
		return
	}
	c.JSON(http.StatusOK, p)
}

// Screens registers the handlers.
func Screens(r *gin.Engine) {
	r.POST("/screened", screened)
	r.POST("/refused", refused)
	r.POST("/right", screenedRight)
}

// Package among has a handler that speaks JSON strings beside one that does not.
package among

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type event struct {
	ID string `json:"id"`
}

type log interface {
	Has(id string) (bool, error)
}

type handler struct {
	log    log
	secret string
}

// hook is called by another service, which is told what has become of its event.
func (h *handler) hook(c *gin.Context) {
	if c.GetHeader("Authorization") != h.secret {
		c.JSON(http.StatusForbidden, "forbidden") // want `sends the 403 as a bare JSON string`
		return
	}
	var e event
	if err := c.ShouldBindJSON(&e); err != nil {
		c.JSON(http.StatusBadRequest, "invalid event") // want `sends the 400 as a bare JSON string`
		return
	}
	has, err := h.log.Has(e.ID)
	if err != nil {
		c.JSON(http.StatusInternalServerError, "cannot read the log") // want `sends the 500 as a bare JSON string`
		return
	}
	if has {
		c.JSON(http.StatusOK, "known")
		return
	}
	c.JSON(http.StatusOK, "noted")
}

// show sends an object when nothing fails.
func (h *handler) show(c *gin.Context) {
	has, err := h.log.Has(c.Param("id"))
	if err != nil {
		c.JSON(http.StatusInternalServerError, "cannot read the log") // want `\(\*gin\.Context\)\.JSON sends the 500 as a bare JSON string`
		return
	}
	c.JSON(http.StatusOK, gin.H{"known": has})
}

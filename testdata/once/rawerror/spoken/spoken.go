// Package spoken has a handler that speaks JSON strings, whatever happens.
package spoken

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
		c.JSON(http.StatusForbidden, "forbidden") // ok
		return
	}
	var e event
	if err := c.ShouldBindJSON(&e); err != nil {
		c.JSON(http.StatusBadRequest, "invalid event") // ok
		return
	}
	has, err := h.log.Has(e.ID)
	if err != nil {
		c.JSON(http.StatusInternalServerError, "cannot read the log") // ok
		return
	}
	if has {
		c.JSON(http.StatusOK, "known")
		return
	}
	c.JSON(http.StatusOK, "noted")
}

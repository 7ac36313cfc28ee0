// Package strings sends each of its errors as a JSON string.
package strings

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type shelf struct {
	Name string `json:"name"`
}

type store interface {
	Get(name string) (*shelf, error)
	Put(name string, s *shelf) error
	Remove(name string) error
}

type handler struct{ st store }

func (h *handler) get(c *gin.Context) {
	s, err := h.st.Get(c.Param("name"))
	if err != nil {
		c.JSON(http.StatusInternalServerError, "cannot read the shelf") // want `6 error responses of this package are bare JSON strings; clients of a JSON API expect JSON objects; -rawerror\.each lists them`
		return
	}
	if s == nil {
		c.JSON(http.StatusNotFound, "no such shelf")
		return
	}
	c.JSON(http.StatusOK, s)
}

func (h *handler) put(c *gin.Context) {
	var s shelf
	if err := c.ShouldBindJSON(&s); err != nil {
		c.JSON(http.StatusBadRequest, "a shelf has a name")
		return
	}
	if err := h.st.Put(c.Param("name"), &s); err != nil {
		c.JSON(http.StatusInternalServerError, "cannot write the shelf")
		return
	}
	c.JSON(http.StatusOK, s)
}

func (h *handler) remove(c *gin.Context) {
	if c.Query("sure") == "" {
		c.JSON(http.StatusBadRequest, "be sure")
		return
	}
	if err := h.st.Remove(c.Param("name")); err != nil {
		c.JSON(http.StatusInternalServerError, "cannot remove the shelf")
		return
	}
	c.Status(http.StatusNoContent)
}

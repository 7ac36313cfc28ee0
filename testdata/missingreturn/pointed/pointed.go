// Package pointed goes on with what a failed call gives.
package pointed

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type customer struct{ ID, Name string }

type store interface {
	Make(name string) (*customer, error)
	Copy(name string) (customer, error)
	Save(id string) error
}

type handler struct{ st store }

// make uses what is nil, most likely: nothing comes after that.
func (h *handler) make(c *gin.Context) {
	made, err := h.st.Make(c.Query("name"))
	if err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": "cannot make a customer"}) // want `handler continues after \(\*gin\.Context\)\.JSON sent 500: the result of the failed call is used at line 26`
	}
	if err := h.st.Save(made.ID); err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": "cannot save the customer"})
		return
	}
	c.JSON(http.StatusOK, gin.H{"id": made.ID})
}

// copy has an empty one, and goes on to a second response.
func (h *handler) copy(c *gin.Context) {
	made, err := h.st.Copy(c.Query("name"))
	if err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": "cannot copy a customer"}) // want `handler continues after \(\*gin\.Context\)\.JSON sent 500: a second response is written at line 42`
	}
	if err := h.st.Save(made.ID); err != nil {
		return
	}
	c.JSON(http.StatusOK, gin.H{"id": made.ID})
}

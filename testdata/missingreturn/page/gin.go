package page

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// gin keeps a status back until there is a body: the last one counts.
func ginLogin(c *gin.Context) {
	if c.Query("card") == "" {
		c.Status(http.StatusUnauthorized) // want `handler continues after \(\*gin\.Context\)\.Status set status 401: the response that follows has another status`
	}
	c.HTML(http.StatusOK, "signin", nil)
}

func ginLoginStatus(c *gin.Context) {
	code := http.StatusOK
	if c.Query("card") == "" {
		code = http.StatusUnauthorized // ok
	}
	c.HTML(code, "signin", nil)
}

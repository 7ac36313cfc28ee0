// Package before has middleware that sets fields for the handlers behind it.
package before

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/errheader/reply"
)

// Challenge sets one in advance.
func Challenge(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("WWW-Authenticate", "Bearer")
		next.ServeHTTP(w, r)
	})
}

func orders(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Cookie") == "" {
		reply.Error(w, http.StatusUnauthorized, "sign in") // ok
		return
	}
}

// Methods sets one and lets gin go on.
func Methods(c *gin.Context) { c.Header("Allow", "GET") }

func list(c *gin.Context) {
	c.JSON(http.StatusMethodNotAllowed, gin.H{"errors": []string{"use GET"}}) // ok
}

// Limits sets one before echo's next handler runs.
func Limits(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set("Retry-After", "1")
		return next(c)
	}
}

func pages(c echo.Context) error {
	return c.JSON(http.StatusTooManyRequests, echo.Map{"errors": []string{"wait"}}) // ok
}

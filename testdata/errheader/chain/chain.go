// Package chain has middleware that sets fields for answers of its own only: the
// handlers behind it do not have them.
package chain

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/errheader/reply"
)

// Token sets the field where it refuses a request.
func Token(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.Header().Set("WWW-Authenticate", "Bearer")
			reply.Error(w, http.StatusUnauthorized, "sign in") // ok
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Recover sets it when the handler is done.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				w.Header().Set("WWW-Authenticate", "Bearer")
				reply.Error(w, http.StatusUnauthorized, "sign in again") // ok
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// A helper of another package is no handler that comes next.
func logged(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Allow", "GET")
	reply.Logged(w, r, http.StatusMethodNotAllowed, "use GET") // ok
}

func orders(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Cookie") == "" {
		reply.Error(w, http.StatusUnauthorized, "sign in") // want `reply\.Error sends the 401 without WWW-Authenticate: clients cannot tell how to authenticate; contract wpp requires it`
		return
	}
	if r.Method != http.MethodGet {
		reply.Logged(w, r, http.StatusMethodNotAllowed, "use GET") // want `reply\.Logged sends the 405 without Allow: clients cannot tell which methods are allowed; contract wpp requires it`
	}
}

// A context that a closure shares is no writer of the handler's own.
func remind(c echo.Context) error {
	if c.Request().Method != http.MethodPost {
		return c.JSON(http.StatusMethodNotAllowed, echo.Map{"errors": []string{"use POST"}}) // want `without Allow`
	}
	return each(func() error { return c.NoContent(http.StatusNoContent) })
}

func each(f func() error) error { return f() }

func member(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.Header("WWW-Authenticate", "Bearer")
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"errors": []string{"sign in"}}) // ok
		return
	}
	c.Next()
}

func profile(c *gin.Context) {
	if c.GetHeader("Cookie") == "" {
		c.JSON(http.StatusUnauthorized, gin.H{"errors": []string{"sign in"}}) // want `without WWW-Authenticate`
	}
}

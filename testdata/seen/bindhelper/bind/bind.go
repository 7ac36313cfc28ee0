// Package bind decodes requests for the handlers of others.
package bind

import (
	"fmt"

	"github.com/gin-gonic/gin"
)

// JSON responds with 400 where the body is none.
func JSON(c *gin.Context, v any) bool { return c.BindJSON(v) == nil }

// Quietly says so and leaves the response to its caller.
func Quietly(c *gin.Context, v any) bool { return c.ShouldBindJSON(v) == nil }

// Into returns what it has decoded.
func Into[T any](c *gin.Context) (T, error) {
	var v T
	if err := c.BindJSON(&v); err != nil {
		return v, fmt.Errorf("body: %w", err)
	}
	return v, nil
}

// QuietlyInto leaves the response to its caller.
func QuietlyInto[T any](c *gin.Context) (T, error) {
	var v T
	if err := c.ShouldBindJSON(&v); err != nil {
		return v, fmt.Errorf("body: %w", err)
	}
	return v, nil
}

// Both decodes the path and the body.
func Both(c *gin.Context, path, body any) error {
	if err := c.BindUri(path); err != nil {
		return err
	}
	return c.BindJSON(body)
}

// Known says which of the failures was one.
func Known(c *gin.Context, v any) (found bool, err error) {
	if _, err := c.Cookie("order"); err != nil {
		return false, nil
	}
	if err := c.BindHeader(v); err != nil {
		return false, err
	}
	return true, nil
}

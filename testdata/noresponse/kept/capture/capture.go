// Package capture keeps errors for a middleware that responds to them.
package capture

import (
	"errors"
	"log/slog"

	"github.com/gin-gonic/gin"
)

// Wrap is set by the program.
var Wrap = func(err error) error { return err }

// Abort leaves the error in gin's list.
func Abort(c *gin.Context, err error) {
	c.Abort()
	c.Error(Wrap(err))
}

// Drop only logs it.
func Drop(c *gin.Context, err error) {
	c.Abort()
	slog.ErrorContext(c, "dropped", "error", err)
}

// Send sends it to whoever reads the channel.
func Send(c *gin.Context, errs chan error, err error) {
	c.Abort()
	errs <- errors.Join(err)
}

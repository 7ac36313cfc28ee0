// Package apierr makes errors that are answers.
package apierr

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Closed is an answer of its own.
func Closed() error { return echo.NewHTTPError(http.StatusConflict, "closed") }

// Missing is another.
func Missing(what string) error { return echo.NewHTTPError(http.StatusNotFound, what+" not found") }

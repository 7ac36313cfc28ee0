// Package reply is how the billing service answers.
package reply

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/shopecho/internal/apierr"
)

// Body is what every error is sent as.
type Body struct {
	Status    int    `json:"status"`
	Message   string `json:"message"`
	RequestID string `json:"request_id,omitempty"`
}

// legacyBody is what errors were sent as before there was a guide.
type legacyBody struct {
	Status string `json:"status"`
	Error  string `json:"error"`
}

// OK answers with a value.
func OK(c echo.Context, v any) error { return c.JSON(http.StatusOK, v) }

// List answers with a list. A nil slice is sent as an empty one.
func List[T any](c echo.Context, items []T) error {
	if items == nil {
		items = []T{}
	}
	return c.JSON(http.StatusOK, map[string][]T{"data": items})
}

// Error answers with an error. What it returns is only that the client is gone.
func Error(c echo.Context, status int, message string) error {
	return c.JSON(status, Body{
		Status:    status,
		Message:   message,
		RequestID: c.Response().Header().Get(echo.HeaderXRequestID),
	})
}

// Legacy answers with an error as it was sent before there was a guide.
func Legacy(c echo.Context, status int, message string) error {
	return c.JSON(status, legacyBody{Status: http.StatusText(status), Error: message}) // BAD(envelope): status is no number, and there is no message
}

// Handle answers for handlers that returned an error: with the text of an
// *apierr.Error or *echo.HTTPError, and with one that says nothing for the rest.
func Handle(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	slog.WarnContext(c.Request().Context(), "request failed", "error", err)
	status, message := http.StatusInternalServerError, "something went wrong on our side"
	var (
		ours   *apierr.Error
		theirs *echo.HTTPError
	)
	switch {
	case errors.As(err, &ours):
		status, message = ours.Status, ours.Message
	case errors.As(err, &theirs):
		status = theirs.Code
		if text, ok := theirs.Message.(string); ok {
			message = text
		}
	}
	if c.Request().Method == http.MethodHead {
		err = c.NoContent(status) // ok: HEAD
	} else {
		err = Error(c, status, message) // ok: of the error's own making
	}
	if err != nil {
		slog.WarnContext(c.Request().Context(), "answer", "error", err)
	}
}

// HandleJobs is Handle for the jobs' routes, and older.
func HandleJobs(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	_ = Error(c, http.StatusInternalServerError, "job failed: "+err.Error()) // BAD(errleak/error): whatever a job returned
}

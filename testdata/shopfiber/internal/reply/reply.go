// Package reply is how the support desk answers.
package reply

import (
	"errors"
	"log/slog"

	"github.com/gofiber/fiber/v3"
	"github.com/respvet/respvet/testdata/shopfiber/internal/apierr"
)

type item struct {
	Code          string `json:"errorCode"`
	Message       string `json:"errorMessage"`
	CorrelationID string `json:"correlationId,omitempty"`
}

type body struct {
	Errors []item `json:"errors"`
}

// Note is an error as the desk's own page reads it.
type Note struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// List is a list of anything.
type List[T any] struct {
	Data []T `json:"data"`
}

// All answers with a list. A nil slice is sent as an empty one.
func All[T any](c fiber.Ctx, items []T) error {
	if items == nil {
		items = []T{}
	}
	return c.JSON(List[T]{Data: items})
}

// Error answers with one error.
func Error(c fiber.Ctx, status int, code, message string) error {
	return c.Status(status).JSON(body{Errors: []item{{Code: code, Message: message, CorrelationID: c.GetRespHeader("X-Request-Id")}}})
}

// BadRequest answers 400.
func BadRequest(c fiber.Ctx, message string) error {
	return Error(c, fiber.StatusBadRequest, "bad-request", message)
}

// Internal answers 500 and says why, for whoever debugs.
func Internal(c fiber.Ctx, what string, err error) error {
	return Error(c, fiber.StatusInternalServerError, "internal", what+": "+err.Error()) // BAD(errleak/error): what the store said, for every caller
}

// Handle answers for handlers that returned an error: with the text of an
// *apierr.Error or *fiber.Error, and with one that says nothing for the rest.
func Handle(c fiber.Ctx, err error) error {
	var (
		ours   *apierr.Error
		theirs *fiber.Error
	)
	slog.WarnContext(c.Context(), "request failed", "error", err) // ok: the log
	switch {
	case errors.As(err, &ours):
		return Error(c, ours.Status, ours.Code, ours.Message) // ok: a typed error's public text
	case errors.As(err, &theirs):
		return Error(c, theirs.Code, "http", theirs.Message) // ok: where it was made is what counts
	default:
		return Error(c, fiber.StatusInternalServerError, "internal", "something went wrong on our side") // ok: constant text
	}
}

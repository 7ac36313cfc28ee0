// Package mid wraps the answers of package leaf.
package mid

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/gofiber/fiber/v2"
	"github.com/respvet/respvet/testdata/idioms/fiberv2/leaf"
)

// Broken answers 500 with an error's text.
func Broken(c *fiber.Ctx, err error) error {
	// TODO no finding is due
	return leaf.To(c).Code(http.StatusInternalServerError).JSON(leaf.Cause(err)).Go() // want `\(errleak/error\)` `\(rawerror\)`
}

// BrokenQuietly answers 500.
func BrokenQuietly(c *fiber.Ctx, err error) error {
	slog.Error("request failed", "error", err)
	// TODO ok: constant text
	return leaf.To(c).Code(http.StatusInternalServerError).JSON(leaf.Notice("internal error")).Go() // want `\(rawerror\)`
}

// Failed reports whether err is an error; if so, it has answered.
func Failed(c *fiber.Ctx, status int, err error) bool {
	return !leaf.PassedQuietly(c, status, err)
}

// Done reports whether err is nil; if not, it has answered with its text.
func Done(c *fiber.Ctx, status int, err error) bool {
	return leaf.Passed(c, status, err)
}

// WithTrack calls next with the number of a track.
func WithTrack(c *fiber.Ctx, next func(id uint) error) error {
	return leaf.WithIDQuietly(c, "track", next) // ok: the last call
}

// Numbered answers with a line that names a number.
func Numbered(c *fiber.Ctx, status int, format string, args ...any) error {
	return leaf.Printf(c, status, "17: "+format, args...) // ok: the callers'
}

// Fail answers with a report; its kind chooses the status.
func Fail(c *fiber.Ctx, rep *leaf.Report) error {
	status := http.StatusInternalServerError
	switch rep.Kind {
	case leaf.BadInput:
		status = http.StatusBadRequest
	case leaf.Absent:
		status = http.StatusNotFound
	}
	return c.Status(status).JSON(rep) // ok: every status is registered
}

// FailOdd answers with a report and one status that nobody registered.
func FailOdd(c *fiber.Ctx, rep *leaf.Report) error {
	return c.Status(statusOf(rep.Kind)).JSON(rep) // ok: there
}

func statusOf(kind leaf.Kind) int {
	switch kind {
	case leaf.BadInput:
		return http.StatusBadRequest
	case leaf.Odd:
		return 519 // want `519.*\(statuscode/unregistered\)`
	default:
		return http.StatusInternalServerError
	}
}

// Basket wraps what leaf launders.
func Basket(err error) error { return leaf.Wrap("the basket is full", err) }

// Notify answers with a notification.
func Notify(c *fiber.Ctx, n *leaf.Notification) error {
	if n.Cause != nil {
		slog.Error(n.Text, "cause", n.Cause)
	}
	return leaf.Send(c, n.Status, n.Text)
}

// Report answers with a notification's text where there is one.
func Report(c *fiber.Ctx, err error) error {
	var n *leaf.Notification
	if errors.As(err, &n) {
		return leaf.Send(c, n.Status, n.Text) // ok: a typed error's public text
	}
	slog.Error("request failed", "error", err)
	return leaf.Send(c, http.StatusInternalServerError, "internal error") // ok: constant text
}

// ReportAll prints the rest, too.
func ReportAll(c *fiber.Ctx, err error) error {
	switch e := err.(type) {
	case *leaf.Notification:
		return leaf.Send(c, e.Status, e.Text) // ok: a typed error's public text
	default:
		return leaf.Send(c, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	}
}

// Tell answers with what was thrown.
func Tell(c *fiber.Ctx) error {
	defer func() {
		if v := recover(); v != nil {
			_ = leaf.Send(c, http.StatusInternalServerError, fmt.Sprintf("%v", v)) // want `\(errleak/panic\)`
		}
	}()
	return c.Next()
}

// Trace answers with the stack.
func Trace(c *fiber.Ctx) error {
	defer rescue(c)
	return c.Next()
}

// Keep makes an error of what was thrown, with a text of its own.
func Keep(c *fiber.Ctx) (err error) {
	defer func() {
		if v := recover(); v != nil {
			slog.Error(fmt.Sprintf("%v", v), "stack", string(debug.Stack())) // ok: the log
			err = fiber.NewError(http.StatusInternalServerError, "internal error")
		}
	}()
	return c.Next()
}

func rescue(c *fiber.Ctx) {
	if v := recover(); v != nil {
		slog.Error("panic", "value", v)
		_ = leaf.Send(c, http.StatusInternalServerError, string(debug.Stack())) // want `\(errleak/stack\)`
	}
}

// A Session is a context of somebody.
type Session struct {
	*fiber.Ctx

	Admin, Production bool
}

// Fault answers with a value's text, in production with the status's.
func (s *Session) Fault(status int, obj any) error {
	text := http.StatusText(status)
	if !s.Production {
		if err, ok := obj.(error); ok {
			text = err.Error() // ok: not in production
		} else {
			text = fmt.Sprint(obj)
		}
	}
	return leaf.Send(s.Ctx, status, text)
}

// FaultAlways answers with a value's text.
func (s *Session) FaultAlways(status int, obj any) error {
	text := http.StatusText(status)
	if err, ok := obj.(error); ok {
		text = err.Error() // want `\(errleak/error\)`
	}
	return leaf.Send(s.Ctx, status, text)
}

// Broken answers 500; only an administrator is told why.
func (s *Session) Broken(err error) error {
	text := "internal error"
	if s.Admin {
		text = err.Error() // ok: administrators only
	}
	return leaf.Send(s.Ctx, http.StatusInternalServerError, text)
}

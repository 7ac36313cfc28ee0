// Package mid wraps the answers of package leaf.
package mid

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/idioms/gin/leaf"
)

// Broken answers 500 with an error's text.
func Broken(c *gin.Context, err error) {
	leaf.To(c).Code(http.StatusInternalServerError).JSON(leaf.Cause(err)).Go() // want `\(errleak/error\)`
}

// BrokenQuietly answers 500.
func BrokenQuietly(c *gin.Context, err error) {
	slog.Error("request failed", "error", err)
	leaf.To(c).Code(http.StatusInternalServerError).JSON(leaf.Notice("internal error")).Go() // ok: constant text
}

// Failed reports whether err is an error; if so, it has answered.
func Failed(c *gin.Context, status int, err error) bool {
	return !leaf.PassedQuietly(c, status, err)
}

// Done reports whether err is nil; if not, it has answered with its text.
func Done(c *gin.Context, status int, err error) bool {
	return leaf.Passed(c, status, err)
}

// WithTrack calls next with the number of a track.
func WithTrack(c *gin.Context, next func(id uint)) {
	leaf.WithIDQuietly(c, "track", next) // ok: the last call
}

// Numbered answers with a line that names a number.
func Numbered(c *gin.Context, status int, format string, args ...any) {
	leaf.Printf(c, status, "17: "+format, args...) // ok: the callers'
}

// Fail answers with a report; its kind chooses the status.
func Fail(c *gin.Context, rep *leaf.Report) {
	status := http.StatusInternalServerError
	switch rep.Kind {
	case leaf.BadInput:
		status = http.StatusBadRequest
	case leaf.Absent:
		status = http.StatusNotFound
	}
	c.JSON(status, rep) // ok: every status is registered
}

// FailOdd answers with a report and one status that nobody registered.
func FailOdd(c *gin.Context, rep *leaf.Report) {
	c.JSON(statusOf(rep.Kind), rep) // ok: there
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
func Notify(c *gin.Context, n *leaf.Notification) {
	if n.Cause != nil {
		slog.Error(n.Text, "cause", n.Cause)
	}
	leaf.Send(c, n.Status, n.Text)
}

// Report answers with a notification's text where there is one.
func Report(c *gin.Context, err error) {
	var n *leaf.Notification
	if errors.As(err, &n) {
		leaf.Send(c, n.Status, n.Text) // ok: a typed error's public text
		return
	}
	slog.Error("request failed", "error", err)
	leaf.Send(c, http.StatusInternalServerError, "internal error") // ok: constant text
}

// ReportAll prints the rest, too.
func ReportAll(c *gin.Context, err error) {
	switch e := err.(type) {
	case *leaf.Notification:
		leaf.Send(c, e.Status, e.Text) // ok: a typed error's public text
	default:
		leaf.Send(c, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	}
}

// Tell answers with what was thrown.
func Tell(c *gin.Context) {
	defer func() {
		if v := recover(); v != nil {
			leaf.Send(c, http.StatusInternalServerError, fmt.Sprintf("%v", v)) // want `\(errleak/panic\)`
		}
	}()
	c.Next()
}

// Trace answers with the stack.
func Trace(c *gin.Context) {
	defer rescue(c)
	c.Next()
}

// Keep logs what was thrown.
func Keep() gin.HandlerFunc {
	return gin.CustomRecovery(func(c *gin.Context, v any) {
		slog.Error(fmt.Sprintf("%v", v), "stack", string(debug.Stack())) // ok: the log
		leaf.Send(c, http.StatusInternalServerError, "internal error")
	})
}

// TellRecovered answers with what gin recovered.
func TellRecovered() gin.HandlerFunc {
	return gin.CustomRecovery(func(c *gin.Context, v any) {
		leaf.Send(c, http.StatusInternalServerError, fmt.Sprint(v)) // want `\(errleak/panic\)`
	})
}

func rescue(c *gin.Context) {
	if v := recover(); v != nil {
		slog.Error("panic", "value", v)
		leaf.Send(c, http.StatusInternalServerError, string(debug.Stack())) // want `\(errleak/stack\)`
	}
}

// A Session is a context of somebody.
type Session struct {
	*gin.Context

	Admin, Production bool
}

// Fault answers with a value's text, in production with the status's.
func (s *Session) Fault(status int, obj any) {
	text := http.StatusText(status)
	if !s.Production {
		if err, ok := obj.(error); ok {
			text = err.Error() // ok: not in production
		} else {
			text = fmt.Sprint(obj)
		}
	}
	leaf.Send(s.Context, status, text)
}

// FaultAlways answers with a value's text.
func (s *Session) FaultAlways(status int, obj any) {
	text := http.StatusText(status)
	if err, ok := obj.(error); ok {
		text = err.Error() // want `\(errleak/error\)`
	}
	leaf.Send(s.Context, status, text)
}

// Broken answers 500; only an administrator is told why.
func (s *Session) Broken(err error) {
	text := "internal error"
	if s.Admin {
		text = err.Error() // ok: administrators only
	}
	leaf.Send(s.Context, http.StatusInternalServerError, text)
}

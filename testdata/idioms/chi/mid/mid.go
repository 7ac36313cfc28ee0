// Package mid wraps the answers of package leaf.
package mid

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/go-chi/render"
	"github.com/respvet/respvet/testdata/idioms/chi/leaf"
)

// Broken answers 500 with an error's text.
func Broken(w http.ResponseWriter, r *http.Request, err error) {
	leaf.To(w).Code(http.StatusInternalServerError).JSON(leaf.Cause(err)).Go() // want `\(errleak/error\)`
}

// BrokenQuietly answers 500.
func BrokenQuietly(w http.ResponseWriter, r *http.Request, err error) {
	slog.Error("request failed", "error", err)
	leaf.To(w).Code(http.StatusInternalServerError).JSON(leaf.Notice("internal error")).Go() // ok: constant text
}

// Failed reports whether err is an error; if so, it has answered.
func Failed(w http.ResponseWriter, r *http.Request, status int, err error) bool {
	return !leaf.PassedQuietly(w, r, status, err)
}

// Done reports whether err is nil; if not, it has answered with its text.
func Done(w http.ResponseWriter, r *http.Request, status int, err error) bool {
	return leaf.Passed(w, r, status, err)
}

// WithTrack calls next with the number of a track.
func WithTrack(w http.ResponseWriter, r *http.Request, next func(id uint)) {
	leaf.WithIDQuietly(w, r, "track", next) // ok: the last call
}

// Numbered answers with a line that names a number.
func Numbered(w http.ResponseWriter, r *http.Request, status int, format string, args ...any) {
	leaf.Printf(w, r, status, "17: "+format, args...) // ok: the callers'
}

// Fail answers with a report; its kind chooses the status.
func Fail(w http.ResponseWriter, r *http.Request, rep *leaf.Report) {
	status := http.StatusInternalServerError
	switch rep.Kind {
	case leaf.BadInput:
		status = http.StatusBadRequest
	case leaf.Absent:
		status = http.StatusNotFound
	}
	render.Status(r, status)
	render.JSON(w, r, rep)
}

// FailOdd answers with a report and one status that nobody registered.
func FailOdd(w http.ResponseWriter, r *http.Request, rep *leaf.Report) {
	render.Status(r, statusOf(rep.Kind))
	render.JSON(w, r, rep) // TODO want `519.*\(statuscode/unregistered\)`
}

func statusOf(kind leaf.Kind) int {
	switch kind {
	case leaf.BadInput:
		return http.StatusBadRequest
	case leaf.Odd:
		return 519
	default:
		return http.StatusInternalServerError
	}
}

// Basket wraps what leaf launders.
func Basket(err error) error { return leaf.Wrap("the basket is full", err) }

// Notify answers with a notification.
func Notify(w http.ResponseWriter, r *http.Request, n *leaf.Notification) {
	if n.Cause != nil {
		slog.Error(n.Text, "cause", n.Cause)
	}
	leaf.Send(w, r, n.Status, n.Text)
}

// Report answers with a notification's text where there is one.
func Report(w http.ResponseWriter, r *http.Request, err error) {
	var n *leaf.Notification
	if errors.As(err, &n) {
		leaf.Send(w, r, n.Status, n.Text) // ok: a typed error's public text
		return
	}
	slog.Error("request failed", "error", err)
	leaf.Send(w, r, http.StatusInternalServerError, "internal error") // ok: constant text
}

// ReportAll prints the rest, too.
func ReportAll(w http.ResponseWriter, r *http.Request, err error) {
	switch e := err.(type) {
	case *leaf.Notification:
		leaf.Send(w, r, e.Status, e.Text) // ok: a typed error's public text
	default:
		leaf.Send(w, r, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	}
}

// Trouble is a view of an error.
type Trouble struct {
	Err    error `json:"-"`
	Status int   `json:"-"`

	Title     string `json:"title"`
	ErrorText string `json:"error,omitempty"`
}

// Render chooses the status.
func (t *Trouble) Render(_ http.ResponseWriter, r *http.Request) error {
	render.Status(r, t.Status)
	return nil
}

// ErrInvalidRequest returns a view that says why.
func ErrInvalidRequest(err error) render.Renderer {
	return &Trouble{Err: err, Status: http.StatusBadRequest, Title: "rejected", ErrorText: err.Error()} // ok: not an answer yet
}

// ErrHidden returns a view that keeps the cause to itself.
func ErrHidden(err error) render.Renderer {
	return &Trouble{Err: err, Status: http.StatusBadRequest, Title: "rejected"} // ok: the cause is not encoded
}

// Tell answers with what was thrown.
func Tell(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				leaf.Send(w, r, http.StatusInternalServerError, fmt.Sprintf("%v", v)) // want `\(errleak/panic\)`
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Trace answers with the stack.
func Trace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer rescue(w, r)
		next.ServeHTTP(w, r)
	})
}

// Keep logs what was thrown.
func Keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				slog.Error(fmt.Sprintf("%v", v), "stack", string(debug.Stack())) // ok: the log
				leaf.Send(w, r, http.StatusInternalServerError, "internal error")
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func rescue(w http.ResponseWriter, r *http.Request) {
	if v := recover(); v != nil {
		slog.Error("panic", "value", v)
		leaf.Send(w, r, http.StatusInternalServerError, string(debug.Stack())) // want `\(errleak/stack\)`
	}
}

// A Session is a context of somebody.
type Session struct {
	http.ResponseWriter
	Request *http.Request

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
	leaf.Send(s.ResponseWriter, s.Request, status, text)
}

// FaultAlways answers with a value's text.
func (s *Session) FaultAlways(status int, obj any) {
	text := http.StatusText(status)
	if err, ok := obj.(error); ok {
		text = err.Error() // want `\(errleak/error\)`
	}
	leaf.Send(s.ResponseWriter, s.Request, status, text)
}

// Broken answers 500; only an administrator is told why.
func (s *Session) Broken(err error) {
	text := "internal error"
	if s.Admin {
		text = err.Error() // ok: administrators only
	}
	leaf.Send(s.ResponseWriter, s.Request, http.StatusInternalServerError, text)
}

// Package mid adds who is asking.
package mid

import (
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i12/leaf"
)

// A Session is a context of somebody.
type Session struct {
	*leaf.Ctx

	Admin bool
}

// Handler makes a handler of a function that answers through a session.
func Handler(f func(*Session)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f(&Session{Ctx: leaf.New(w, r, true), Admin: r.Header.Get("X-Role") == "admin"})
	})
}

// Broken answers 500; only an administrator is told why.
func (s *Session) Broken(err error) {
	text := "internal error"
	if s.Admin {
		text = err.Error() // ok: administrators only
	}
	slog.Error("request failed", "error", err)
	s.JSON(http.StatusInternalServerError, map[string]string{"message": text})
}

// BrokenFor answers 500; everybody is told why.
func (s *Session) BrokenFor(err error) {
	s.JSON(http.StatusInternalServerError, map[string]string{"message": err.Error()}) // want `\(errleak/error\)`
}

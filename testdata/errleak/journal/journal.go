// Package journal has servers whose only method is a handler, and responses whose only method
// writes them.
package journal

import (
	"encoding/json"
	"net/http"
	"os"
	"sync"

	"github.com/labstack/echo/v4"
)

// An Entry is what happened some time ago.
type Entry struct {
	Text string
	Err  error
}

func (e *Entry) String() string {
	if e.Err != nil {
		return e.Text + ": " + e.Err.Error()
	}
	return e.Text
}

// Entries shows what is kept. It is registered in another package.
type Entries struct {
	mu   sync.Mutex
	kept []*Entry
}

// NewEntries returns the handler, which is no response.
func NewEntries(first *Entry) *Entries {
	s := &Entries{}
	if first == nil {
		first = &Entry{Text: "begun"}
	}
	s.kept = append(s.kept, first)
	return s
}

// Show is the handler.
func (s *Entries) Show(c echo.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]string, 0, len(s.kept))
	for _, e := range s.kept {
		list = append(list, e.String())
	}
	return c.JSON(http.StatusOK, list)
}

// last sends the same as the reason of a failure.
func (s *Entries) last(c echo.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.kept[len(s.kept)-1]; e.Err != nil {
		return c.JSON(http.StatusInternalServerError, e.Err.Error()) // want `internal error text is sent to the client in the body of the 500`
	}
	return c.NoContent(http.StatusNoContent)
}

// A page is a response: what runs handlers writes it.
type page struct {
	status int
	text   string
}

func (p *page) write(c echo.Context) error {
	return c.JSON(p.status, map[string]string{"text": p.text})
}

func remove(c echo.Context) *page {
	if err := os.Remove(c.Param("name")); err != nil {
		return &page{http.StatusInternalServerError, err.Error()} // want `error text from os\.Remove is sent to the client in the body of the 500`
	}
	return &page{http.StatusOK, "removed"}
}

// Register registers the handlers of this package.
func Register(e *echo.Echo) {
	s := NewEntries(nil)
	e.GET("/entries/last", s.last)
	e.DELETE("/entries/:name", func(c echo.Context) error { return remove(c).write(c) })
}

// State shows what is kept with a status that nobody sets.
func (s *Entries) State(w http.ResponseWriter, r *http.Request) {
	state := struct {
		Since string
		Last  string
	}{Since: "today"}
	if last := s.kept[len(s.kept)-1]; last.Err != nil {
		state.Last = last.Err.Error()
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(state)
}

var _ http.HandlerFunc = new(Entries).State

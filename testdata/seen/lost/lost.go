// Package lost encodes errors, of which JSON shows nothing.
package lost

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
)

type store interface {
	Load(id string) ([]byte, error)
}

type problem struct {
	Status int   `json:"status"`
	Cause  error `json:"cause"`
}

type hidden struct{ message string }

type shown struct {
	Message string `json:"message"`
}

func (s *shown) Error() string { return s.Message }

type marshalled struct{ message string }

func (m *marshalled) Error() string { return m.message }

func (m *marshalled) MarshalJSON() ([]byte, error) { return json.Marshal(m.message) }

var errClosed = errors.New("the shop is closed")

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func plain(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		b, err := st.Load(r.PathValue("id"))
		switch {
		case r.Host == "":
			send(w, 500, map[string]any{"error": errClosed}) // want "envelope/lost"
		case r.Host == "a":
			send(w, 500, problem{500, fmt.Errorf("no %s", r.Host)}) // want "envelope/lost"
		case r.Host == "b":
			send(w, 500, problem{Status: 500})
		case r.Host == "c":
			send(w, 500, map[string]any{"error": hidden{"no"}}) // want "envelope/lost"
		case r.Host == "d":
			send(w, 500, map[string]any{"error": &shown{"no"}})
		case r.Host == "e":
			send(w, 500, map[string]any{"error": &marshalled{"no"}})
		case r.Host == "f":
			send(w, 500, map[string]any{"error": errClosed.Error()})
		case err != nil:
			send(w, 500, map[string]any{"errors": []any{err}}) // want "envelope/lost"
		default:
			send(w, 200, b)
		}
	}
}

func framework(st store) gin.HandlerFunc {
	return func(c *gin.Context) {
		b, err := st.Load(c.Param("id"))
		if err != nil {
			c.AbortWithStatusJSON(http.StatusBadGateway, gin.H{"error": err}) // want "envelope/lost"
			return
		}
		c.JSON(http.StatusOK, gin.H{"data": b, "warning": errors.Join()})
	}
}

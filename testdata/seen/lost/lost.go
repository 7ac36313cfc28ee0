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

// message is what JSON shows of an error: a switch on its type tells an error from the
// rest before it is encoded.
func message(v any) any {
	switch m := v.(type) {
	case error:
		return m.Error()
	case fmt.Stringer:
		return m.String()
	default:
		return m
	}
}

func refuse(c *gin.Context, status int, v any) {
	var shown any
	switch m := v.(type) {
	case error:
		shown = m.Error()
	case string:
		shown = m
	default:
		shown = m
	}
	c.AbortWithStatusJSON(status, gin.H{"status": status, "error": shown})
}

func refuseTwo(c *gin.Context, status int, v any) {
	shown := v
	if n, ok := v.(fmt.Stringer); ok {
		shown = n.String()
	}
	c.AbortWithStatusJSON(status, gin.H{"status": status, "error": shown})
}

func bad(c *gin.Context, v any) { refuse(c, http.StatusBadRequest, v) }

func worse(c *gin.Context, v any) { refuseTwo(c, http.StatusBadRequest, v) }

func serve(c *gin.Context, result, err any) {
	if err != nil {
		bad(c, err)
		return
	}
	c.JSON(http.StatusOK, result)
}

func serveTwo(c *gin.Context, result, err any) {
	if err != nil {
		worse(c, err)
		return
	}
	c.JSON(http.StatusOK, result)
}

func told(st store) gin.HandlerFunc {
	return func(c *gin.Context) {
		b, err := st.Load(c.Param("id"))
		switch c.Query("how") {
		case "a":
			serve(c, b, err)
		case "b":
			serveTwo(c, b, err) // want "envelope/lost"
		case "c":
			serve(c, b, hidden{"no"}) // want "envelope/lost"
		case "d":
			if err != nil {
				bad(c, err)
			}
		case "e":
			if err != nil {
				c.JSON(http.StatusBadRequest, gin.H{"error": message(err)})
			}
		case "f":
			rows, err := query(st, c.Query("q"))
			serve(c, rows, err)
		case "g":
			serve(c, b, errClosed)
		case "h":
			refuse(c, http.StatusBadRequest, errClosed)
		case "i":
			rows, err := query(st, c.Query("q"))
			serveTwo(c, rows, err) // want "envelope/lost"
		default:
			serve(c, b, nil)
		}
	}
}

func query(st store, q string) ([]byte, error) {
	if q == "" {
		return nil, nil
	}
	if q == "drop" {
		return nil, errors.New("not allowed in a read-only session")
	}
	return st.Load(q)
}

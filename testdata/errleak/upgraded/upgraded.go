// Package upgraded takes connections over.
package upgraded

import (
	"io"
	"net"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
)

var upgrader websocket.Upgrader

type news interface {
	Next() (string, error)
}

func stream(n news) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		for {
			text, err := n.Next()
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError) // ok: nobody gets it
				return
			}
			if conn.WriteMessage(websocket.TextMessage, []byte(text)) != nil {
				return
			}
		}
	}
}

func late(n news) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		text, err := n.Next()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from upgraded\.news\.Next is sent to the client in the body of the 500`
			return
		}
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		_ = conn.WriteMessage(websocket.TextMessage, []byte(text))
	}
}

// unsure does not look whether the connection was taken over.
func unsure(n news) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, _ := upgrader.Upgrade(w, r, nil)
		text, err := n.Next()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from upgraded\.news\.Next is sent to the client in the body of the 500`
			return
		}
		_ = conn.WriteMessage(websocket.TextMessage, []byte(text))
	}
}

// takeOver is an upgrader of this package.
func takeOver(w http.ResponseWriter) (net.Conn, error) {
	conn, _, err := http.NewResponseController(w).Hijack()
	return conn, err
}

func raw(n news) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, err := takeOver(w)
		if err == nil {
			defer conn.Close()
			text, err := n.Next()
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError) // ok: nobody gets it
				return
			}
			_, _ = io.WriteString(conn, text)
			return
		}
		text, err := n.Next()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from upgraded\.news\.Next is sent to the client in the body of the 500`
			return
		}
		_, _ = io.WriteString(w, text)
	}
}

func inGin(n news) gin.HandlerFunc {
	return func(c *gin.Context) {
		conn, err := upgrader.Upgrade(c.Writer, c.Request, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		text, err := n.Next()
		if err != nil {
			c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // ok: nobody gets it
			return
		}
		_ = conn.WriteMessage(websocket.TextMessage, []byte(text))
	}
}

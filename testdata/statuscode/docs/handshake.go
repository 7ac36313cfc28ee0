package docs

import (
	"net/http"

	"github.com/gorilla/websocket"
)

// A library of another module may choose between several statuses by itself, as a
// handshake does that refuses with 400, 403, 405 or 500.

var upgrader websocket.Upgrader

// Attach leaves the answer to it.
//
// @Success 200
// @Failure 404
// @Router /attach [get]
func Attach(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("room") == "" {
		http.Error(w, "gone", http.StatusGone) // want `http\.Error sends 410 Gone, which Attach does not document \(only 200, 404\)`
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil) // ok: nobody documents what a handshake refuses
	if err != nil {
		return
	}
	defer conn.Close()
	if err := attached(w, r); err != nil {
		http.Error(w, "late", http.StatusConflict) // ok: the connection was taken over
	}
}

// Handshaken does so in a helper.
//
// @Success 200
// @Failure 404
// @Router /handshaken [get]
func Handshaken(w http.ResponseWriter, r *http.Request) {
	if err := attached(w, r); err != nil { // ok
		return
	}
}

func attached(w http.ResponseWriter, r *http.Request) error {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return err
	}
	return conn.Close()
}

// Lost asks a library that answers in one way only: that is the caller's choice.
//
// @Success 200
// @Failure 500
// @Router /lost [get]
func Lost(w http.ResponseWriter, r *http.Request) {
	http.NotFound(w, r) // want `http\.NotFound sends 404 Not Found, which Lost does not document \(only 200, 500\)`
}

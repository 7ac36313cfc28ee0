// Package rendered answers through render, whose responder says what the body is.
package rendered

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/render"
)

type order struct{ ID int }

// Render has nothing to add.
func (o *order) Render(http.ResponseWriter, *http.Request) error { return nil }

func show(w http.ResponseWriter, r *http.Request, status int, o *order) {
	render.Status(r, status)
	_ = render.Render(w, r, o) // ok
}

func send(w http.ResponseWriter, o *order) {
	_ = json.NewEncoder(w).Encode(o) // want `sends JSON without a Content-Type`
}

func get(w http.ResponseWriter, r *http.Request) {
	show(w, r, http.StatusOK, &order{1}) // ok
}

func list(w http.ResponseWriter, r *http.Request) {
	render.JSON(w, r, []order{{1}}) // ok
}

func raw(w http.ResponseWriter, r *http.Request) { send(w, &order{1}) }

// Recover labels an answer of its own, which comes when the handlers are done.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusInternalServerError)
				_ = json.NewEncoder(w).Encode(map[string]string{"error": "something went wrong"}) // ok
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Package chi answers errors in net/http's way behind chi's router.
package chi

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/render"
)

type article struct {
	ID int `json:"id"`
}

func get(w http.ResponseWriter, r *http.Request) {
	switch id := chi.URLParam(r, "id"); id {
	case "":
		http.Error(w, "an id is needed", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
	case "3":
		render.Status(r, http.StatusGone)
		render.JSON(w, r, render.M{"error": "withdrawn"}) // ok
	default:
		render.JSON(w, r, article{ID: 1})
	}
}

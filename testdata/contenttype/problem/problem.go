// Package problem is held against the contract rfc9457, whose errors have a media
// type of their own.
package problem

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/render"
	"github.com/respvet/respvet/testdata/contenttype/problem/reply"
)

type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
}

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // want `\(\*json\.Encoder\)\.Encode sends an error as application/json; contract rfc9457 requires application/problem\+json \(contenttype/contract\)`
}

func get(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("id") {
	case "1":
		send(w, http.StatusNotFound, problem{Title: "Not Found", Status: 404})
	case "2":
		send(w, http.StatusConflict, problem{Title: "Conflict", Status: 409})
	default:
		send(w, http.StatusOK, r.PathValue("id"))
	}
}

func own(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/problem+json; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(problem{Title: "Not Found", Status: 404}) // ok
}

func bare(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(problem{Title: "Not Found", Status: 404}) // want `sends JSON without a Content-Type`
}

func elsewhere(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("id") {
	case "1":
		reply.JSON(w, http.StatusNotFound, problem{Title: "Not Found", Status: 404}) // want `reply\.JSON sends an error as application/json; contract rfc9457 requires application/problem\+json \(contenttype/contract\)`
	case "2":
		reply.Problem(w, http.StatusNotFound, "Not Found") // ok
	case "3":
		reply.Missing(w) // ok: reported there
	case "4":
		reply.JSON(w, http.StatusOK, r.PathValue("id")) // ok: no error
	}
}

func unknown(w http.ResponseWriter, r *http.Request, status int, label string) {
	if r.PathValue("id") == "" {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(problem{Title: "Not Found"}) // ok: perhaps no error
		return
	}
	w.Header().Set("Content-Type", label)
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(problem{Title: "Not Found"}) // ok: the type is not known
}

func framework(c *gin.Context) {
	switch c.Param("id") {
	case "1":
		c.JSON(http.StatusNotFound, problem{Title: "Not Found", Status: 404}) // want `\(\*gin\.Context\)\.JSON sends an error as application/json; contract rfc9457 requires application/problem\+json \(contenttype/contract\)`
	case "2":
		c.Header("Content-Type", "application/problem+json")
		c.JSON(http.StatusNotFound, problem{Title: "Not Found", Status: 404}) // ok: it stays
	case "3":
		c.JSON(http.StatusOK, c.Param("id")) // ok: no error
	}
}

// Render is the value of a rendered problem.
func (p problem) Render(w http.ResponseWriter, r *http.Request) error {
	render.Status(r, p.Status)
	return nil
}

func rendered(w http.ResponseWriter, r *http.Request) {
	_ = render.Render(w, r, problem{Title: "Not Found", Status: http.StatusNotFound}) // ok: main may set render.Respond
}

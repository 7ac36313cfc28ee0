// Package success sends errors under statuses that nobody has set.
package success

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/render"
	"github.com/gofiber/fiber/v3"
)

type failure struct {
	Status  int    `json:"status"`
	Message string `json:"message"`
}

func encode(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func plain(w http.ResponseWriter, r *http.Request) {
	encode(w, map[string]string{"error": "try again"}) // want `encode sends 200 OK with "error" in its body: clients treat it as a success \(statuscode/success\)`
}

func chosen(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusServiceUnavailable)
	encode(w, map[string]string{"error": "try again"}) // ok
}

func perhaps(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPut {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	encode(w, map[string]string{"error": "try again"}) // ok: not known
}

func unread(begin func(http.ResponseWriter)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		begin(w)
		encode(w, map[string]string{"error": "try again"}) // ok: begin may have set one
	}
}

// part is what a handler calls, after it has set a status.
func part(w http.ResponseWriter, r *http.Request) {
	encode(w, map[string]string{"error": "try again"}) // ok: whole has set one
}

func whole(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusServiceUnavailable)
	part(w, r)
}

func rendered(w http.ResponseWriter, r *http.Request) {
	render.JSON(w, r, render.M{"error": "try again"}) // want `render.JSON sends 200 OK with "error" in its body`
}

func noted(w http.ResponseWriter, r *http.Request) {
	render.Status(r, http.StatusServiceUnavailable)
	render.JSON(w, r, render.M{"error": "try again"}) // ok
}

func begun(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusServiceUnavailable)
	render.JSON(w, r, render.M{"error": "try again"}) // ok: the status was sent
}

func closure(c fiber.Ctx) error {
	return each(c, func(n int) error {
		if n == 0 {
			return c.Status(fiber.StatusServiceUnavailable).JSON(fiber.Map{"error": "try again"}) // ok
		}
		return c.JSON(fiber.Map{"error": "try again"}) // want `200 OK with "error" in its body`
	})
}

func each(c fiber.Ctx, f func(int) error) error { return f(len(c.Body())) }

// A framework begins some handlers with a status.
func routes(r *gin.Engine) {
	r.NoRoute(missing)
	r.GET("/", home)
}

func missing(c *gin.Context) {
	_ = json.NewEncoder(c.Writer).Encode(gin.H{"error": "there is nothing"}) // ok: gin has set 404
}

func home(c *gin.Context) {
	_ = json.NewEncoder(c.Writer).Encode(gin.H{"error": "there is nothing"}) // want `200 OK with "error" in its body`
}

// The contract's own error has a status of its own.
func status(c *gin.Context) {
	switch c.Query("q") {
	case "1":
		c.JSON(http.StatusOK, failure{http.StatusBadGateway, "the ledger is down"}) // want `sends 200 OK with "status" in its body`
	case "2":
		c.JSON(http.StatusOK, failure{http.StatusOK, "all is well"}) // ok: no error's
	case "3":
		c.JSON(http.StatusOK, failure{len(c.Params), "who knows"}) // ok: not known
	case "4":
		c.JSON(http.StatusInternalServerError, failure{http.StatusInternalServerError, "the ledger is down"}) // ok
	}
}

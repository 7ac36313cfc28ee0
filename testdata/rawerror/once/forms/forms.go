// Package forms has helpers in the forms that projects give them: methods of a server
// and of a context of its own, generic ones, and those of frameworks.
package forms

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
)

type desk struct{ name string }

func (d *desk) fail(w http.ResponseWriter, code int, text string) {
	w.WriteHeader(code)
	fmt.Fprintf(w, "desk: %s", text) // want `fmt.Fprintf sends an error as text/plain.*\(rawerror\)`
}

func (d *desk) serve(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("n") == "" {
		d.fail(w, 400, "no number") // ok
		return
	}
	if r.FormValue("n") == "0" {
		d.fail(w, 404, "no such number") // ok
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(d.name)
}

type visit struct {
	w http.ResponseWriter
	r *http.Request
}

func (v *visit) fail(code int, text string) {
	v.w.WriteHeader(code)
	fmt.Fprintf(v.w, "visit: %s", text) // want `fmt.Fprintf sends an error as text/plain.*\(rawerror\)`
}

func visiting(w http.ResponseWriter, r *http.Request) {
	v := &visit{w, r}
	if r.FormValue("n") == "" {
		v.fail(400, "no number") // ok
		return
	}
	if r.FormValue("n") == "0" {
		v.fail(404, "no such number") // ok
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(1)
}

func failing[T fmt.Stringer](w http.ResponseWriter, code int, what T) {
	w.WriteHeader(code)
	fmt.Fprintf(w, "failing: %s", what.String()) // want `fmt.Fprintf sends an error as text/plain.*\(rawerror\)`
}

type shelf struct{}

func (shelf) String() string { return "shelf" }

type row struct{}

func (row) String() string { return "row" }

func generic(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("n") == "" {
		failing(w, 400, shelf{}) // ok
		return
	}
	if r.FormValue("n") == "0" {
		failing(w, 404, row{}) // ok
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(1)
}

func ginFail(c *gin.Context, code int, text string) {
	c.String(code, "gin: %s", text) // want `sends an error as text/plain.*\(rawerror\)`
}

func ginHandler(c *gin.Context) {
	if c.Query("n") == "" {
		ginFail(c, 400, "no number") // ok
		return
	}
	if c.Query("n") == "0" {
		ginFail(c, 404, "no such number") // ok
		return
	}
	c.JSON(200, gin.H{"n": c.Query("n")})
}

func echoFail(c echo.Context, code int, text string) error {
	return c.String(code, "echo: "+text) // want `echo.Context.String sends an error as text/plain.*\(rawerror\)`
}

func echoHandler(c echo.Context) error {
	if c.QueryParam("n") == "" {
		return echoFail(c, 400, "no number") // ok
	}
	if c.QueryParam("n") == "0" {
		return echoFail(c, 404, "no such number") // ok
	}
	return c.JSON(200, map[string]string{"n": c.QueryParam("n")})
}

func fiberFail(c fiber.Ctx, code int, text string) error {
	return c.Status(code).SendString("fiber: " + text) // want `sends an error as text/plain.*\(rawerror\)`
}

func fiberHandler(c fiber.Ctx) error {
	if c.Query("n") == "" {
		return fiberFail(c, 400, "no number") // ok
	}
	if c.Query("n") == "0" {
		return fiberFail(c, 404, "no such number") // ok
	}
	return c.JSON(fiber.Map{"n": c.Query("n")})
}

// Routes registers the handlers.
func Routes(mux *http.ServeMux, g *gin.Engine, e *echo.Echo, f *fiber.App, d *desk) {
	mux.HandleFunc("/desk", d.serve)
	mux.HandleFunc("/visit", visiting)
	mux.HandleFunc("/generic", generic)
	g.GET("/gin", ginHandler)
	e.GET("/echo", echoHandler)
	f.Get("/fiber", fiberHandler)
}

package owncontext

import (
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

// A ginContext is a framework's context and who asks.
type ginContext struct {
	*gin.Context
	reader string
}

func (c *ginContext) ok(v any) { c.JSON(http.StatusOK, gin.H{"data": v}) }

func ginHandler(h func(*ginContext)) gin.HandlerFunc {
	return func(c *gin.Context) { h(&ginContext{c, c.GetHeader("Reader")}) }
}

// ginFinal runs a handler, and responds where that has not.
func ginFinal(h func(*ginContext, string)) gin.HandlerFunc {
	return func(c *gin.Context) {
		h(&ginContext{c, ""}, c.Param("id"))
		if !c.Writer.Written() {
			c.JSON(http.StatusInternalServerError, gin.H{"error": "failed"})
		}
	}
}

func (d *desk) gin(r gin.IRouter) {
	r.GET("/a", ginHandler(func(c *ginContext) {
		title, err := d.books.Title(c.reader)
		if err != nil {
			slog.Error("cannot find the book", "error", err)
			return // want `d.books.Title failed and the handler returns without a response`
		}
		c.ok(title)
	}))
	r.GET("/b", ginHandler(func(c *ginContext) {
		title, err := d.books.Title(c.Param("id"))
		if err != nil {
			c.JSON(http.StatusNotFound, gin.H{"error": "no such book"}) // ok
			return
		}
		c.ok(title)
	}))
	r.GET("/c/:id", ginFinal(func(c *ginContext, id string) {
		title, err := d.books.Title(id)
		if err != nil {
			slog.Error("cannot find the book", "error", err)
			return // ok: what runs it responds
		}
		c.ok(title)
	}))
	r.Use(ginHandler(func(c *ginContext) {
		title, err := d.books.Title(c.Param("id"))
		if err != nil {
			slog.Error("cannot find the book", "error", err)
			return // ok: the next handler responds
		}
		c.Set("title", title)
	}))
}

type fiberContext struct{ *fiber.Ctx }

func fiberHandler(h func(fiberContext) error) fiber.Handler {
	return func(c *fiber.Ctx) error { return h(fiberContext{c}) }
}

func (d *desk) fiber(a *fiber.App) {
	a.Get("/a", fiberHandler(func(c fiberContext) error {
		title, err := d.books.Title(c.Params("id"))
		if err != nil {
			slog.Error("cannot find the book", "error", err)
			return nil // want `d.books.Title failed`
		}
		return c.JSON(title)
	}))
	a.Get("/b", fiberHandler(func(c fiberContext) error {
		title, err := d.books.Title(c.Params("id"))
		if err != nil {
			return err // ok
		}
		return c.JSON(title)
	}))
}

// A page is an interface whose methods come from the framework's context.
type page interface {
	Param(name string) string
	JSON(status int, v any) error
}

type echoPage struct{ echo.Context }

func echoHandler(h func(page) error) echo.HandlerFunc {
	return func(c echo.Context) error { return h(echoPage{c}) }
}

func (d *desk) echo(e *echo.Echo) {
	e.GET("/a", echoHandler(func(p page) error {
		title, err := d.books.Title(p.Param("id"))
		if err != nil {
			slog.Error("cannot find the book", "error", err)
			return nil // want `d.books.Title failed`
		}
		return p.JSON(http.StatusOK, title)
	}))
	e.GET("/b", echoHandler(func(p page) error {
		title, err := d.books.Title(p.Param("id"))
		if err != nil {
			return p.JSON(http.StatusNotFound, "no such book") // ok
		}
		return p.JSON(http.StatusOK, title)
	}))
}

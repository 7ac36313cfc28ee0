// Package caught leaves what no route is for to a handler of its own.
package caught

import (
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"

	"github.com/respvet/respvet/testdata/router/caught/pages"
)

type problem struct {
	Code    string `json:"errorCode"`
	Message string `json:"errorMessage"`
}

type problems struct {
	Errors []problem `json:"errors"`
}

var noSuch = problems{[]problem{{"missing", "there is no such thing"}}}

type server struct{}

func (s *server) missing(c fiber3.Ctx) error {
	return s.send(c, fiber3.StatusNotFound, noSuch)
}

func (s *server) send(c fiber3.Ctx, status int, body problems) error {
	return c.Status(status).JSON(body)
}

// audit looks at the request, and lets it pass.
func (s *server) audit(c fiber3.Ctx) error {
	c.Set("X-Audit", "on")
	return s.pass(c)
}

func (s *server) pass(c fiber3.Ctx) error { return c.Next() }

func (s *server) caught() error {
	app := fiber3.New() // want `fiber\.New sends its own 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Get("/hello", func(c fiber3.Ctx) error { return c.JSON("hello") })
	app.Use(s.missing)
	return app.Listen(":80")
}

func (s *server) passed() error {
	app := fiber3.New() // want `fiber\.New sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Use(s.audit)
	app.Get("/hello", func(c fiber3.Ctx) error { return c.JSON("hello") })
	return app.Listen(":80")
}

func rooted() error {
	app := fiber3.New() // want `fiber\.New sends its own 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Use("/", func(c fiber3.Ctx) error { return c.Status(fiber3.StatusNotFound).JSON(noSuch) })
	return app.Listen(":80")
}

func below() error {
	app := fiber3.New() // want `fiber\.New sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Use("/api", func(c fiber3.Ctx) error { return c.Status(fiber3.StatusNotFound).JSON(noSuch) })
	return app.Listen(":80")
}

func grouped() error {
	app := fiber3.New() // want `fiber\.New sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Group("/api").Use(func(c fiber3.Ctx) error { return c.Status(fiber3.StatusNotFound).JSON(noSuch) })
	return app.Listen(":80")
}

func elsewhere() error {
	app := fiber3.New() // want `fiber\.New sends its own 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Use(pages.Missing)
	return app.Listen(":80")
}

func logged() error {
	app := fiber3.New() // want `fiber\.New sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Use(pages.Logged)
	return app.Listen(":80")
}

func two() error {
	app, inner := fiber3.New(), fiber3.New() // want `fiber\.New sends its own 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]` `fiber\.New sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Use(pages.Missing)
	inner.Get("/hello", pages.Logged)
	if err := inner.Listen(":82"); err != nil {
		return err
	}
	return app.Listen(":80")
}

func starred() error {
	app := fiber.New() // want `fiber\.New sends its own 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.All("*", func(c *fiber.Ctx) error { return c.Status(fiber.StatusNotFound).JSON(noSuch) })
	return app.Listen(":80")
}

func guarded(token string) error {
	app := fiber.New() // want `fiber\.New sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Use(func(c *fiber.Ctx) error {
		if c.Get("Authorization") != token {
			return c.Status(fiber.StatusUnauthorized).JSON(problems{[]problem{{"token", "the token is not known"}}})
		}
		return c.Next()
	})
	return app.Listen(":80")
}

func last() error {
	app := fiber.New() // want `fiber\.New sends its own 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Use(func(c *fiber.Ctx) error { return c.Status(fiber.StatusNotFound).JSON(noSuch) })
	return app.Listen(":80")
}

func engine() error {
	e := gin.New() // ok: the middleware has answered before the engine would
	e.Use(func(c *gin.Context) { c.JSON(404, noSuch) })
	return e.Run(":80")
}

func open() error {
	e := gin.New() // want `gin\.New sends its own 404 as text/plain; contract wpp requires a JSON body with errors\[\]`
	e.Use(func(c *gin.Context) { c.Header("X-Audit", "on") })
	return e.Run(":80")
}

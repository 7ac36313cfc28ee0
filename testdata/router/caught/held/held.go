// Package held registers the handler of the rest in another function than makes the app.
package held

import (
	"github.com/gofiber/fiber/v3"

	"github.com/respvet/respvet/testdata/router/caught/pages"
)

type server struct{ app *fiber.App }

func (s *server) run() error {
	app := fiber.New() // want `fiber\.New sends its own 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	s.app = app
	s.routes()
	return app.Listen(":80")
}

// routes may be about any app: which one the server has, nobody knows here.
func (s *server) routes() {
	s.app.Get("/hello", func(c fiber.Ctx) error { return c.JSON("hello") })
	s.app.Use(pages.Missing)
}

// Package handedbind returns the error of a helper that is given the context: it is
// taken for that of another handler, which nobody knows.
package handedbind

import (
	"github.com/gofiber/fiber/v3"

	"github.com/respvet/respvet/testdata/defects/handedbind/bind"
)

// App makes the app, with fiber's own error handler.
func App() *fiber.App {
	app := fiber.New()
	app.Post("/orders", add)
	return app
}

func add(c fiber.Ctx) error {
	var order struct{ Item string }
	if err := bind.Body(c, &order); err != nil {
		return err // want `\(errleak/parse\)`
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// Package noresponse forgets to respond through a framework that a model file describes.
package noresponse

import (
	"log/slog"
	"os"

	"github.com/respvet/respvet/testdata/models/flint"
)

func nothing(c *flint.Ctx) error {
	data, err := os.ReadFile("order")
	if err != nil {
		slog.Error("load", "err", err)
		return nil // want `os.ReadFile failed and the handler returns without a response.*\(noresponse\)`
	}
	return c.Send(200, string(data))
}

func something(c *flint.Ctx) error {
	data, err := os.ReadFile("order")
	if err != nil {
		slog.Error("load", "err", err)
		return c.Send(500, map[string]string{"error": "cannot load"}) // ok
	}
	return c.Send(200, string(data))
}

func others(c *flint.Ctx) error {
	if _, err := os.Stat("order"); err != nil {
		return flint.NewError(404, "no such order") // ok
	}
	return c.Next()
}

// Routes registers the handlers.
func Routes(app *flint.App) {
	app.Get("/nothing", nothing)
	app.Get("/something", something)
	app.Get("/others", others)
}

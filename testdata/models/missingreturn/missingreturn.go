// Package missingreturn goes on after responses of a framework that a model file describes.
package missingreturn

import "github.com/respvet/respvet/testdata/models/flint"

func on(c *flint.Ctx) error {
	if c.Param("id") == "" {
		c.Send(400, map[string]string{"error": "no id"}) // want `handler continues after \(\*flint\.Ctx\)\.Send sent 400: a second response is written at line \d+ \(missingreturn\)`
	}
	return c.Send(200, map[string]string{"id": c.Param("id")})
}

func off(c *flint.Ctx) error {
	if c.Param("id") == "" {
		return c.Send(400, map[string]string{"error": "no id"}) // ok
	}
	return c.Send(200, map[string]string{"id": c.Param("id")})
}

// Routes registers the handlers.
func Routes(app *flint.App) {
	app.Get("/on", on)
	app.Get("/off", off)
}

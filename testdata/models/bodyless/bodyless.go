// Package bodyless sends bodies where there is none, in a framework that a model file
// describes.
package bodyless

import "github.com/respvet/respvet/testdata/models/flint"

func with(c *flint.Ctx) error {
	return c.Send(204, map[string]string{"id": c.Param("id")}) // want `\(\*flint\.Ctx\)\.Send sends a body with 204 No Content, which allows none: the client does not receive it \(bodyless\)`
}

func without(c *flint.Ctx) error {
	c.Status(204) // ok
	return nil
}

// Routes registers the handlers.
func Routes(app *flint.App) {
	app.Get("/with", with)
	app.Get("/without", without)
}

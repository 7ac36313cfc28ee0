// Package contenttype writes JSON through a framework that a model file describes.
package contenttype

import "github.com/respvet/respvet/testdata/models/flint"

func unset(c *flint.Ctx) error {
	_, err := c.Write([]byte(`{"id":"1"}`)) // want `\(\*flint.Ctx\).Write sends JSON without a Content-Type.*\(contenttype\)`
	return err
}

func set(c *flint.Ctx) error {
	c.Set("Content-Type", "application/json")
	_, err := c.Write([]byte(`{"id":"1"}`)) // ok
	return err
}

// Routes registers the handlers.
func Routes(app *flint.App) {
	app.Get("/unset", unset)
	app.Get("/set", set)
}

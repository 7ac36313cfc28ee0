// Package lateheader sets header fields too late, in a framework that a model file describes.
package lateheader

import "github.com/respvet/respvet/testdata/models/flint"

func late(c *flint.Ctx) error {
	err := c.Send(200, map[string]string{"id": c.Param("id")})
	c.Set("X-Order", "1") // want `\(\*flint.Ctx\).Set sets X-Order after \(\*flint.Ctx\).Send has started the response.*\(lateheader\)`
	return err
}

func afterStatus(c *flint.Ctx) error {
	c.Set("Content-Type", "application/json")
	c.Status(200)
	c.Set("X-Order", "1") // want `\(\*flint.Ctx\).Set sets X-Order after \(\*flint.Ctx\).Status has started the response.*\(lateheader\)`
	_, err := c.Write([]byte("{}"))
	return err
}

func before(c *flint.Ctx) error {
	c.Set("X-Order", "1") // ok
	return c.Send(200, map[string]string{"id": c.Param("id")})
}

// Routes registers the handlers.
func Routes(app *flint.App) {
	app.Get("/late", late)
	app.Get("/afterstatus", afterStatus)
	app.Get("/before", before)
}

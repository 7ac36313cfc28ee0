// Package statuscode documents the statuses of handlers of a framework that a model file
// describes.
package statuscode

import "github.com/respvet/respvet/testdata/models/flint"

type order struct {
	ID string `json:"id"`
}

type failure struct {
	Error string `json:"error"`
}

// get returns an order.
//
//	@Success	200	{object}	order
//	@Failure	404	{object}	failure
//	@Router		/orders/{id} [get]
func get(c *flint.Ctx) error {
	switch id := c.Param("id"); id {
	case "":
		return c.Send(400, failure{"no id"}) // want `\(\*flint\.Ctx\)\.Send sends 400 Bad Request, which get does not document \(only 200, 404\) \(statuscode/undocumented\)`
	case "0":
		return c.Send(404, failure{"no such order"}) // ok
	default:
		return c.Send(200, order{id})
	}
}

func unregistered(c *flint.Ctx) error {
	return c.Send(760, failure{"no"}) // want `\(\*flint\.Ctx\)\.Send sends 760, which is not registered with IANA: clients treat it as a server error \(statuscode/unregistered\)`
}

func registered(c *flint.Ctx) error {
	return c.Send(409, failure{"no"}) // ok
}

// Routes registers the handlers.
func Routes(app *flint.App) {
	app.Get("/orders/:id", get)
	app.Get("/unregistered", unregistered)
	app.Get("/registered", registered)
}

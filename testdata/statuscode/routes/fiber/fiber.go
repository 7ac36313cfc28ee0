// Package fiber registers a handler at once, and one by a chain.
package fiber

import "github.com/gofiber/fiber/v3"

// App makes the routes.
func App() *fiber.App {
	app := fiber.New()
	app.Post("/carts", add)
	app.RouteChain("/chained").Post(chained)
	return app
}

func add(c fiber.Ctx) error {
	return c.Status(fiber.StatusConflict).SendString("busy") // want `fiber\.Ctx\.Status sends 409 Conflict, which POST /carts in .*openapi\.yaml:5 does not document \(only 201, 400\) \(statuscode/undocumented\)`
}

func chained(c fiber.Ctx) error {
	return c.Status(fiber.StatusConflict).SendString("busy") // want `fiber\.Ctx\.Status sends 409 Conflict, which POST /chained in .*openapi\.yaml:10 does not document \(only 201, 400\) \(statuscode/undocumented\)`
}

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
	return c.Status(fiber.StatusConflict).SendString("busy") // want `answers 409 Conflict, POST /carts .*\(statuscode/undocumented\)`
}

func chained(c fiber.Ctx) error {
	return c.Status(fiber.StatusConflict).SendString("busy") // want `answers 409 Conflict, POST /chained .*\(statuscode/undocumented\)`
}

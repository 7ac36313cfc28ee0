package joins

import "github.com/gofiber/fiber/v3"

func onFiber3(c fiber.Ctx) error { return c.SendStatus(fiber.StatusOK) }

// Fiber3 has one slash between the two.
func Fiber3() *fiber.App {
	app := fiber.New()
	app.Get("bare", onFiber3) // route GET /bare joins.onFiber3
	v1 := app.Group("v1")
	v1.Get("users", onFiber3)               // route GET /v1/users joins.onFiber3
	v1.Get("/books", onFiber3)              // route GET /v1/books joins.onFiber3
	v1.Get("/", onFiber3)                   // route GET /v1/ joins.onFiber3
	app.Group("/deep/").Get("/x", onFiber3) // route GET /deep/x joins.onFiber3
	app.Group("/g").Get("", onFiber3)       // route GET /g joins.onFiber3
	app.Route("/route", func(r fiber.Router) {
		r.Get("x", onFiber3) // route GET /route/x joins.onFiber3
	})
	chain := app.RouteChain("chain").Get(onFiber3) // route GET /chain joins.onFiber3
	chain.RouteChain("x").Get(onFiber3)            // route GET /chain/x joins.onFiber3
	return app
}

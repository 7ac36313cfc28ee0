package joins

import "github.com/gofiber/fiber/v3"

func onStrict3(c fiber.Ctx) error { return c.SendStatus(fiber.StatusOK) }

// StrictFiber3 is the same, and keeps the last one.
func StrictFiber3() *fiber.App {
	app := fiber.New(fiber.Config{StrictRouting: true})
	app.Get("bare", onStrict3) // route GET /bare joins.onStrict3
	v1 := app.Group("v1")
	v1.Get("users", onStrict3)               // route GET /v1/users joins.onStrict3
	v1.Get("/books", onStrict3)              // route GET /v1/books joins.onStrict3
	v1.Get("/", onStrict3)                   // route GET /v1/ joins.onStrict3
	app.Group("/deep/").Get("/x", onStrict3) // route GET /deep/x joins.onStrict3
	app.Group("/g").Get("", onStrict3)       // route GET /g joins.onStrict3
	app.Route("/route", func(r fiber.Router) {
		r.Get("x", onStrict3) // route GET /route/x joins.onStrict3
	})
	chain := app.RouteChain("chain").Get(onStrict3) // route GET /chain joins.onStrict3
	chain.RouteChain("x").Get(onStrict3)            // route GET /chain/x joins.onStrict3
	return app
}

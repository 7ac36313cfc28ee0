package joins

import "github.com/gofiber/fiber/v2"

func onStrict2(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusOK) }

// StrictFiber2 is the same, and keeps the last one.
func StrictFiber2() *fiber.App {
	app := fiber.New(fiber.Config{StrictRouting: true})
	app.Get("bare", onStrict2) // route GET /bare joins.onStrict2
	v1 := app.Group("v1")
	v1.Get("users", onStrict2)               // route GET /v1/users joins.onStrict2
	v1.Get("/books", onStrict2)              // route GET /v1/books joins.onStrict2
	v1.Get("/", onStrict2)                   // route GET /v1/ joins.onStrict2
	app.Group("/deep/").Get("/x", onStrict2) // route GET /deep/x joins.onStrict2
	app.Group("/g").Get("", onStrict2)       // route GET /g joins.onStrict2
	app.Route("/route", func(r fiber.Router) {
		r.Get("x", onStrict2) // route GET /route/x joins.onStrict2
	})
	sub := fiber.New(fiber.Config{StrictRouting: true})
	sub.Get("x", onStrict2) // route GET /m/x joins.onStrict2
	app.Mount("/m/", sub)
	return app
}

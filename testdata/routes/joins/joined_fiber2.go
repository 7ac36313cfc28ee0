package joins

import "github.com/gofiber/fiber/v2"

func onFiber2(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusOK) }

// Fiber2 has one slash between the two.
func Fiber2() *fiber.App {
	app := fiber.New()
	app.Get("bare", onFiber2) // route GET /bare joins.onFiber2
	v1 := app.Group("v1")
	v1.Get("users", onFiber2)               // route GET /v1/users joins.onFiber2
	v1.Get("/books", onFiber2)              // route GET /v1/books joins.onFiber2
	v1.Get("/", onFiber2)                   // route GET /v1/ joins.onFiber2
	app.Group("/deep/").Get("/x", onFiber2) // route GET /deep/x joins.onFiber2
	app.Group("/g").Get("", onFiber2)       // route GET /g joins.onFiber2
	app.Route("/route", func(r fiber.Router) {
		r.Get("x", onFiber2) // route GET /route/x joins.onFiber2
	})
	sub := fiber.New()
	sub.Get("x", onFiber2) // route GET /m/x joins.onFiber2
	app.Mount("/m/", sub)
	return app
}

// Package fiber registers with fiber's apps and groups, of both versions.
package fiber

import (
	"github.com/gofiber/fiber/v2"
	three "github.com/gofiber/fiber/v3"
)

func get(c *fiber.Ctx) error  { return nil }
func auth(c *fiber.Ctx) error { return c.Next() }
func get3(c three.Ctx) error  { return nil }
func auth3(c three.Ctx) error { return c.Next() }

// New makes an app.
func New() *fiber.App {
	app := fiber.New()
	app.Get("/", auth, get)     // route GET / fiber.get
	app.Add("PUT", "/add", get) // route PUT /add fiber.get
	app.All("/all", get)        // route /all fiber.get
	g := app.Group("/v1", auth)
	g.Post("/x", get) // route POST /v1/x fiber.get
	g.Route("/users", func(r fiber.Router) {
		r.Get("/:id", get).Delete("/:id", get) // route GET /v1/users/:id fiber.get; DELETE /v1/users/:id fiber.get
	})
	app.Group("/used").Use(auth).Get("/x", get)                // route GET /used/x fiber.get
	app.Group("/for").Use("/y", auth).Get("/x", get).Name("x") // route GET /for/x fiber.get
	used := g.Group("/named").Use(auth).Name("named.")
	used.Get("/x", get).Name("x").Post("/y", get)         // route GET /v1/named/x fiber.get; POST /v1/named/y fiber.get
	used.Group("/deep").Use(auth).Use(auth).Put("/", get) // route PUT /v1/named/deep/ fiber.get
	app.Use(auth).Get("/last", get)                       // route GET /last fiber.get
	app.Static("/assets", "./assets")                     // route GET /assets/* App.Static; HEAD /assets/* App.Static
	app.Mount("/admin", admin())
	return app
}

func admin() *fiber.App {
	app := fiber.New()
	app.Get("/stats", get) // route GET /admin/stats fiber.get
	return app
}

// New3 is New with the newer version.
func New3() *three.App {
	app := three.New()
	app.Get("/", get3)                                   // route GET / fiber.get3
	app.Add([]string{"GET", "PUT"}, "/add", auth3, get3) // route GET /add fiber.get3; PUT /add fiber.get3
	g := app.Group("/v1", auth3)
	g.Route("/users", func(r three.Router) {
		r.Patch("/:id", auth3, get3) // route PATCH /v1/users/:id fiber.get3
	})
	used := g.Group("/used").Use(auth3)
	used.Get("/x", get3).Name("x").Post("/y", get3)                     // route GET /v1/used/x fiber.get3; POST /v1/used/y fiber.get3
	app.Use("/v1", auth3).Get("/last", get3)                            // route GET /last fiber.get3
	chain := g.RouteChain("/carts").All(auth3).Get(get3)                // route GET /v1/carts fiber.get3
	chain.Post(auth3, get3).RouteChain("/:id").Delete(get3)             // route POST /v1/carts fiber.get3; DELETE /v1/carts/:id fiber.get3
	app.RouteChain("/chained").Add([]string{"GET", "PUT"}, auth3, get3) // route GET /chained fiber.get3; PUT /chained fiber.get3
	return app
}

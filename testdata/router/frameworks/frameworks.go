// Package frameworks serves apps whose own answers are theirs.
package frameworks

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

func fiberV2() error {
	app := fiber.New()     // want `what fiber.New makes answers 404 as text/plain and 405 as text/plain .* of its own accord`
	app.Use(recover.New()) // want `what recover.New makes answers 500 as text/plain of its own accord`
	app.Get("/hello", func(c *fiber.Ctx) error { return c.JSON("hello") })
	return app.Listen(":80")
}

func fiberV3() error {
	app := fiber3.New() // want `what fiber.New makes answers 404 as text/plain and 405 as text/plain .* of its own accord`
	app.Get("/hello", func(c fiber3.Ctx) error { return c.JSON("hello") })
	return app.Listen(":80")
}

func Handed() *fiber3.App {
	return fiber3.New() // ok: not seen to be served
}

// What echo answers is JSON.
func echoV4() error {
	e := echo.New() // ok
	e.GET("/hello", func(c echo.Context) error { return c.JSON(200, "hello") })
	return e.Start(":80")
}

func echoV5() error {
	e := echo5.New() // ok
	e.GET("/hello", func(c *echo5.Context) error { return c.JSON(200, "hello") })
	return e.Start(":80")
}

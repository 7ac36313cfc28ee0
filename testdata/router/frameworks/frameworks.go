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
	app := fiber.New()     // want `fiber\.New sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Use(recover.New()) // want `recover\.New sends its own 500 as text/plain; contract wpp requires a JSON body with errors\[\]`
	app.Get("/hello", func(c *fiber.Ctx) error { return c.JSON("hello") })
	return app.Listen(":80")
}

func fiberV3() error {
	app := fiber3.New() // want `fiber\.New sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
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

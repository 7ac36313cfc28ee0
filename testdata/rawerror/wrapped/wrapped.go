// Package wrapped has a helper that wraps what it sends, unless it is given no message.
package wrapped

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
)

type envelope struct {
	Title string `json:"title"`
	Is    any    `json:"is"`
}

func respond(c *fiber.Ctx, status int, title string, is any) error {
	c.Status(status)
	if title == "" {
		return c.JSON(is)
	}
	return c.JSON(envelope{Title: title, Is: is})
}

func refuse(c *fiber.Ctx, data any) error {
	return respond(c, fiber.StatusBadRequest, utils.StatusMessage(fiber.StatusBadRequest), data)
}

// plain differs in that it wraps nothing.
func plain(c *fiber.Ctx, data any) error {
	return c.Status(fiber.StatusBadRequest).JSON(data)
}

type order struct {
	ID int `json:"id"`
}

func get(c *fiber.Ctx) error {
	if c.Query("id") == "" {
		return refuse(c, "an id is wanted") // ok: in an object
	}
	return respond(c, fiber.StatusOK, "an order", order{1})
}

func put(c *fiber.Ctx) error {
	if c.Query("id") == "" {
		return plain(c, "an id is wanted") // want `plain sends the 400 as a bare JSON string`
	}
	return c.JSON(order{1})
}

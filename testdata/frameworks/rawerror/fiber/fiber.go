// Package fiber answers errors through fiber's context, without a responder.
package fiber

import (
	"fmt"

	"github.com/gofiber/fiber/v2"
)

type ticket struct {
	ID int `json:"id"`
}

func get(c *fiber.Ctx) error {
	switch id := c.Params("id"); id {
	case "":
		return c.Status(fiber.StatusBadRequest).SendString("an id is needed") // want `\(\*fiber.Ctx\).SendString sends the 400 as text/plain`
	case "0":
		return c.Status(404).SendString(fmt.Sprintf("there is no ticket %q", id)) // want `\(\*fiber.Ctx\).SendString sends the 404 as text/plain`
	case "1":
		return c.Status(fiber.StatusGone).JSON("closed") // want `\(\*fiber.Ctx\).JSON sends the 410 as a bare JSON string`
	case "2":
		c.Status(fiber.StatusConflict)
		return c.SendString("taken") // want `\(\*fiber.Ctx\).SendString sends the 409 as text/plain`
	case "3":
		return c.SendStatus(fiber.StatusLocked) // ok: the text is fiber's own, and there is no contract
	case "4":
		return c.Status(fiber.StatusGone).Send([]byte("closed")) // want `\(\*fiber.Ctx\).Send sends the 410 as text/plain`
	case "5":
		_ = c.Status(fiber.StatusGone).SendString("closed") // want `\(\*fiber.Ctx\).SendString sends the 410 as text/plain`
		return nil
	case "6":
		return c.Status(fiber.StatusGone).JSON(fiber.Map{"error": "closed"}) // ok
	case "7":
		return c.Status(fiber.StatusTeapot).Type("txt").SendString("no") // want `\(\*fiber.Ctx\).SendString sends the 418 as text/plain`
	}
	return c.JSON(ticket{ID: 1})
}

// routes answers from within closures.
func routes(app *fiber.App, limit int) {
	app.Post("/tickets", func(ctx *fiber.Ctx) error {
		var t ticket
		if err := ctx.BodyParser(&t); err != nil {
			return ctx.Status(fiber.StatusBadRequest).SendString("no ticket") // want `\(\*fiber.Ctx\).SendString sends the 400 as text/plain`
		}
		if t.ID > limit {
			ctx.Status(fiber.StatusUnprocessableEntity)
			if err := ctx.SendString("too high"); err != nil { // want `\(\*fiber.Ctx\).SendString sends the 422 as text/plain`
				return err
			}
			return nil
		}
		return ctx.Status(fiber.StatusCreated).JSON(t)
	})
}

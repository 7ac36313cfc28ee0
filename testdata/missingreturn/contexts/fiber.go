package contexts

import (
	"github.com/gofiber/fiber/v3"
)

type fiberDesk struct{ s store }

func (d fiberDesk) body(c fiber.Ctx) error {
	if d.s.Count() > 9 {
		_ = c.Status(fiber.StatusConflict).JSON("full") // ok: the guard below
	}
	if len(c.Response().Body()) > 0 {
		return nil
	}
	return c.JSON("there is room")
}

func (d fiberDesk) notAsked(c fiber.Ctx) error {
	if d.s.Count() > 9 {
		_ = c.Status(fiber.StatusConflict).JSON("full") // want `handler continues after fiber\.Ctx\.JSON sent 409: a second response is written at line \d+`
	}
	return c.Status(fiber.StatusOK).JSON("there is room")
}

func (d fiberDesk) check(c fiber.Ctx) error {
	if d.s.Count() > 9 {
		return c.Status(fiber.StatusConflict).JSON("full") // ok
	}
	return nil
}

func (d fiberDesk) checked(c fiber.Ctx) error {
	if err := d.check(c); err != nil { // want `handler continues after d.check, which may have sent 409`
		return err
	}
	return c.Status(fiber.StatusOK).JSON("there is room")
}

func (d fiberDesk) with(c fiber.Ctx, next func(name string) error) error {
	name := c.Params("name")
	if name == "" {
		return bad(c, "who?") // ok
	}
	return next(name)
}

func bad(c fiber.Ctx, text string) error {
	return c.Status(fiber.StatusBadRequest).JSON(fiber.Map{"message": text})
}

func (d fiberDesk) closure(c fiber.Ctx) error {
	return d.with(c, func(name string) error {
		if name == "nobody" {
			bad(c, "nobody") // want `handler continues after bad sent 400: a second response is written at line \d+`
		}
		if err := d.s.Save(name); err != nil {
			return fiber.NewError(fiber.StatusInternalServerError, "failed")
		}
		return c.JSON(name)
	})
}

func fiberAuth(key string) fiber.Handler {
	return func(c fiber.Ctx) error {
		if c.Get("X-Key") != key {
			_ = c.Status(fiber.StatusUnauthorized).JSON("no key") // want `handler continues after fiber\.Ctx\.JSON sent 401: the rejected request is still passed to the next handler at line \d+`
		}
		return c.Next()
	}
}

// The status is where the next handler begins.
func fiberMissing(c fiber.Ctx) error {
	if c.Path() == "" {
		c.Status(fiber.StatusNotFound) // ok
	}
	return c.Next()
}

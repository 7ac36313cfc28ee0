package contexts

import (
	"log/slog"

	"github.com/gofiber/fiber/v2"
)

type fiberV2Desk struct{ s store }

func (d fiberV2Desk) save(c *fiber.Ctx) error {
	if err := d.s.Save(c.Params("name")); err != nil {
		slog.Error("cannot save", "error", err)
		return nil // want `d.s.Save failed and the handler returns without a response`
	}
	return c.JSON("saved")
}

func (d fiberV2Desk) saveStatus(c *fiber.Ctx) error {
	if err := d.s.Save(c.Params("name")); err != nil {
		c.Status(fiber.StatusInternalServerError)
		return nil // ok here
	}
	return c.JSON("saved")
}

func (d fiberV2Desk) with(c *fiber.Ctx, next func(name string) error) error {
	name := c.Params("name")
	if name == "" {
		return c.Status(fiber.StatusBadRequest).JSON("who?")
	}
	return next(name)
}

func (d fiberV2Desk) closure(c *fiber.Ctx) error {
	return d.with(c, func(name string) error {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return nil // want `d.s.Save failed`
		}
		return c.JSON(name)
	})
}

func (d fiberV2Desk) closureReturns(c *fiber.Ctx) error {
	return d.with(c, func(name string) error {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return err // ok
		}
		return c.JSON(name)
	})
}

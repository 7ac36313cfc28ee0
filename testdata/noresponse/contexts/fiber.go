package contexts

import (
	"log/slog"

	"github.com/gofiber/fiber/v3"
)

type fiberDesk struct{ s store }

func (d fiberDesk) save(c fiber.Ctx) error {
	if err := d.s.Save(c.Params("name")); err != nil {
		slog.Error("cannot save", "error", err)
		return nil // want `d.s.Save failed and the handler returns without a response`
	}
	return c.JSON("saved")
}

func (d fiberDesk) saveStatus(c fiber.Ctx) error {
	if err := d.s.Save(c.Params("name")); err != nil {
		c.Status(fiber.StatusInternalServerError)
		return nil // ok here
	}
	return c.JSON("saved")
}

func (d fiberDesk) with(c fiber.Ctx, next func(name string) error) error {
	name := c.Params("name")
	if name == "" {
		return c.Status(fiber.StatusBadRequest).JSON("who?")
	}
	return next(name)
}

func (d fiberDesk) closure(c fiber.Ctx) error {
	return d.with(c, func(name string) error {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return nil // want `d.s.Save failed`
		}
		return c.JSON(name)
	})
}

func (d fiberDesk) closureReturns(c fiber.Ctx) error {
	return d.with(c, func(name string) error {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return err // ok
		}
		return c.JSON(name)
	})
}

// Package bind reads requests for other packages' handlers.
package bind

import "github.com/gofiber/fiber/v3"

// Body fills v.
func Body(c fiber.Ctx, v any) error { return c.Bind().Body(v) }

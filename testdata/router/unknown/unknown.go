// Package unknown makes middleware for an app that others build.
package unknown

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/limiter"
	"github.com/gofiber/fiber/v2/middleware/recover"
)

func Recovery() fiber.Handler { return recover.New() } // ok: what becomes of its errors is not known

func Limit() fiber.Handler { return limiter.New() } // want `limiter\.New sends its own 429 as text/plain; contract wpp requires a JSON body with errors\[\]`

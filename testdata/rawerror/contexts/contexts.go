// Package contexts answers with a status alone, through the contexts of
// frameworks and in the literals that helpers run.
package contexts

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
)

type item struct {
	Status int    `json:"status"`
	Text   string `json:"text"`
}

type failure struct {
	Errors []item `json:"errors"`
}

func problem(code int, text string) failure { return failure{Errors: []item{{code, text}}} }

func withID(c *gin.Context, next func(id string)) {
	id := c.Param("id")
	if id == "" {
		c.JSON(http.StatusBadRequest, problem(http.StatusBadRequest, "which?"))
		return
	}
	next(id)
}

func ginStatus(c *gin.Context) {
	withID(c, func(id string) {
		if id == "0" {
			c.Status(http.StatusNotFound) // want `sends the 404 without a body.*\(rawerror/empty\)`
			return
		}
		c.JSON(http.StatusOK, id)
	})
}

func ginStatusAndMore(c *gin.Context) {
	withID(c, func(id string) {
		if id == "0" {
			c.Status(http.StatusNotFound) // ok: the body follows
		}
	})
	c.JSON(-1, problem(http.StatusNotFound, "nothing"))
}

func run(next func(id string), id string) { next(id) }

// What runs the literal, and then answers.
func around(c *gin.Context, next func(id string)) {
	run(next, c.Param("id"))
	c.JSON(-1, problem(http.StatusNotFound, "nothing"))
}

func ginAround(c *gin.Context) {
	around(c, func(id string) {
		if id == "0" {
			c.Status(http.StatusNotFound) // ok: around adds the body
		}
	})
}

func echoWithID(c echo.Context, next func(id string) error) error {
	id := c.Param("id")
	if id == "" {
		return c.JSON(http.StatusBadRequest, problem(http.StatusBadRequest, "which?"))
	}
	return next(id)
}

func echoNoContent(c echo.Context) error {
	return echoWithID(c, func(id string) error {
		if id == "0" {
			return c.NoContent(http.StatusNotFound) // want `sends the 404 without a body.*\(rawerror/empty\)`
		}
		return c.JSON(http.StatusOK, id)
	})
}

// What the literal fails with, others answer.
func echoStatusAndError(c echo.Context) error {
	return echoWithID(c, func(id string) error {
		if id == "0" {
			return echo.NewHTTPError(http.StatusNotFound, problem(http.StatusNotFound, "nothing"))
		}
		return c.NoContent(http.StatusNoContent) // ok
	})
}

func fiberStatus(c fiber.Ctx) error {
	if c.Params("id") == "" {
		c.Status(fiber.StatusBadRequest) // want `sends the 400 without a body.*\(rawerror/empty\)`
		return nil
	}
	return c.JSON(c.Params("id"))
}

// A body of no bytes is sent with the status.
func fiberNoBytes(c fiber.Ctx) error {
	if c.Params("id") == "" {
		return c.Status(fiber.StatusConflict).Send(nil) // want `sends the 409 without a body.*\(rawerror/empty\)`
	}
	return c.JSON(c.Params("id"))
}

func fiberStatusBody(c fiber.Ctx) error {
	if c.Params("id") == "" {
		c.Status(fiber.StatusBadRequest) // ok: the body follows
		return c.JSON(problem(fiber.StatusBadRequest, "which?"))
	}
	return c.JSON(c.Params("id"))
}

func fiberWithID(c fiber.Ctx, next func(id string) error) error {
	id := c.Params("id")
	if id == "" {
		return c.Status(fiber.StatusBadRequest).JSON(problem(fiber.StatusBadRequest, "which?"))
	}
	if err := next(id); err != nil {
		return c.Status(fiber.StatusInternalServerError).JSON(problem(fiber.StatusInternalServerError, "failed"))
	}
	return nil
}

func fiberLiteral(c fiber.Ctx) error {
	return fiberWithID(c, func(id string) error {
		if id == "0" {
			c.Status(fiber.StatusBadRequest) // want `sends the 400 without a body.*\(rawerror/empty\)`
			return nil
		}
		return c.JSON(id)
	})
}

// The error makes fiberWithID answer.
func fiberLiteralFails(c fiber.Ctx) error {
	return fiberWithID(c, func(id string) error {
		if id == "0" {
			c.Status(fiber.StatusBadRequest) // ok: fiberWithID answers
			return http.ErrNoLocation
		}
		return c.JSON(id)
	})
}

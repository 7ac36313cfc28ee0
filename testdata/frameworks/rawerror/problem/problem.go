// Package problem has a contract that wants problems, and no responder.
package problem

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
)

func inGin(c *gin.Context) {
	if c.Query("q") == "" {
		c.AbortWithStatus(http.StatusBadRequest) // ok: a problem may have no body
		return
	}
	if c.Query("q") == "all" {
		c.String(http.StatusForbidden, "ask for less") // want `sends the 403 as text/plain`
		return
	}
	c.JSON(http.StatusOK, gin.H{"data": 1})
}

func inEcho(c echo.Context) error {
	if c.QueryParam("q") == "" {
		return c.NoContent(http.StatusBadRequest) // ok: a problem may have no body
	}
	if c.QueryParam("q") == "all" {
		return c.String(http.StatusForbidden, "ask for less") // want `sends the 403 as text/plain`
	}
	return c.JSON(http.StatusOK, map[string]any{"data": 1})
}

func inFiber(c fiber.Ctx) error {
	if c.Query("q") == "" {
		return c.SendStatus(fiber.StatusBadRequest) // want `sends the 400 as text/plain`
	}
	if c.Query("q") == "all" {
		return c.Status(fiber.StatusForbidden).SendString("ask for less") // want `sends the 403 as text/plain`
	}
	return c.JSON(fiber.Map{"data": 1})
}

// Package reply is how three services answer.
package reply

import (
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

type item struct {
	Code    string `json:"errorCode"`
	Message string `json:"errorMessage"`
}

type body struct {
	Errors []item `json:"errors"`
}

// Gin answers through gin's context.
func Gin(c *gin.Context, status int, code, message string) {
	c.AbortWithStatusJSON(status, body{Errors: []item{{code, message}}})
}

// Echo answers through echo's. What it returns is only that the client is gone.
func Echo(c echo.Context, status int, code, message string) error {
	return c.JSON(status, body{Errors: []item{{code, message}}})
}

// Fiber answers through fiber's.
func Fiber(c *fiber.Ctx, code, message string, status int) error {
	return c.Status(status).JSON(body{Errors: []item{{code, message}}})
}

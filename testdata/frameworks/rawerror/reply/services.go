// Package services answers through the project's own responders.
package services

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/frameworks/rawerror/reply/reply"
)

func inGin(c *gin.Context) {
	switch c.Query("q") {
	case "":
		c.AbortWithStatus(http.StatusBadRequest) // want `sends the 400 without a body`
	case "all":
		c.String(http.StatusForbidden, "ask for less than %d", 10) // want `sends the 403 as text/plain`
	case "more":
		http.Error(c.Writer, "there is no more", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
	case "much":
		c.Status(http.StatusForbidden)
		_, _ = c.Writer.Write([]byte("ask for less")) // want `Write sends the 403 as text/plain`
	case "none":
		_ = c.AbortWithError(http.StatusForbidden, http.ErrNotSupported) // want `sends the 403 without a body`
	case "twice":
		reply.Gin(c, http.StatusNotFound, "twice", "there is no more") // ok
	default:
		c.JSON(http.StatusOK, gin.H{"data": []int{1}})
	}
}

func inEcho(c echo.Context) error {
	switch c.QueryParam("q") {
	case "":
		return c.NoContent(http.StatusBadRequest) // want `sends the 400 without a body`
	case "all":
		return c.String(http.StatusForbidden, fmt.Sprintf("ask for less than %d", 10)) // want `sends the 403 as text/plain`
	case "more":
		http.Error(c.Response(), "there is no more", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
		return nil
	case "two":
		if err := c.String(http.StatusForbidden, "only one"); err != nil { // want `sends the 403 as text/plain`
			return fmt.Errorf("answer: %w", err)
		}
		return nil
	case "twice":
		return reply.Echo(c, http.StatusNotFound, "twice", "there is no more") // ok
	}
	return c.JSON(http.StatusOK, map[string]any{"data": []int{1}})
}

func inFiber(c *fiber.Ctx) error {
	switch c.Query("q") {
	case "":
		return c.SendStatus(fiber.StatusBadRequest) // want `sends the 400 as text/plain`
	case "all":
		return c.Status(fiber.StatusForbidden).SendString(fmt.Sprintf("ask for less than %d", 10)) // want `sends the 403 as text/plain`
	case "more":
		c.Status(fiber.StatusNotFound)
		return c.SendString("there is no more") // want `sends the 404 as text/plain`
	case "twice":
		return reply.Fiber(c, "twice", "there is no more", fiber.StatusNotFound) // ok
	}
	return c.JSON(fiber.Map{"data": []int{1}})
}

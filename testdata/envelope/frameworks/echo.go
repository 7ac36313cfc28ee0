package frameworks

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Echo answers through echo.
func Echo(c echo.Context) error {
	switch c.Param("case") {
	case "contract":
		return c.JSON(http.StatusNotFound, fault{Status: http.StatusNotFound, Message: "no"}) // ok
	case "struct":
		return c.JSON(http.StatusNotFound, problem{Status: http.StatusNotFound, Error: "no"}) // want `echo\.Context\.JSON sends a 404 body in which "message" is missing; contract amperity requires status, message \(envelope\)`
	case "map":
		return c.JSON(http.StatusNotFound, echo.Map{"status": 409, "message": c.Param("id")}) // want `"status" is 409, not 404`
	case "plain map":
		return c.JSON(http.StatusNotFound, map[string]any{"status": 404, "message": c.Param("id")}) // ok
	}
	return c.NoContent(http.StatusOK)
}

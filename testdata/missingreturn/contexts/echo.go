package contexts

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

type echoDesk struct{ s store }

func (d echoDesk) committed(c echo.Context) error {
	if d.s.Count() > 9 {
		_ = c.JSON(http.StatusConflict, "full") // ok: the guard below
	}
	if c.Response().Committed {
		return nil
	}
	return c.JSON(http.StatusOK, "there is room")
}

func (d echoDesk) notCommitted(c echo.Context) error {
	if d.s.Count() > 9 {
		_ = c.JSON(http.StatusConflict, "full") // want `handler continues after echo\.Context\.JSON sent 409: a second response is written at line \d+`
	}
	return c.JSON(http.StatusOK, "there is room")
}

// check answers, and what it returns is nil then.
func (d echoDesk) check(c echo.Context) error {
	if d.s.Count() > 9 {
		return c.JSON(http.StatusConflict, "full") // ok
	}
	return nil
}

func (d echoDesk) checked(c echo.Context) error {
	if err := d.check(c); err != nil { // want `handler continues after d\.check, which may have sent 409: a second response is written at line \d+`
		return err
	}
	return c.JSON(http.StatusOK, "there is room")
}

// refusal returns an error, which the framework answers.
func (d echoDesk) refusal(c echo.Context) error {
	if d.s.Count() > 9 {
		return echo.NewHTTPError(http.StatusConflict, "full")
	}
	return nil
}

func (d echoDesk) refused(c echo.Context) error {
	if err := d.refusal(c); err != nil { // ok
		return err
	}
	return c.JSON(http.StatusOK, "there is room")
}

func (d echoDesk) last(c echo.Context) error {
	return d.check(c) // ok
}

type guest struct {
	name string
	gone bool
}

func (d echoDesk) open(c echo.Context) (*guest, error) {
	g := &guest{name: c.Param("name")}
	if err := d.s.Save(g); err != nil {
		return nil, err
	}
	if g.gone {
		return g, c.JSON(http.StatusForbidden, "gone") // ok
	}
	return g, nil
}

func (d echoDesk) leave(c echo.Context) error {
	g, err := d.open(c) // want `handler continues after d.open, which may have sent 403`
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, g.name)
}

func (d echoDesk) find(c echo.Context) (*guest, error) {
	if d.s.Count() == 0 {
		return nil, c.JSON(http.StatusNotFound, "nobody is here") // ok
	}
	return &guest{}, nil
}

// What is nil tells.
func (d echoDesk) found(c echo.Context) error {
	g, err := d.find(c) // ok: nil where it has answered
	if g == nil || err != nil {
		return err
	}
	return c.JSON(http.StatusOK, g.name)
}

func (d echoDesk) foundBlindly(c echo.Context) error {
	g, err := d.find(c) // want `handler continues after d.find, which may have sent 404`
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, g.name)
}

// The guest's name tells.
func (d echoDesk) named(c echo.Context) error {
	g, err := d.open(c) // ok: what it gives is looked at
	if err != nil || g.gone {
		return err
	}
	return c.JSON(http.StatusOK, g.name)
}

func (d echoDesk) with(c echo.Context, next func(name string) error) error {
	name := c.Param("name")
	if name == "" {
		return c.JSON(http.StatusBadRequest, "who?") // ok
	}
	return next(name)
}

func reply(c echo.Context, code int, text string) error {
	return c.JSON(code, echo.Map{"message": text})
}

func (d echoDesk) closure(c echo.Context) error {
	return d.with(c, func(name string) error {
		if name == "nobody" {
			_ = reply(c, http.StatusBadRequest, "nobody") // want `handler continues after reply sent 400: a second response is written at line \d+`
		}
		if err := d.s.Save(name); err != nil {
			return reply(c, http.StatusInternalServerError, "failed") // ok
		}
		return reply(c, http.StatusOK, name)
	})
}

func echoAuth(key string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if c.Request().Header.Get("X-Key") != key {
				_ = c.JSON(http.StatusUnauthorized, "no key") // want `handler continues after echo\.Context\.JSON sent 401: the rejected request is still passed to the next handler at line \d+`
			}
			return next(c)
		}
	}
}

func echoAuthReturns(key string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if c.Request().Header.Get("X-Key") != key {
				return c.JSON(http.StatusUnauthorized, "no key") // ok
			}
			return next(c)
		}
	}
}

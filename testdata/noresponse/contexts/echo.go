package contexts

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"
)

var errGone = errors.New("gone")

type echoDesk struct{ s store }

func (d echoDesk) save(c echo.Context) error {
	if err := d.s.Save(c.Param("name")); err != nil {
		slog.Error("cannot save", "error", err)
		return nil // want `d.s.Save failed and the handler returns without a response`
	}
	return c.JSON(http.StatusOK, "saved")
}

func (d echoDesk) saveReturns(c echo.Context) error {
	if err := d.s.Save(c.Param("name")); err != nil {
		slog.Error("cannot save", "error", err)
		return err // ok
	}
	return c.JSON(http.StatusOK, "saved")
}

func (d echoDesk) saveEmpty(c echo.Context) error {
	if err := d.s.Save(c.Param("name")); err != nil {
		return c.NoContent(http.StatusInternalServerError) // ok here
	}
	return c.JSON(http.StatusOK, "saved")
}

func (d echoDesk) known(c echo.Context) error {
	err := d.s.Save(c.Param("name"))
	if errors.Is(err, errGone) {
		return nil // ok: of a certain kind
	}
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, "saved")
}

// A result that has a name.
func (d echoDesk) namedResult(c echo.Context) (err error) {
	if err = d.s.Save(c.Param("name")); err != nil {
		slog.Error("cannot save", "error", err)
		return // ok: it is the error
	}
	return c.JSON(http.StatusOK, "saved")
}

func (d echoDesk) with(c echo.Context, next func(name string) error) error {
	name := c.Param("name")
	if name == "" {
		return c.JSON(http.StatusBadRequest, "who?")
	}
	return next(name)
}

func (d echoDesk) closure(c echo.Context) error {
	return d.with(c, func(name string) error {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return nil // want `d.s.Save failed`
		}
		return c.JSON(http.StatusOK, name)
	})
}

func (d echoDesk) closureReturns(c echo.Context) error {
	return d.with(c, func(name string) error {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return err // ok
		}
		return c.JSON(http.StatusOK, name)
	})
}

func (d echoDesk) closureThenMore(c echo.Context) error {
	err := d.with(c, func(name string) error {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return nil // ok: the handler answers below
		}
		return c.JSON(http.StatusOK, name)
	})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, "saved")
}

// A middleware may do without.
func echoGuest(s store) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			name, err := c.Cookie("name")
			if err != nil {
				return next(c) // ok
			}
			if err := s.Save(name); err != nil {
				slog.Error("cannot save", "error", err)
				return nil // want `s.Save failed`
			}
			return next(c)
		}
	}
}

// optional is no handler of its own.
func (d echoDesk) optional(c echo.Context) error {
	if err := d.s.Save(c.Param("name")); err != nil {
		return nil // ok: the caller answers
	}
	if c.Param("name") == "" {
		return c.JSON(http.StatusBadRequest, "who?")
	}
	return nil
}

func (d echoDesk) useOptional(c echo.Context) error {
	if err := d.optional(c); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, "saved")
}

// What is deferred changes no result.
func (d echoDesk) saveLocked(c echo.Context) error {
	defer slog.Info("saved")
	if err := d.s.Save(c.Param("name")); err != nil {
		slog.Error("cannot save", "error", err)
		return nil // want `d.s.Save failed and the handler returns without a response`
	}
	return c.JSON(http.StatusOK, "saved")
}

func (d echoDesk) saveRecovered(c echo.Context) (err error) {
	defer func() {
		if err == nil {
			err = errGone
		}
	}()
	if failed := d.s.Save(c.Param("name")); failed != nil {
		slog.Error("cannot save", "error", failed)
		return nil // ok: what is deferred sees to it
	}
	return c.JSON(http.StatusOK, "saved")
}

// Package configured has middleware that is made for a mode: its maker is told.
package configured

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"connectrpc.com/connect"
	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

// Recover shows a panic where it is developed.
func Recover(develop bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			slog.Error("panic", "value", p)
			out := gin.H{"message": "internal error"}
			if develop {
				out["panic"] = fmt.Sprint(p)         // ok: in one mode only
				out["stack"] = string(debug.Stack()) // ok: in one mode only
			}
			c.AbortWithStatusJSON(http.StatusInternalServerError, out)
		}()
		c.Next()
	}
}

// Always shows it whatever it is told.
func Always(log bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if log {
				slog.Error("panic", "value", p)
			}
			c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"panic": fmt.Sprint(p)}) // want `\(errleak/panic\)`
		}()
		c.Next()
	}
}

// Adapt makes a handler of a function that fails; a mode decides who learns why.
func Adapt(verbose bool, f func(*http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := f(r); err != nil {
			text := "internal error"
			if verbose {
				text += ": " + err.Error() // ok: in one mode only
			}
			send(w, http.StatusInternalServerError, text)
		}
	}
}

// Asked lets the client choose.
func Asked(f func(*http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		answer(w, r.FormValue("verbose") != "", f(r))
	}
}

func answer(w http.ResponseWriter, verbose bool, err error) {
	func() {
		if verbose && err != nil {
			send(w, http.StatusInternalServerError, err.Error()) // not found: a parameter of this name is taken for a mode, whoever sets it
		}
	}()
}

// Gin asks gin for the mode.
func Gin(c *gin.Context, err error) {
	switch {
	case gin.IsDebugging():
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // ok: in one mode only
	case gin.Mode() != gin.ReleaseMode:
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // ok: in two
	case c.IsWebsocket():
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want `\(errleak/error\)`
	}
}

// Echo is the error handler that most apps of echo have.
func Echo(err error, c echo.Context) {
	var text any = "internal error"
	if c.Echo().Debug {
		text = err.Error() // ok: in one mode only
	}
	c.JSON(http.StatusInternalServerError, echo.Map{"message": text})
}

// Shown has no mode.
func Shown(err error, c echo.Context) {
	var text any = "internal error"
	if c.Echo().HideBanner {
		text = err.Error() // want `\(errleak/error\)`
	}
	c.JSON(http.StatusInternalServerError, echo.Map{"message": text})
}

// A Service of connect is told its mode.
type Service struct{ develop bool }

// Failed makes the answer.
func (s *Service) Failed(err error) error {
	if s.develop {
		return connect.NewError(connect.CodeInternal, err) // ok: in one mode only
	}
	return connect.NewError(connect.CodeInternal, errors.New("internal error"))
}

// Either makes it of one of two errors.
func (s *Service) Either(err error) error {
	shown := errors.New("internal error")
	if s.develop {
		shown = err
	}
	return connect.NewError(connect.CodeInternal, shown) // ok: in one mode only
}

// Both shows the error in either mode.
func (s *Service) Both(err error) error {
	if s.develop {
		slog.Error("failed", "error", err)
	}
	return connect.NewError(connect.CodeInternal, err) // want `\(errleak/error\)`
}

func send(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": text})
}

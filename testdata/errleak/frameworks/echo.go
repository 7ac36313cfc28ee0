// Package frameworks hands errors to frameworks, which make answers of them in
// ways of their own.
package frameworks

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/errleak/frameworks/apierr"
)

type store interface{ Save(id string) error }

type server struct {
	store store
	ready bool
	debug bool
}

type guest struct{ Name string }

// Routes registers the handlers.
func (s *server) Routes(e *echo.Echo) {
	e.HTTPErrorHandler = Handle
	e.POST("/bound", s.bound)
	e.POST("/told", s.told)
	e.POST("/helped", s.helped)
	e.POST("/passed", s.passed)
	e.POST("/literal", s.literal)
	e.POST("/typed", s.typed)
	e.POST("/guarded", s.guarded)
}

// Handle sends the text of errors that say so.
func Handle(err error, c echo.Context) {
	var (
		ours   *apierr.Error
		theirs *echo.HTTPError
	)
	if c.Response().Committed {
		return
	}
	status, text := http.StatusInternalServerError, "internal error"
	switch {
	case errors.As(err, &ours):
		status, text = ours.Status, ours.Text
	case errors.As(err, &theirs):
		status = theirs.Code
	}
	if c.Request().Method == http.MethodHead {
		_ = c.NoContent(status)
		return
	}
	_ = c.JSON(status, map[string]string{"message": text})
}

// HandleAll sends every error's text.
func HandleAll(err error, c echo.Context) {
	if c.Response().Committed { // a field of the library's is no mode
		return
	}
	_ = c.JSON(http.StatusInternalServerError, map[string]string{"message": err.Error()}) // want `\(errleak/error\)`
}

func (s *server) bound(c echo.Context) error {
	var g guest
	if err := c.Bind(&g); err != nil {
		return err // want `parse error text from echo\.Context\.Bind is sent to the client in the body of the 400 \(errleak/parse\)`
	}
	if err := s.store.Save(g.Name); err != nil {
		return err // ok: echo says nothing of it
	}
	return c.NoContent(http.StatusNoContent)
}

func (s *server) told(c echo.Context) error {
	var g guest
	if err := c.Bind(&g); err != nil {
		var he *echo.HTTPError
		if errors.As(err, &he) && g.Name == "" {
			return c.JSON(he.Code, he.Message) // want `\(errleak/parse\)`
		}
		return c.JSON(http.StatusBadRequest, map[string]string{"message": err.Error()}) // want `\(errleak/parse\)`
	}
	return c.NoContent(http.StatusNoContent)
}

// bind is no handler, though it looks like one.
func (g *guest) bind(c echo.Context) error {
	if err := c.Bind(g); err != nil {
		return err // ok: for the handler
	}
	return nil
}

func (s *server) helped(c echo.Context) error {
	var g guest
	if err := g.bind(c); err != nil {
		return err // want `\(errleak/parse\)`
	}
	return c.NoContent(http.StatusNoContent)
}

func (s *server) passed(c echo.Context) error {
	var g guest
	if g.bind(c) != nil {
		return echo.NewHTTPError(http.StatusBadRequest, "this is no guest") // ok: constant text
	}
	return s.bound(c) // ok: reported there
}

func (s *server) literal(c echo.Context) error {
	if err := s.store.Save("a"); err != nil {
		return &echo.HTTPError{
			Code:    http.StatusConflict,
			Message: err, // want `\(errleak/error4xx\)`
		}
	}
	if err := s.store.Save("b"); err != nil {
		return &echo.HTTPError{Code: http.StatusConflict, Message: err.Error()} // want `\(errleak/error4xx\)`
	}
	if err := s.store.Save("c"); err != nil {
		return &echo.HTTPError{Code: http.StatusConflict, Message: "not saved", Internal: err} // ok: it stays inside
	}
	return nil
}

func (s *server) typed(c echo.Context) error {
	if err := s.store.Save("a"); err != nil {
		return apierr.Because(http.StatusInternalServerError, "not saved", err) // want `\(errleak/error\)`
	}
	if err := s.store.Save("b"); err != nil {
		return apierr.Wrap(http.StatusInternalServerError, "not saved", err) // ok: for the log
	}
	return nil
}

// guarded asks two flags: what is tested before there is an error is no mode.
func (s *server) guarded(c echo.Context) error {
	if !s.ready {
		return c.NoContent(http.StatusServiceUnavailable)
	}
	err := s.store.Save("a")
	if err == nil {
		return c.NoContent(http.StatusNoContent)
	}
	if s.debug {
		return echo.NewHTTPError(http.StatusInternalServerError, "not saved: "+err.Error()) // ok: in debug mode alone
	}
	return echo.NewHTTPError(http.StatusInternalServerError, "not saved: "+s.store.Save("b").Error()) // want `\(errleak/error\)`
}

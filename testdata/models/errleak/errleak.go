// Package errleak sends errors through a framework that a model file describes.
package errleak

import (
	"errors"
	"log/slog"
	"os"

	"github.com/respvet/respvet/testdata/models/flint"
)

var errClosed = errors.New("the shop is closed")

type server struct{ dir string }

func (s *server) load(id string) (map[string]string, error) {
	data, err := os.ReadFile(s.dir + "/" + id)
	if err != nil {
		return nil, err
	}
	return map[string]string{"order": string(data)}, nil
}

func (s *server) sent(c *flint.Ctx) error {
	o, err := s.load(c.Param("id"))
	if err != nil {
		return c.Send(500, map[string]string{"error": err.Error()}) // want `error text from os.ReadFile is sent to the client in the body of the 500.*\(errleak/error\)`
	}
	return c.Send(200, o)
}

func (s *server) logged(c *flint.Ctx) error {
	o, err := s.load(c.Param("id"))
	if err != nil {
		slog.Error("load", "err", err)
		return c.Send(500, map[string]string{"error": "cannot load the order"}) // ok
	}
	return c.Send(200, o)
}

func (s *server) made(c *flint.Ctx) error {
	o, err := s.load(c.Param("id"))
	if err != nil {
		return flint.NewError(500, "cannot load: "+err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 500.*\(errleak/error\)`
	}
	return c.Send(200, o)
}

func (s *server) madeOfWords(c *flint.Ctx) error {
	o, err := s.load(c.Param("id"))
	if err != nil {
		slog.Error("load", "err", err)
		return flint.NewError(500, "cannot load the order") // ok
	}
	return c.Send(200, o)
}

func (s *server) literal(c *flint.Ctx) error {
	o, err := s.load(c.Param("id"))
	if err != nil {
		return &flint.Error{Code: 500, Message: err.Error()} // want `error text from os.ReadFile is sent to the client in the body of the 500.*\(errleak/error\)`
	}
	return c.Send(200, o)
}

func (s *server) plain(c *flint.Ctx) error {
	o, err := s.load(c.Param("id"))
	if err != nil {
		return err // want `error text from os.ReadFile is sent to the client in the body of the 500.*\(errleak/error\)`
	}
	return c.Send(200, o)
}

func (s *server) sentinel(c *flint.Ctx) error {
	if s.dir == "" {
		return errClosed // ok
	}
	return c.Send(200, s.dir)
}

// App makes the app: nothing of it can be replaced elsewhere.
func App() *flint.App {
	s := &server{"orders"}
	app := flint.New()
	app.Get("/sent", s.sent)
	app.Get("/logged", s.logged)
	app.Get("/made", s.made)
	app.Get("/madeofwords", s.madeOfWords)
	app.Get("/literal", s.literal)
	app.Get("/plain", s.plain)
	app.Get("/sentinel", s.sentinel)
	return app
}

// Package rawerror responds with texts through a framework that a model file describes.
package rawerror

import (
	"log/slog"
	"os"

	"github.com/respvet/respvet/testdata/models/flint"
)

type server struct{ dir string }

func (s *server) text(c *flint.Ctx) error {
	data, err := os.ReadFile(s.dir + "/order")
	if err != nil {
		slog.Error("load", "err", err)
		return c.Text(404, "no such order") // want `\(\*flint.Ctx\).Text sends the 404 as text/plain.*\(rawerror\)`
	}
	return c.Send(200, map[string]string{"order": string(data)})
}

func (s *server) json(c *flint.Ctx) error {
	data, err := os.ReadFile(s.dir + "/order")
	if err != nil {
		slog.Error("load", "err", err)
		return c.Send(404, map[string]string{"error": "no such order"}) // ok
	}
	return c.Send(200, map[string]string{"order": string(data)})
}

// Routes registers the handlers.
func Routes(app *flint.App) {
	s := &server{"orders"}
	app.Get("/text", s.text)
	app.Get("/json", s.json)
}

// Package served serves routers that others make, and makes some for others.
package served

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	"github.com/respvet/respvet/testdata/router/made"
)

func serve(s *made.Server) error {
	go http.ListenAndServe(":80", s.Handler())   // ok: chi's answers are replaced
	return http.ListenAndServe(":81", s.Inner()) // want `chi\.NewRouter in s\.Inner sends its own 404 as text/plain and an empty 405; contract wpp requires a JSON body with errors\[\] \(rawerror/router\)`
}

func two() error {
	r, err := made.Router() // want `chi\.NewRouter in made\.Router sends its own 405 without a body; contract wpp requires a JSON body with errors\[\]`
	if err != nil {
		return err
	}
	return http.ListenAndServe(":80", r)
}

func completed() error {
	r, err := made.Router() // ok: the rest is replaced here
	if err != nil {
		return err
	}
	r.MethodNotAllowed(missing)
	return http.ListenAndServe(":80", r)
}

func wrapped(s *made.Server, wrap func(http.Handler) http.Handler) error {
	return http.ListenAndServe(":80", wrap(s.Inner())) // ok: wrap may answer in its place
}

func logged(s *made.Server) *http.Server {
	return &http.Server{Handler: log(s.Inner())} // want `chi\.NewRouter in s\.Inner sends its own 404 as text/plain and an empty 405; contract wpp requires a JSON body with errors\[\]`
}

func log(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func engine() error {
	return made.Engine().Run(":80") // want `gin\.New in made\.Engine sends its own 404 as text/plain; contract wpp requires a JSON body with errors\[\]`
}

func routed() error {
	e := made.Engine() // ok
	e.NoRoute(func(c *gin.Context) { c.JSON(http.StatusNotFound, gin.H{"errors": []gin.H{}}) })
	return e.Run(":80")
}

func apps() error {
	go made.Handled().Listen(":80")                  // ok: it has an error handler
	go made.Configured(fiber.Config{}).Listen(":81") // ok: made does not know with what
	defer func() { _ = made.App().Listen(":82") }()  // want `fiber\.New in made\.App sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	return http.ListenAndServe(":83", made.Mux())    // want `mux\.NewRouter in made\.Mux sends its own 404 as text/plain and an empty 405; contract wpp requires a JSON body with errors\[\]`
}

// Again hands a router on.
func Again(s *made.Server) http.Handler { return s.Inner() } // ok: not seen to be served

// Of two apps one has an error handler.
func own() error {
	plain := fiber.New() // want `fiber\.New sends its own 404, 405, 413 and 431 as text/plain; contract wpp requires a JSON body with errors\[\]`
	plain.Get("/hello", func(c fiber.Ctx) error { return c.JSON("hello") })
	config := fiber.Config{ErrorHandler: func(c fiber.Ctx, err error) error {
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"errors": []any{}})
	}}
	handled := fiber.New(config) // ok
	go handled.Listen(":81")
	return plain.Listen(":80")
}

func missing(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusMethodNotAllowed)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{}})
}

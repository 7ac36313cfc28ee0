// Package made makes routers for others to serve.
package made

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v3"
	"github.com/gorilla/mux"
)

// A Server has routes.
type Server struct{}

// Handler puts answers of its own in place of chi's.
func (s *Server) Handler() http.Handler { // ok
	r := chi.NewRouter()
	r.NotFound(missing)
	r.MethodNotAllowed(missing)
	return r
}

// Inner leaves them to chi.
func (s *Server) Inner() http.Handler {
	r := chi.NewRouter()
	r.Get("/hello", missing)
	return r
}

// Router has no answer for a method.
func Router() (chi.Router, error) {
	r := chi.NewRouter()
	r.NotFound(missing)
	return r, nil
}

// Engine is made by a function of its own.
func Engine() *gin.Engine { return engine() }

func engine() *gin.Engine {
	e := gin.New()
	e.HandleMethodNotAllowed = true
	return e
}

// App has fiber's answers.
func App() *fiber.App { return fiber.New(fiber.Config{AppName: "app"}) }

// Handled has its own.
func Handled() *fiber.App {
	return fiber.New(fiber.Config{ErrorHandler: func(c fiber.Ctx, err error) error {
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"errors": []any{}})
	}})
}

// Configured is made with what somebody says.
func Configured(config fiber.Config) *fiber.App { return fiber.New(config) }

// Mux has a field for what is missing.
func Mux() *mux.Router { return mux.NewRouter() }

func missing(w http.ResponseWriter, r *http.Request) {}

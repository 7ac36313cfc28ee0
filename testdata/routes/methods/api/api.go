// Package api registers methods of an interface for packages that implement it.
package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
)

// Resource is what a service has under a path.
type Resource interface {
	List(w http.ResponseWriter, r *http.Request)
	Show(w http.ResponseWriter, r *http.Request)
}

// Mount registers a resource.
func Mount(r chi.Router, res Resource) {
	r.Get("/", res.List)                         // route GET /unknown/ Resource.List
	r.With(timed).Get("/{id}", logged(res.Show)) // route GET /unknown/{id} Resource.Show
}

func logged(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { next(w, r) }
}

func timed(next http.Handler) http.Handler { return next }

// Handlers are what Server registers.
type Handlers interface {
	Login(c *gin.Context)
	Logout(c *gin.Context)
}

// A Server registers what it is made with.
type Server struct {
	handlers Handlers
	prefix   string
}

// NewServer makes one.
func NewServer(h Handlers) *Server { return &Server{handlers: h, prefix: "/auth"} }

// Register registers with an engine.
func (s *Server) Register(e *gin.Engine) {
	g := e.Group("/v1")
	g.POST("/login", s.handlers.Login)
	s.more(g)
}

func (s *Server) more(g *gin.RouterGroup) {
	g.POST("/logout", s.handlers.Logout)
}

// Injected is registered by a library that finds out what to call it with.
func Injected(e *gin.Engine, h Handlers) {
	e.POST("/injected", h.Login) // route POST ?/injected Handlers.Login
}

// Options are those of HandlerWithOptions.
type Options struct {
	BaseURL    string
	BaseRouter chi.Router
}

type wrapper struct{ handler Resource }

func (w *wrapper) list(rw http.ResponseWriter, r *http.Request) { w.handler.List(rw, r) }

// HandlerWithOptions registers in scopes, as generated code does.
func HandlerWithOptions(res Resource, options Options) http.Handler {
	r := options.BaseRouter
	if r == nil {
		r = chi.NewRouter()
	}
	w := wrapper{handler: res}
	r.Group(func(r chi.Router) {
		r.Get(options.BaseURL+"/wrapped", w.list)
	})
	r.Route("/scoped", func(r chi.Router) {
		r.Get("/", res.List)
		r.Route("/{id}", func(r chi.Router) {
			r.Get("/", res.Show)
		})
	})
	return r
}

// Makers make handlers.
type Makers interface{ List() gin.HandlerFunc }

// Made registers what they make.
func Made(e *gin.Engine, m Makers) {
	e.GET("/made", m.List())
}

// Package methods registers methods of interfaces, of which callers say whose they are.
package methods

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/routes/methods/api"
	"github.com/respvet/respvet/testdata/routes/methods/impl"
)

type users struct{}

func (*users) List(w http.ResponseWriter, r *http.Request) {}
func (*users) Show(w http.ResponseWriter, r *http.Request) {}

type orders struct{ *users }

func (orders) Show(w http.ResponseWriter, r *http.Request) {}

// Chi passes two resources to a function of another package.
func Chi() http.Handler {
	r := chi.NewRouter()
	r.Route("/users", func(r chi.Router) {
		api.Mount(r, &users{}) // route GET /users/ users.List; GET /users/{id} users.Show
	})
	r.Route("/orders", func(r chi.Router) {
		api.Mount(r, orders{}) // route GET /orders/ users.List; GET /orders/{id} orders.Show
	})
	var either api.Resource = &users{}
	if os.Getenv("ORDERS") != "" {
		either = orders{}
	}
	r.Route("/either", func(r chi.Router) {
		api.Mount(r, either) // route GET /either/ users.List; GET /either/{id} users.Show; GET /either/{id} orders.Show
	})
	r.Route("/unknown", func(r chi.Router) {
		api.Mount(r, made())
	})
	r.Mount("/generated", api.HandlerWithOptions(&users{}, api.Options{BaseURL: "/v1"})) // route GET /generated/v1/wrapped wrapper.list; GET /generated/scoped/ users.List; GET /generated/scoped/{id}/ users.Show
	return r
}

var made func() api.Resource

type session struct{}

func (session) Login(c *gin.Context)  {}
func (session) Logout(c *gin.Context) {}

// Gin gives a server of another package its handlers.
func Gin() http.Handler {
	e := gin.New()
	s := api.NewServer(session{})
	s.Register(e) // route POST /v1/login session.Login; POST /v1/logout session.Logout
	return e
}

// Hidden passes values of types that their package keeps to itself.
func Hidden(db any) http.Handler {
	e := gin.New()
	api.NewServer(impl.New(db)).Register(e) // route POST /v1/login session.Login; POST /v1/logout session.Logout
	api.Made(e, impl.NewBooks(db))          // route GET /made books.List
	return e
}

type books interface {
	list(c echo.Context) error
	create(c echo.Context) error
}

type shelf struct{}

func (shelf) list(c echo.Context) error   { return nil }
func (shelf) create(c echo.Context) error { return nil }

type archive struct{}

func (archive) list(c echo.Context) error   { return nil }
func (archive) create(c echo.Context) error { return nil }

// Echo passes what the package has to functions of its own.
func Echo() *echo.Echo {
	e := echo.New()
	register(e.Group("/books"), shelf{})
	register(e.Group("/archive"), archive{})
	var b books = shelf{}
	e.GET("/here", b.list) // route GET /here shelf.list
	a := &app{books: archive{}}
	a.routes(e)
	return e
}

func register(g *echo.Group, b books) {
	g.GET("", b.list)    // route GET /books shelf.list; GET /archive archive.list
	g.POST("", b.create) // route POST /books shelf.create; POST /archive archive.create
	nested(g.Group("/n"), b)
}

func nested(g *echo.Group, b books) {
	g.PUT("", b.create) // route PUT /books/n shelf.create; PUT /archive/n archive.create
}

type app struct {
	books books // always an archive
	any   books // one or the other
}

func (a *app) routes(e *echo.Echo) {
	e.GET("/kept", a.books.list) // route GET /kept archive.list
	e.GET("/any", a.any.list)    // route GET /any books.list
}

func (a *app) choose(old bool) {
	a.any = shelf{}
	if old {
		a.any = archive{}
	}
}

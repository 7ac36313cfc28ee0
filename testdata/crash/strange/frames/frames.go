// Package frames calls the frameworks in every way that a call can be written.
package frames

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
)

func pair() (int, any)                    { return 500, nil }
func text() (int, string)                 { return 500, "no" }
func format() (int, string, any)          { return 500, "%v", errors.New("x") }
func failure() (int, error)               { return 0, errors.New("x") }
func named() (string, any)                { return "", nil }
func handlers() (string, gin.HandlerFunc) { return "/", nil }
func contexts() (*gin.Context, int, any)  { return nil, 500, nil }
func plain() (string, http.HandlerFunc)   { return "GET ", nil }
func served() (string, http.Handler)      { return "", nil }
func errorless() error                    { return nil }

func gins(c *gin.Context) {
	c.JSON(pair())
	c.XML(pair())
	c.AbortWithStatusJSON(pair())
	c.String(format())
	c.Redirect(text())
	c.AbortWithError(failure())
	c.AbortWithError(failure()).SetType(gin.ErrorTypePublic).SetMeta(nil).JSON()
	c.Error(errorless())
	c.Set(named())
	(*gin.Context).JSON(contexts())
	(*gin.Context).Next(c)
	(*gin.Context).Abort(c)
	next, abort, done, send, status := c.Next, c.Abort, c.IsAborted, c.JSON, c.AbortWithStatus
	next()
	abort()
	if done() {
		status(500)
	}
	send(pair())
	send(404, gin.H{"error": c.Errors.String(), "last": c.Errors.Last().Err, "all": c.Errors})
	defer c.JSON(500, nil)
	defer c.Abort()
	defer c.Next()
	go c.Copy().JSON(pair())
	bind := c.ShouldBindJSON
	if err := bind(c); err != nil {
		c.JSON(400, err)
	}
	c.Status(-1)
	c.AbortWithStatus(0)
	c.Header("", "")
	c.Render(500, nil)
	c.Writer.WriteHeader(500)
	write := c.Writer.Write
	write(nil)
	c.Writer = c.Writer
	c.Request = c.Request.WithContext(nil)
	c.Copy().Copy().Writer.Header().Set("A", "b")
	func(c *gin.Context) { *c = gin.Context{}; c.Next() }(c)
	c = nil
	c.JSON(500, c)
}

type controller struct {
	*gin.Context
	inner *controller
	h     gin.HandlersChain
	gin.IRouter
}

func (k *controller) ok()                 { k.inner.ok(); k.JSON(200, k); k.inner.inner.Context.JSON(500, k.h) }
func (k controller) serve(c *gin.Context) { k.h[0](c); k.h[len(k.h)-1](k.Context); k.h.Last()(c) }
func middleware(next ...gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		for _, h := range next {
			h(c)
		}
		middleware(next[1:]...)(c)
		c.Next()
	}
}

func ginRoutes(e *gin.Engine, k *controller) {
	e.GET("")
	e.GET("", gins)
	e.Handle("", "", gins, gins)
	e.Handle("GET", "/:", k.serve, k.ok2)
	e.Any("//", middleware(), middleware(gins), middleware(k.h...))
	e.GET("/x", k.h...)
	e.Group("").Group(":").Group("*").POST("*", gins)
	e.Use()
	e.Use(nil...)
	e.NoRoute()
	e.NoMethod(middleware())
	e.Match(nil, "{", gins)
	e.Match([]string{""}, "}", gins)
	for p, h := range map[string]gin.HandlerFunc{"": gins} {
		e.DELETE(p, h)
	}
	for _, r := range [...]struct {
		m, p string
		h    []gin.HandlerFunc
	}{{"", "", nil}, {h: []gin.HandlerFunc{gins}}} {
		e.Handle(r.m, r.p, r.h...)
	}
	get, use, group := e.GET, e.Use, e.Group
	get("/y", gins)
	use(gins)
	group("/g").GET("/", gins)
	(*gin.Engine).Use(e, gins)
	k.IRouter.GET("/", gins)
	var r gin.IRouter = e
	for range 3 {
		r = r.Group("/more")
	}
	r.GET("/z", gins)
	e.Routes()[0].HandlerFunc(nil)
	var none *gin.Engine
	none.GET("/", nil)
	func(rs ...gin.IRoutes) { rs[0].GET("/v", gins) }(e, r)
}

func (k *controller) ok2(c *gin.Context) { k.ok() }

func echos(c echo.Context) (err error) {
	send := c.JSON
	if err := send(pair()); err != nil {
		return echo.NewHTTPError(0, err, err)
	}
	if c.Response().Committed {
		return c.JSON(pair())
	}
	defer func() { err = errors.Join(err, c.String(text())) }()
	switch err := c.Bind(c); {
	case errors.Is(err, echo.ErrNotFound):
		return echo.ErrNotFound.SetInternal(err).WithInternal(err)
	case err != nil:
		return &echo.HTTPError{Code: -1, Message: c, Internal: &echo.HTTPError{}}
	}
	f := echo.NewHTTPError
	if f(500) != nil {
		return f(pair())
	}
	return echo.NewHTTPError(400)
}

func echoRoutes(e *echo.Echo) {
	e.GET("", echos)
	e.Add("", "", echos, nil)
	e.Any("*", echos, func(next echo.HandlerFunc) echo.HandlerFunc { return next })
	e.Match(nil, ":", echos)
	e.Use()
	e.Group("").Group("/:").GET("", echos)
	e.HTTPErrorHandler = func(err error, c echo.Context) {
		e.HTTPErrorHandler(err, c)
		e.DefaultHTTPErrorHandler(err, c)
		var he *echo.HTTPError
		errors.As(err, &he)
		c.JSON(he.Code, he.Message)
	}
	e.RouteNotFound("/*", echos)
	get := e.GET
	get("/", echos).Name = ""
	wrap := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := next(c); err != nil {
				return next(c)
			}
			return nil
		}
	}
	e.GET("/w", wrap(wrap(wrap(echos))))
	e.Use(wrap, wrap)
}

func fibers(c *fiber.Ctx) error {
	send, next := c.JSON, c.Next
	if err := next(); err != nil {
		return c.Status(500).JSON(send(err))
	}
	c.Status(500)
	c.Status(500).Status(404).Status(0)
	c.Status(200).Type("").SendString("")
	if err := (*fiber.Ctx).Next(c); err != nil {
		return fiber.NewError(0)
	}
	var e *fiber.Error
	if errors.As(c.Next(), &e) {
		return c.Status(e.Code).SendString(e.Message + fmt.Sprint(e))
	}
	return fiber.NewError(500, "a", "b")
}

func fiberRoutes(a *fiber.App) {
	a.Get("")
	a.Get("", fibers)
	a.Use()
	a.Use("")
	a.Use(fibers, "/x", fibers, nil, []string{"/y"})
	a.Add("", "", fibers)
	a.All("*", fibers)
	a.Group("").Group("/:").Get("*", fibers)
	a.Mount("", a)
	a.Route("", func(r fiber.Router) { r.Route("/", func(r fiber.Router) { r.Get("/", fibers) }) })
	a.Static("", "")
	fiber.New(fiber.Config{}, fiber.Config{ErrorHandler: func(c *fiber.Ctx, err error) error { return c.App().ErrorHandler(c, err) }}).Listen("")
}

func routes(m *http.ServeMux, c chi.Router, g *mux.Router) {
	http.HandleFunc(plain())
	http.Handle(served())
	m.HandleFunc(plain())
	m.Handle(served())
	for _, p := range []string{"", " ", "GET", "GET ", "GET  /", "/{", "/}", "/{}", "/{$}", "/{...}", "{x}/", "//", "GET h", "h/", ":", "*", "/{x...}/y", "/{x"} {
		m.HandleFunc(p, func(w http.ResponseWriter, r *http.Request) { http.Error(w, r.PathValue(""), 500) })
		c.Get(p, func(w http.ResponseWriter, r *http.Request) {})
		g.HandleFunc(p, func(w http.ResponseWriter, r *http.Request) {}).Methods().Methods("").Name("")
	}
	m.HandleFunc("", nil)
	m.HandleFunc("GET ", func(http.ResponseWriter, *http.Request) {})
	m.HandleFunc("/{", func(http.ResponseWriter, *http.Request) {})
	m.HandleFunc("{}", func(http.ResponseWriter, *http.Request) {})
	m.HandleFunc("/{...}/", func(http.ResponseWriter, *http.Request) {})
	c.Get("", nil)
	c.Method("", "", nil)
	c.MethodFunc("get", "{:", func(http.ResponseWriter, *http.Request) {})
	c.Route("", func(r chi.Router) {
		r.Route("/{", func(r chi.Router) { r.Get("*", func(http.ResponseWriter, *http.Request) {}) })
	})
	c.Mount("", c)
	c.Mount("/", chi.NewRouter())
	c.With().With(nil).Get("/", nil)
	c.Use()
	c.Group(nil)
	c.NotFound(nil)
	g.Handle("", nil)
	g.PathPrefix("").Subrouter().PathPrefix("{").Subrouter().Handle("}", g)
	g.Path("").HandlerFunc(nil)
	g.NotFoundHandler = g
	http.StripPrefix("", http.StripPrefix("/", m)).ServeHTTP(nil, nil)
	http.ListenAndServe("", http.TimeoutHandler(m, 0, ""))
	handle := http.HandleFunc
	handle("/h", func(http.ResponseWriter, *http.Request) {})
	add := m.HandleFunc
	add("/a", func(http.ResponseWriter, *http.Request) {})
}

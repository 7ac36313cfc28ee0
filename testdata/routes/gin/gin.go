// Package gin registers with gin's groups.
package gin

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/routes/gin/orders"
)

func get(c *gin.Context)  {}
func auth(c *gin.Context) {}

type server struct {
	*gin.Engine
	api *gin.RouterGroup
}

// New makes the service's handler.
func New() *gin.Engine {
	r := gin.Default()
	r.GET("/", get)                                       // route GET / gin.get
	r.GET("relative", auth, get)                          // route GET /relative gin.get
	r.Any("/any", get)                                    // route /any gin.get
	r.Match([]string{"GET", "HEAD"}, "/match", auth, get) // route GET /match gin.get; HEAD /match gin.get
	r.Handle("DELETE", "/handle", get)                    // route DELETE /handle gin.get
	r.POST("/wrapped", gin.WrapF(plain))                  // route POST /wrapped gin.plain
	r.Static("/assets", "./assets")                       // route GET /assets/* RouterGroup.Static; HEAD /assets/* RouterGroup.Static
	r.StaticFile("/favicon.ico", "favicon.ico")           // route GET /favicon.ico RouterGroup.StaticFile; HEAD /favicon.ico RouterGroup.StaticFile
	v1 := r.Group("/v1", auth)
	v1.Use(auth)
	{
		v1.PUT("/x/:id", get) // route PUT /v1/x/:id gin.get
		deep := v1.Group("/deep/")
		deep.PATCH("/y", get) // route PATCH /v1/deep/y gin.get
	}
	r.Group("/user").Use(auth).POST("", get).DELETE("/:id", get) // route POST /user gin.get; DELETE /user/:id gin.get
	orders.Register(v1.Group("/orders"))
	orders.Register(r.Group("/old"))
	s := &server{Engine: r, api: r.Group("/api")}
	s.routes()
	return r
}

func (s *server) routes() {
	s.GET("/embedded", get)  // route GET /embedded gin.get
	s.api.GET("/field", get) // route GET /api/field gin.get
	for _, e := range []struct {
		path string
		h    gin.HandlerFunc
	}{{"/one", get}, {"/two", auth}} {
		s.api.GET(e.path, auth, e.h) // route GET /api/one gin.get; GET /api/two gin.auth
	}
}

func plain(w http.ResponseWriter, r *http.Request) {}

// Package gin serves a warehouse, by tables and groups.
package gin

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/statuscode/routes/gin/stock"
)

type server struct{ api *gin.RouterGroup }

// New makes the service's handler.
func New() http.Handler {
	e := gin.New()
	s := &server{api: e.Group("/api")}
	for _, r := range []struct {
		method, path string
		h            gin.HandlerFunc
	}{
		{http.MethodGet, "/parts/:id", s.get},
		{http.MethodPut, "/parts/:id", s.put},
	} {
		s.api.Handle(r.method, r.path, r.h)
	}
	s.api.GET("/count", stock.Count) // want `stock\.Count sends 409 Conflict, which operation stock-count in .*api\.json:11 does not document \(only 200, 404\) \(statuscode/undocumented\)`
	return e
}

func (s *server) get(c *gin.Context) {
	c.JSON(http.StatusGone, nil) // ok: 4XX
}

func (s *server) put(c *gin.Context) {
	if c.Param("id") == "" {
		c.JSON(http.StatusNotFound, nil) // ok
		return
	}
	c.JSON(http.StatusGone, nil) // want `\(\*gin\.Context\)\.JSON sends 410 Gone, which operation replace in .*api\.json:8 does not document \(only 200, 404\) \(statuscode/undocumented\)`
}

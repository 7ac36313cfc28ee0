// Package gin serves documented operations with gin.
package gin

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type api struct{ users map[string]string }

// @Success 200 {object} string
// @Failure 400 {object} string // want `400 Bad Request is documented, get never sends it`
// @Failure 401 {object} string
// @Failure 404 {object} string
// @Router /v1/users/{id} [get]
func (a *api) get(c *gin.Context) {
	u, ok := a.users[c.Param("id")]
	if !ok {
		c.JSON(http.StatusNotFound, gin.H{"error": "no such user"})
		return
	}
	c.JSON(http.StatusOK, u)
}

// One that binds: the 400 is gin's.
//
// @Success 201 {object} string
// @Failure 400 {object} string
// @Failure 401 {object} string
// @Failure 409 {object} string // want `409 Conflict is documented, create never sends it`
// @Router /v1/users [post]
func (a *api) create(c *gin.Context) {
	var u struct {
		Name string `json:"name" binding:"required"`
	}
	if err := c.BindJSON(&u); err != nil {
		return
	}
	a.users[u.Name] = u.Name
	c.JSON(http.StatusCreated, u)
}

// Not in the group: nobody asks for a key.
//
// @Success 200 {object} string
// @Failure 401 {object} string // want `401 Unauthorized is documented, health never sends it`
// @Router /health [get]
func (a *api) health(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"ok": true}) }

// A middleware of one route.
//
// @Success 200 {object} string
// @Failure 403 {object} string
// @Failure 429 {object} string // want `429 Too Many Requests is documented, report never sends it`
// @Router /report [get]
func (a *api) report(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"ok": true}) }

// The same before a middleware that is not known.
//
// @Success 200 {object} string
// @Failure 403 {object} string
// @Failure 429 {object} string
// @Router /other [get]
func (a *api) other(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"ok": true}) } // ok

func key() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("X-Key") == "" {
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "no key"})
			return
		}
		c.Next()
	}
}

func staff(c *gin.Context) {
	if c.GetHeader("X-Role") != "staff" {
		c.AbortWithStatusJSON(http.StatusForbidden, gin.H{"error": "not allowed"})
	}
}

// Run serves it; plugin is what an operator has configured.
func Run(plugin gin.HandlerFunc) error {
	a := &api{users: make(map[string]string)}
	r := gin.New()
	r.Use(gin.Logger(), gin.Recovery())
	r.GET("/health", a.health)
	r.GET("/report", staff, a.report)
	r.GET("/other", plugin, a.other)
	v1 := r.Group("/v1", key())
	v1.GET("/users/:id", a.get)
	v1.POST("/users", a.create)
	return r.Run(":8080")
}

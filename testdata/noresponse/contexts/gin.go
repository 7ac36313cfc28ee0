// Package contexts answers, or does not, through the contexts of frameworks.
package contexts

import (
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
)

type store interface {
	Save(v any) error
}

type guest struct{ Name string }

type ginDesk struct{ s store }

func (d ginDesk) bound(c *gin.Context) {
	var in guest
	if err := c.ShouldBindJSON(&in); err != nil {
		return // want `c.ShouldBindJSON failed and the handler returns without a response`
	}
	c.JSON(http.StatusOK, in)
}

func (d ginDesk) bind(c *gin.Context) {
	var in guest
	if err := c.BindJSON(&in); err != nil {
		return // ok: BindJSON has answered
	}
	c.JSON(http.StatusOK, in)
}

func (d ginDesk) mustBind(c *gin.Context) {
	var in guest
	if err := c.Bind(&in); err != nil {
		slog.Error("cannot read", "error", err)
		return // ok: Bind has answered
	}
	if err := d.s.Save(in); err != nil {
		return // want `d.s.Save failed`
	}
	c.JSON(http.StatusOK, in)
}

func (d ginDesk) left(c *gin.Context) {
	if err := d.s.Save(nil); err != nil {
		_ = c.Error(err)
		return // ok: a middleware answers
	}
	c.JSON(http.StatusOK, "saved")
}

func (d ginDesk) parsed(c *gin.Context) {
	var in guest
	if err := c.ShouldBindQuery(&in); err != nil {
		_ = c.Error(err).SetType(gin.ErrorTypeBind)
		return // ok: a middleware answers
	}
	c.JSON(http.StatusOK, "saved")
}

func withGuest(c *gin.Context, next func(name string)) {
	name := c.Param("name")
	if name == "" {
		c.JSON(http.StatusBadRequest, "who?")
		return
	}
	next(name)
}

// logged runs next and tells what came of it.
func logged(c *gin.Context, next func(name string)) {
	next(c.Param("name"))
	c.JSON(http.StatusOK, "done")
}

func (d ginDesk) closure(c *gin.Context) {
	withGuest(c, func(name string) {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return // want `d.s.Save failed`
		}
		c.JSON(http.StatusOK, name)
	})
}

func (d ginDesk) closureThenMore(c *gin.Context) {
	withGuest(c, func(name string) {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return // ok: the handler answers below
		}
	})
	c.JSON(http.StatusOK, "saved")
}

func (d ginDesk) closureAnswered(c *gin.Context) {
	logged(c, func(name string) {
		if err := d.s.Save(name); err != nil {
			slog.Error("cannot save", "error", err)
			return // ok: logged answers
		}
		c.Header("X-Name", name)
		c.JSON(http.StatusOK, name)
	})
}

// Who returns from a middleware of gin without an answer hands the request on.
func ginGuest(s store) gin.HandlerFunc {
	return func(c *gin.Context) {
		name, err := c.Cookie("name")
		if err != nil {
			return // ok: a guest without a name
		}
		if err := s.Save(name); err != nil {
			c.AbortWithStatusJSON(http.StatusUnauthorized, "who?")
			return
		}
		c.Set("name", name)
	}
}

func ginGuestNext(s store) gin.HandlerFunc {
	return func(c *gin.Context) {
		name, err := c.Cookie("name")
		if err != nil {
			return // ok: a guest without a name
		}
		if err := s.Save(name); err != nil {
			c.AbortWithStatusJSON(http.StatusUnauthorized, "who?")
			return
		}
		c.Set("name", name)
		c.Next()
	}
}

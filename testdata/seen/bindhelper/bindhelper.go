// Package bindhelper goes on after a helper's call has refused a request, and leaves
// requests without a response that no helper has refused.
package bindhelper

import (
	"errors"
	"io"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/respvet/respvet/testdata/seen/bindhelper/bind"
)

type order struct {
	ID    string
	Count int
}

func (o order) valid() bool { return o.Count > 0 }

// Helpers of this package that tell by a boolean.

func parse(c *gin.Context, v any) bool { return c.BindJSON(v) == nil }

func quietly(c *gin.Context, v any) bool {
	err := c.ShouldBindJSON(v)
	if err != nil {
		log.Print(err)
		return false
	}
	return true
}

func parseValid(c *gin.Context, o *order) bool {
	if err := c.BindJSON(o); err != nil {
		return false
	}
	return o.valid()
}

// A body need not be there.
func optional(c *gin.Context, v any) bool {
	if err := c.ShouldBindJSON(v); err != nil {
		if errors.Is(err, io.EOF) {
			return false
		}
		log.Print(err)
		return false
	}
	return true
}

func must(c *gin.Context, v any) { _ = c.BindJSON(v) }

func mustPanic(c *gin.Context, v any) {
	if err := c.BindJSON(v); err != nil {
		panic(err)
	}
}

func ignored(c *gin.Context) {
	var o order
	parse(c, &o) // want `handler continues after parse, which may have sent 400: a second response is written at line \d+ \(missingreturn\)`
	c.JSON(http.StatusOK, o)
}

func ignoredOfOthers(c *gin.Context) {
	var o order
	bind.JSON(c, &o) // want `handler continues after bind\.JSON, which may have sent 400: a second response is written at line \d+ \(missingreturn\)`
	c.JSON(http.StatusOK, o)
}

func ignoredQuietly(c *gin.Context) {
	var o order
	quietly(c, &o)
	c.JSON(http.StatusOK, o)
}

func again(c *gin.Context) {
	var o order
	if !parse(c, &o) {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "no order"}) // want "lateheader"
		return
	}
	c.JSON(http.StatusOK, o)
}

func onceQuietly(c *gin.Context) {
	var o order
	if !quietly(c, &o) {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "no order"})
		return
	}
	c.JSON(http.StatusOK, o)
}

func asked(c *gin.Context) {
	var o order
	if !parse(c, &o) {
		return
	}
	c.JSON(http.StatusOK, o)
}

func askedQuietly(c *gin.Context) {
	var o order
	if !quietly(c, &o) {
		return // want "noresponse"
	}
	c.JSON(http.StatusOK, o)
}

func askedOthers(c *gin.Context) {
	var o order
	if !bind.JSON(c, &o) {
		return
	}
	c.JSON(http.StatusOK, o)
}

func askedOthersQuietly(c *gin.Context) {
	var o order
	if ok := bind.Quietly(c, &o); !ok {
		return // want "noresponse"
	}
	c.JSON(http.StatusOK, o)
}

// It may have been refused by both or by neither.
func askedValid(c *gin.Context) {
	var o order
	if !parseValid(c, &o) {
		return
	}
	c.JSON(http.StatusOK, o)
}

func askedValidAgain(c *gin.Context) {
	var o order
	if !parseValid(c, &o) {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": "no order"})
		return
	}
	c.JSON(http.StatusOK, o)
}

func askedOptional(c *gin.Context) {
	var o order
	if !optional(c, &o) {
		return
	}
	c.JSON(http.StatusOK, o)
}

func told(c *gin.Context) {
	var o order
	must(c, &o) // want "missingreturn"
	c.JSON(http.StatusOK, o)
}

func toldAsked(c *gin.Context) {
	var o order
	must(c, &o)
	if c.IsAborted() {
		return
	}
	c.JSON(http.StatusOK, o)
}

func thrown(c *gin.Context) {
	var o order
	mustPanic(c, &o)
	c.JSON(http.StatusOK, o)
}

// Generic ones, and those of others, that return an error.

func into(c *gin.Context) {
	o, err := bind.Into[order](c) // want "missingreturn"
	if err != nil {
		log.Print(err)
	}
	c.JSON(http.StatusOK, o)
}

func intoReturned(c *gin.Context) {
	o, err := bind.Into[order](c)
	if err != nil {
		log.Print(err)
		return
	}
	c.JSON(http.StatusOK, o)
}

func intoQuietly(c *gin.Context) {
	o, err := bind.QuietlyInto[order](c)
	if err != nil {
		log.Print(err)
		return // want "noresponse"
	}
	c.JSON(http.StatusOK, o)
}

func both(c *gin.Context) {
	var at struct{ ID string }
	var o order
	if err := bind.Both(c, &at, &o); err != nil {
		c.JSON(http.StatusNotFound, gin.H{"error": "no order"}) // want "lateheader"
		return
	}
	c.JSON(http.StatusOK, o)
}

func bothReturned(c *gin.Context) {
	var at struct{ ID string }
	var o order
	if err := bind.Both(c, &at, &o); err != nil {
		return
	}
	c.JSON(http.StatusOK, o)
}

func known(c *gin.Context) {
	var o order
	found, err := bind.Known(c, &o)
	if err != nil {
		return
	}
	if !found {
		c.JSON(http.StatusNotFound, gin.H{"error": "no order"})
		return
	}
	c.JSON(http.StatusOK, o)
}

// A method, of a type that holds the context.

type request struct{ *gin.Context }

func (r request) decode(v any) bool {
	if r.BindJSON(v) != nil {
		return false
	}
	return true
}

func (r request) try(v any) bool {
	if r.ShouldBindJSON(v) != nil {
		return false
	}
	return true
}

func held(c *gin.Context) {
	var o order
	r := request{c}
	r.decode(&o) // want "missingreturn"
	c.JSON(http.StatusOK, o)
}

func heldAsked(c *gin.Context) {
	var o order
	r := request{c}
	if !r.decode(&o) {
		return
	}
	c.JSON(http.StatusOK, o)
}

func heldTried(c *gin.Context) {
	var o order
	r := request{c}
	if !r.try(&o) {
		return // want "noresponse"
	}
	c.JSON(http.StatusOK, o)
}

func engine() *gin.Engine {
	e := gin.New()
	e.POST("/ignored", ignored)
	e.POST("/ignoredofothers", ignoredOfOthers)
	e.POST("/ignoredquietly", ignoredQuietly)
	e.POST("/again", again)
	e.POST("/oncequietly", onceQuietly)
	e.POST("/asked", asked)
	e.POST("/askedquietly", askedQuietly)
	e.POST("/askedothers", askedOthers)
	e.POST("/askedothersquietly", askedOthersQuietly)
	e.POST("/askedvalid", askedValid)
	e.POST("/askedvalidagain", askedValidAgain)
	e.POST("/askedoptional", askedOptional)
	e.POST("/told", told)
	e.POST("/toldasked", toldAsked)
	e.POST("/thrown", thrown)
	e.POST("/into", into)
	e.POST("/intoreturned", intoReturned)
	e.POST("/intoquietly", intoQuietly)
	e.POST("/both", both)
	e.POST("/bothreturned", bothReturned)
	e.POST("/known", known)
	e.POST("/held", held)
	e.POST("/heldasked", heldAsked)
	e.POST("/heldtried", heldTried)
	return e
}

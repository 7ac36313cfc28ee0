package bound

import "github.com/gin-gonic/gin"

// A named is one of the things that a path names.
type named struct {
	Name string `uri:"name" binding:"required"`
}

type filter struct {
	Name string   `form:"name"`
	Tags []string `form:"tag"`
}

type page struct {
	Name string `form:"name"`
	Page int    `form:"page"`
}

type known struct {
	Name string `form:"name" binding:"required"`
}

// textPath has a parameter that is there, or the route were not found.
func textPath(c *gin.Context) {
	var v named
	if err := c.BindUri(&v); err != nil {
		c.JSON(400, gin.H{"error": "bad path"}) // ok: it does not fail
		return
	}
	c.JSON(200, gin.H{"name": v.Name})
}

// textQuery takes any texts.
func textQuery(c *gin.Context) {
	var v filter
	if err := c.BindQuery(&v); err != nil {
		c.JSON(400, gin.H{"error": "bad query"}) // ok: it does not fail
		return
	}
	c.JSON(200, gin.H{"name": v.Name})
}

// textNumber takes a number.
func textNumber(c *gin.Context) {
	var v page
	if err := c.BindQuery(&v); err != nil {
		c.JSON(400, gin.H{"error": "bad query"}) // want `\(\*gin.Context\).JSON sets Content-Type after \(\*gin.Context\).BindQuery has started the response`
		return
	}
	c.JSON(200, gin.H{"name": v.Name})
}

// textKnown wants a text that may not be there.
func textKnown(c *gin.Context) {
	var v known
	if err := c.BindQuery(&v); err != nil {
		c.JSON(400, gin.H{"error": "bad query"}) // want `\(\*gin.Context\).JSON sets Content-Type after \(\*gin.Context\).BindQuery has started the response`
		return
	}
	c.JSON(200, gin.H{"name": v.Name})
}

// textAgain sets the status that the response has begun with.
func textAgain(c *gin.Context) {
	c.Header("Content-Type", "application/json")
	c.Writer.WriteString(`{"keys":[]}`)
	c.Status(200) // ok: it is 200 already
}

// textOther sets another one.
func textOther(c *gin.Context) {
	c.Header("Content-Type", "application/json")
	c.Writer.WriteString(`{"keys":[]}`)
	c.Status(201) // want `\(\*gin.Context\).Status sets status 201 after WriteString has started the response`
}

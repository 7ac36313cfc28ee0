// Package bind goes on after gin has refused a request.
package bind

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

type order struct{ ID string }

type store interface{ Save(order) error }

func unlooked(st store) gin.HandlerFunc {
	return func(c *gin.Context) {
		var o order
		c.BindJSON(&o) // want "missingreturn"
		if err := st.Save(o); err != nil {
			c.JSON(http.StatusInternalServerError, gin.H{"error": "not saved"})
			return
		}
		c.JSON(http.StatusCreated, o)
	}
}

func logged(c *gin.Context) {
	var o order
	if err := c.Bind(&o); err != nil { // want "missingreturn"
		log.Print(err)
	}
	c.JSON(http.StatusCreated, o)
}

func returned(c *gin.Context) {
	var o order
	if err := c.BindJSON(&o); err != nil {
		return
	}
	c.JSON(http.StatusCreated, o)
}

func asked(c *gin.Context) {
	var o order
	if c.BindQuery(&o) == nil {
		c.JSON(http.StatusOK, o)
	}
}

// ShouldBind leaves it to the handler.
func should(c *gin.Context) {
	var o order
	if err := c.ShouldBindJSON(&o); err != nil {
		log.Print(err)
	}
	c.JSON(http.StatusCreated, o)
}

func last(c *gin.Context) {
	var o order
	c.BindHeader(&o)
}

func engine(st store) *gin.Engine {
	e := gin.New()
	e.Use(gin.ErrorLogger()) // want "errleak/error"
	e.POST("/", unlooked(st), logged, returned, asked, should, last)
	return e
}

// They ask the context instead of the error.
func aborted(c *gin.Context) {
	var o order
	_ = c.BindJSON(&o)
	if c.IsAborted() {
		return
	}
	c.JSON(http.StatusCreated, o)
}

func listed(c *gin.Context) {
	var o order
	_ = c.BindJSON(&o)
	if len(c.Errors) > 0 {
		return
	}
	c.JSON(http.StatusCreated, o)
}

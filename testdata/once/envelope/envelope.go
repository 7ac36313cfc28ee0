// Package envelope has an error format of its own.
package envelope

import "github.com/gin-gonic/gin"

func refuseA(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such book"}) // want `\(\*gin\.Context\)\.JSON sends a 404 body in which "error" should be named "errors", and "error" is a string, not an array; contract wpp requires errors\[\]; 11 responses of this package do so and -envelope\.each lists them \(envelope\)`
}

func refuseB(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such shelf"})
}

func refuseC(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such reader"})
}

func refuseD(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such loan"})
}

func refuseE(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such fine"})
}

func refuseF(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such copy"})
}

func refuseG(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such title"})
}

func refuseH(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such author"})
}

func refuseI(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such branch"})
}

func refuseJ(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such card"})
}

func refuseK(c *gin.Context) {
	c.JSON(404, gin.H{"error": "no such desk"})
}

// differs is wrong in another way.
func differs(c *gin.Context) {
	c.JSON(404, gin.H{"errors": "no such page"}) // want `\(\*gin\.Context\)\.JSON sends a 404 body in which "errors" is a string, not an array; contract wpp requires errors\[\] \(envelope\)`
}

// Package legacy has handlers for the operations of a Swagger 2.0 document.
package legacy

import "github.com/gin-gonic/gin"

func getPet(c *gin.Context) {
	if c.Param("id") == "" {
		c.JSON(400, gin.H{"message": "id is missing"}) // want `\(\*gin\.Context\)\.JSON sends 400 Bad Request, which operation GetPet in openapi/legacy/swagger\.json:7 does not document \(only 200, 404\) \(statuscode/undocumented\)`
		return
	}
	c.JSON(404, gin.H{"message": "no such pet"}) // ok
}

// A Store and an Archive both have an operation of the name: whose it is, nobody knows.
type Store struct{}

func (Store) DropPet(c *gin.Context) { c.JSON(409, gin.H{"message": "sold"}) } // ok

// An Archive keeps pets.
type Archive struct{}

func (Archive) DropPet(c *gin.Context) { c.JSON(409, gin.H{"message": "kept"}) } // ok

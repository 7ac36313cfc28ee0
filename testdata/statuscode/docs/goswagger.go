package docs

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/mux"

	"github.com/respvet/respvet/testdata/statuscode/docs/reply"
)

// GetPet shows a pet.
// swagger:operation GET /pets/{id} pets getPet
//
// Show a pet.
//
//	---
//	produces: [application/json]
//	responses:
//	  200:
//	    description: Ok
//	  404:
//	    description: Not Found
//	    schema:
//	        $ref: "#/definitions/Error"
//	deprecated: true
func (s *Shop) GetPet(c *gin.Context) {
	withID(c, func(id string) {
		if id == "0" {
			c.JSON(http.StatusNotFound, reply.Error{Message: "no such pet"}) // ok
			return
		}
		if !s.ok(c, http.StatusInternalServerError) { // want `s\.ok sends 500 Internal Server Error, which GetPet does not document \(only 200, 404\) \(statuscode/undocumented\)`
			return
		}
		c.JSON(http.StatusOK, id)
	})
}

// FeedPet feeds a pet; what is not documented belongs before what is.
// swagger:operation POST /pets/{id}/meals pets feedPet
//
// Feed a pet.
//
//	---
//	responses:
//	  200:
//	    description: Ok
//	  401:
//	    description: Unauthorized
//	    schema:
//	        $ref: "#/definitions/Error"
//	  500:
//	    description: Internal Server Error
//	    schema:
//	        $ref: "#/definitions/Error"
func (s *Shop) FeedPet(c *gin.Context) {
	if c.Param("id") == "" {
		c.JSON(http.StatusBadRequest, reply.Error{Message: "which pet?"}) // want `\(\*gin\.Context\)\.JSON sends 400 Bad Request, which FeedPet does not document \(only 200, 401, 500\) \(statuscode/undocumented\)`
		return
	}
	c.JSON(http.StatusOK, "fed")
}

func withID(c *gin.Context, run func(id string)) {
	if id := c.Param("id"); id != "" {
		run(id)
	}
}

func (s *Shop) ok(c *gin.Context, status int) bool {
	if !s.open {
		c.AbortWithStatusJSON(status, reply.Error{Message: "closed"})
	}
	return s.open
}

// swagger:operation PUT /pets/{id} pets putPet
//
//	---
//	responses:
//	  "204":
//	    description: Done
//	  default:
//	    description: Error
func (s *Shop) PutPet(c *gin.Context) {
	c.JSON(http.StatusConflict, reply.Error{Message: "the shop is open"}) // ok
}

// swagger:operation PATCH /pets/{id} pets patchPet
//
//	---
//	responses:
//	  "204": {description: Done}
//	  '409': {$ref: "#/responses/conflict"}
func (s *Shop) PatchPet(c *gin.Context) {
	if s.open {
		c.JSON(http.StatusConflict, reply.Error{Message: "the shop is open"}) // ok
		return
	}
	c.JSON(http.StatusBadRequest, reply.Error{Message: "no such pet"}) // want `\(\*gin\.Context\)\.JSON sends 400 Bad Request, which PatchPet does not document \(only 204, 409\) \(statuscode/undocumented\)`
}

// swagger:route GET /pets pets users listPets
//
// Lists pets.
//
//	Produces:
//	- application/json
//
//	Responses:
//	  200: petsResponse
//	  404: notFound
//	  422: body:Error
//
//	Security:
//	  api_key:
func ListPets(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("kind") {
	case "":
		reply.JSON(w, http.StatusUnprocessableEntity, reply.Error{Message: "kind is missing"}) // ok
	case "fish":
		reply.Missing(w) // ok
	case "bird":
		reply.JSON(w, http.StatusBadRequest, reply.Error{Message: "no birds"}) // want `reply\.JSON sends 400 Bad Request, which ListPets does not document \(only 200, 404, 422\) \(statuscode/undocumented\)`
	default:
		reply.JSON(w, http.StatusOK, []string{})
	}
}

func routes(s *Shop) *mux.Router {
	r := mux.NewRouter()

	// swagger:route DELETE /pets/{id} pets delete-pet
	//
	// The comment may stand at the route, and names the handler.
	//
	// responses:
	//   204: description: Gone
	//   403: description: Closed
	r.HandleFunc("/pets/{id}", s.deletePet).Methods(http.MethodDelete)

	// swagger:route DELETE /tags/{id} tags deleteTag
	//
	// responses:
	//   403: body:Error
	r.HandleFunc("/tags/{id}", s.deleteTag).Methods(http.MethodDelete)
	return r
}

func (s *Shop) deletePet(w http.ResponseWriter, r *http.Request) {
	if !s.open {
		reply.JSON(w, http.StatusForbidden, reply.Error{Message: "closed"}) // ok
		return
	}
	reply.Missing(w) // want `reply\.Missing sends 404 Not Found, which deletePet does not document \(only 204, 403\) \(statuscode/undocumented\)`
}

func (s *Shop) deleteTag(w http.ResponseWriter, r *http.Request) {
	reply.Missing(w) // ok: there is another deleteTag, and no telling which is meant
}

// A Store has handlers too.
type Store struct{}

func (Store) deleteTag(w http.ResponseWriter, r *http.Request) {
	reply.Missing(w) // ok
}

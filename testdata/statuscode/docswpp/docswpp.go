// Package docswpp is held against the contract wpp where its comments say nothing.
package docswpp

import (
	"net/http"

	"github.com/respvet/respvet/testdata/statuscode/docs/reply"
)

// The operation's own documentation goes first.
//
// @Success 200
// @Failure 422 {object} reply.Error
// @Failure 429 {object} reply.Error
// @Router /sizes [post]
func addSize(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("size") {
	case "":
		reply.JSON(w, http.StatusUnprocessableEntity, reply.Error{Message: "size is missing"}) // ok
	case "S":
		reply.JSON(w, http.StatusConflict, reply.Error{Message: "taken"}) // want `reply\.JSON sends 409 Conflict, which addSize does not document \(only 200, 422, 429\) \(statuscode/undocumented\)`
	case "M":
		reply.Missing(w) // want `reply\.Missing sends 404 Not Found, which addSize does not document \(only 200, 422, 429\) \(statuscode/undocumented\)`
	case "L":
		reply.JSON(w, http.StatusTooManyRequests, reply.Error{Message: "slow down"}) // want `reply\.JSON sends 429 Too Many Requests; contract wpp reserves it for the gateway, not the backend \(statuscode/role\)`
	}
}

// Where an operation says nothing of errors, the contract does.
//
// @Success 200
// @Router /sizes [get]
func listSizes(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusUnprocessableEntity, reply.Error{Message: "no such list"}) // want `reply\.JSON sends 422 Unprocessable Entity, which contract wpp does not document \(statuscode/undocumented\)`
}

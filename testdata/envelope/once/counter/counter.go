// Package counter answers with structs and helpers: each that is wrong is one finding.
package counter

import (
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/once/reply"
)

type refusal struct {
	Reason string `json:"reason"`
}

func refuse(w http.ResponseWriter, code int, reason string) {
	reply.JSON(w, code, refusal{reason}) // want `reply\.JSON sends a body in which "errors" is missing; contract wpp requires errors\[\] \(envelope\)`
}

type trouble struct {
	What string `json:"what"`
}

func lend(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("book") {
	case "":
		refuse(w, 400, "which book?") // ok
	case "lent":
		refuse(w, 409, "it is lent") // ok
	case "lost":
		reply.Fail(w, 404, "it is lost") // ok
	case "dear":
		reply.JSON(w, 403, trouble{"it is dear"}) // want `reply\.JSON sends a 403 body in which "errors" is missing; contract wpp requires errors\[\] \(envelope\)`
	case "rare":
		reply.JSON(w, 404, trouble{"it is rare"}) // ok
	case "torn":
		reply.JSON(w, 409, &trouble{What: "it is torn"}) // ok
	case "odd":
		reply.JSON(w, 409, map[string]string{"odd": "it is"}) // want `reply\.JSON sends a 409 body in which "errors" is missing; contract wpp requires errors\[\] \(envelope\)`
	case "even":
		reply.JSON(w, 409, map[string]string{"even": "it is"}) // want `reply\.JSON sends a 409 body in which "errors" is missing; contract wpp requires errors\[\] \(envelope\)`
	case "dull":
		reply.Say(w, 404, "it is dull") // want `reply\.Say sends a 404 body in which "errors" is missing; contract wpp requires errors\[\] \(envelope\)`
	case "thin":
		reply.Say(w, 409, "it is thin") // ok
	default:
		reply.Say(w, 200, "here you are") // ok
	}
}

// Routes registers the handlers.
func Routes(mux *http.ServeMux) { mux.HandleFunc("POST /lend", lend) }

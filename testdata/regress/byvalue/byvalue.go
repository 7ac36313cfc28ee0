// Package byvalue sends a struct that a function gets by value and looks into:
// the members that it was built with are lost.
package byvalue

import (
	"encoding/json"
	"net/http"
)

// A Problem is what a client gets.
type Problem struct {
	Code   int    `json:"code"`
	Detail string `json:"detail"`
}

// From makes a problem of an error.
func From(err error) Problem {
	var p Problem
	p.Code = http.StatusBadGateway
	p.Detail = err.Error() // want `\(errleak/error\)`
	return p
}

func send(w http.ResponseWriter, p Problem) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(p.Code) // this look into p loses the rest of it
	json.NewEncoder(w).Encode(p)
}

// Get answers.
func Get(w http.ResponseWriter, _ *http.Request, load func() error) {
	if err := load(); err != nil {
		send(w, From(err))
	}
}

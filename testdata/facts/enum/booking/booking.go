// Package booking books rooms.
package booking

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/facts/enum/problem"
	"github.com/respvet/respvet/testdata/facts/enum/send"
)

// Post books a room.
func Post(w http.ResponseWriter, r *http.Request, book func(room string) error) { // want Post:`^writes\(w=0 status=400 body=json\(problem.Problem\) text=error\(call\(\(\*json.Decoder\).Decode\)\)\) writes\(w=0 status=404 body=json\(problem.Problem\) text=error\(call\(\)\)\)$`
	var room string
	if err := json.NewDecoder(r.Body).Decode(&room); err != nil {
		send.BadInput(w, err)
		return
	}
	if err := book(room); err != nil {
		send.Problem(w, problem.From(err, problem.Lost))
	}
}

// Package tickets sells tickets.
package tickets

import (
	"net/http"

	"github.com/respvet/respvet/testdata/facts/codec/desk"
)

// Box holds tickets.
type Box interface{ Drop(id string) error }

// Delete drops a ticket.
func Delete(w http.ResponseWriter, r *http.Request, b Box) { // want Delete:`^writes\(w=0 status=404 body=json\(object\) text=error\(call\(\(tickets.Box\).Drop\)\)\) writes\(w=0 status=204 body=none\)$`
	if err := b.Drop(r.PathValue("id")); err != nil {
		desk.Missing(w, err)
		return
	}
	desk.Done(w)
}

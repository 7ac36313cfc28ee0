// Package good has examples of the page of envelope.
package good

import (
	"net/http"

	"github.com/respvet/respvet/testdata/pages/reply"
)

// Campaign shows a campaign.
func Campaign(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusNotFound, map[string]any{
		"status":  http.StatusNotFound,
		"message": "no such campaign",
	})
}

// Package bad has examples of the page of envelope.
package bad

import (
	"net/http"

	"github.com/respvet/respvet/testdata/pages/reply"
)

// Campaign shows a campaign.
func Campaign(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusNotFound, map[string]any{
		"status": http.StatusBadRequest,
		"msg":    "no such campaign",
	})
}

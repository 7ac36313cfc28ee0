// Package rooms lets rooms.
package rooms

import (
	"net/http"

	"github.com/respvet/respvet/testdata/facts/typed/apierror"
	"github.com/respvet/respvet/testdata/facts/typed/report"
)

// Get opens a room.
func Get(w http.ResponseWriter, r *http.Request, open func(id string) error) { // want Get:`^writes\(w=0 status=404 body=json\(object\)\) writes\(w=0 status=500 body=text error\)$`
	if err := open(r.PathValue("id")); err != nil {
		report.Error(w, apierror.New(http.StatusNotFound, "no such room", err))
		return
	}
	report.Text(w, apierror.ErrClosed)
}

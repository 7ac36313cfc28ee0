// Package profile shows users to themselves.
package profile

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/facts/resolve/access"
	"github.com/respvet/respvet/testdata/facts/resolve/session"
)

// Get shows the user.
func Get(w http.ResponseWriter, r *http.Request, d access.Directory) { // want Get:`^writes\(w=0 status=400 body=text error\) writes\(w=0 status=401\|403 body=text error text=error\(call\(\(access.Directory\).User\)\)\) writes\(w=0 body=json\)$`
	if code, err := session.Check(r); err != nil {
		session.Deny(w, code, err)
		return
	}
	u, code, err := access.Resolve(d, r.Header.Get("Authorization"))
	if err != nil {
		session.Deny(w, code, err)
		return
	}
	json.NewEncoder(w).Encode(u)
}

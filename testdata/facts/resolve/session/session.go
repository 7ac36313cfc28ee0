// Package session reads the token of a request.
package session

import (
	"net/http"

	"github.com/respvet/respvet/testdata/facts/resolve/access"
)

// Check returns the status for a request without a good token.
func Check(r *http.Request) (int, error) { // want Check:`^returns\(400, error\("the token is too long"\)\) \| returns\(0, zero\)$`
	if code, err := access.Limit(r.Header.Get("Authorization")); err != nil {
		return code, err
	}
	return 0, nil
}

// Deny answers with a status and a text.
func Deny(w http.ResponseWriter, code int, err error) { // want Deny:`^returns\(\) sets\(param0.#body=true, param0.#sent=true, param0.#status=param1\)$` Deny:`^writes\(w=0 status=param1 body=text error text=error\(param2\)\)$`
	http.Error(w, err.Error(), code)
}

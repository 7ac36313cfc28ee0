// Package mid turns the answer's sense round, for guards that read better.
package mid

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i03/leaf"
)

// Failed reports whether err is an error; if so, it has answered.
func Failed(w http.ResponseWriter, status int, err error) bool {
	return !leaf.PassedQuietly(w, status, err)
}

// Done reports whether err is nil; if not, it has answered with its text.
func Done(w http.ResponseWriter, status int, err error) bool {
	return leaf.Passed(w, status, err)
}

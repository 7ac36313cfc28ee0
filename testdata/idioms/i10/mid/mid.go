// Package mid has the views of trouble.
package mid

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i10/leaf"
)

// Trouble is a view of an error.
type Trouble struct {
	Cause  error `json:"-"`
	Status int   `json:"-"`

	Title  string `json:"title"`
	Detail string `json:"detail,omitempty"`
}

// Prepare chooses the status.
func (t *Trouble) Prepare(_ http.ResponseWriter, r *http.Request) error {
	leaf.Choose(r, t.Status)
	return nil
}

// Rejected returns a view that says why.
func Rejected(err error) leaf.View {
	return &Trouble{Cause: err, Status: http.StatusBadRequest, Title: "rejected", Detail: err.Error()} // ok: not an answer yet
}

// Hidden returns a view that keeps the cause to itself.
func Hidden(err error) leaf.View {
	return &Trouble{Cause: err, Status: http.StatusBadRequest, Title: "rejected"} // ok: the cause is not encoded
}

// Reject answers and says why.
func Reject(w http.ResponseWriter, r *http.Request, err error) {
	_ = leaf.Show(w, r, &Trouble{Cause: err, Status: http.StatusBadRequest, Title: "rejected", Detail: err.Error()}) // want `\(errleak/error(4xx)?\)`
}

// Hide answers and keeps the cause to itself.
func Hide(w http.ResponseWriter, r *http.Request, err error) {
	_ = leaf.Show(w, r, &Trouble{Cause: err, Status: http.StatusBadRequest, Title: "rejected"}) // ok: the cause is not encoded
}

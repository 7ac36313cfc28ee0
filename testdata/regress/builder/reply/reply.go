// Package reply holds a builder that is used by another package alone.
package reply

import (
	"io"
	"net/http"
)

// A Reply is built step by step.
type Reply struct {
	w    http.ResponseWriter
	text string
}

// New starts a reply.
func New(w http.ResponseWriter) *Reply { return &Reply{w: w} }

// Because keeps the text of an error.
func (r *Reply) Because(err error) *Reply {
	r.text = err.Error() // ok: not an answer yet
	return r
}

// Send answers.
func (r *Reply) Send() {
	r.w.WriteHeader(http.StatusInternalServerError)
	io.WriteString(r.w, r.text)
}

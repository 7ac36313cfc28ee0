// Package mid is the codec with the service's settings.
package mid

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i02/leaf"
)

// A Desk answers for one resource.
type Desk struct {
	leaf.Codec
	Resource string
}

// New returns a desk that indents its answers.
func New(resource string) Desk { return Desk{Codec: leaf.Codec{Indent: "  "}, Resource: resource} }

// Put answers with a value, whatever it is: a result, nothing, an error's map.
func (d Desk) Put(w http.ResponseWriter, status int, v any) {
	w.Header().Set("X-Resource", d.Resource)
	d.Write(w, status, v)
}

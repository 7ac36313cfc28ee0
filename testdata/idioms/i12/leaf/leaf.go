// Package leaf has a context that handlers answer through.
package leaf

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// A Ctx is one request and its answer.
type Ctx struct {
	Request *http.Request

	w          http.ResponseWriter
	production bool
}

// New returns the context of a request.
func New(w http.ResponseWriter, r *http.Request, production bool) *Ctx {
	return &Ctx{Request: r, w: w, production: production}
}

// JSON answers with a value.
func (c *Ctx) JSON(status int, v any) {
	c.w.Header().Set("Content-Type", "application/json")
	c.w.WriteHeader(status)
	_ = json.NewEncoder(c.w).Encode(v)
}

// Fault answers with a value's text, in production with the status's.
func (c *Ctx) Fault(status int, obj any) {
	text := http.StatusText(status)
	if !c.production {
		if err, ok := obj.(error); ok {
			text = err.Error() // ok: not in production
		} else {
			text = fmt.Sprint(obj)
		}
	}
	c.JSON(status, map[string]string{"message": text})
}

// FaultAlways answers with a value's text.
func (c *Ctx) FaultAlways(status int, obj any) {
	text := http.StatusText(status)
	if err, ok := obj.(error); ok {
		text = err.Error() // want `\(errleak/error\)`
	}
	c.JSON(status, map[string]string{"message": text})
}

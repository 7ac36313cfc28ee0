// Package leaf encodes values.
package leaf

import (
	"encoding/json"
	"net/http"
)

// A Codec writes JSON in one style.
type Codec struct {
	Indent string
}

// Write answers with any value, and with none for nil.
func (c Codec) Write(w http.ResponseWriter, status int, v any) {
	if v == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetIndent("", c.Indent)
	_ = enc.Encode(v)
}

// Refuse answers with an error's text.
func (c Codec) Refuse(w http.ResponseWriter, status int, err error) {
	c.Write(w, status, map[string]any{"message": err.Error()}) // want `\(errleak/error\)`
}

// Deny answers with a fixed text.
func (c Codec) Deny(w http.ResponseWriter, status int, _ error) {
	c.Write(w, status, map[string]any{"message": "the request was denied"}) // ok: constant text
}

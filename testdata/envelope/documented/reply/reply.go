// Package reply answers for handlers that it knows nothing of.
package reply

import (
	"encoding/json"
	"net/http"
)

// Fault is the error that the document describes.
type Fault struct {
	Code    string  `json:"code"`
	Message string  `json:"message"`
	Detail  *string `json:"detail,omitempty"`
}

// JSON answers with a body of the caller's.
func JSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// Error answers with a body of its own, which no operation here asks for.
func Error(w http.ResponseWriter, status int, text string) {
	JSON(w, status, map[string]string{"error": text}) // ok: nobody documents this helper
}

// Missing decides both the status and the body.
func Missing(w http.ResponseWriter) {
	JSON(w, http.StatusNotFound, map[string]string{"text": "no such book"}) // ok
}

// Builder makes a fault, and sends it.
type Builder struct {
	w     http.ResponseWriter
	fault Fault
}

// To begins an answer.
func To(w http.ResponseWriter) *Builder { return &Builder{w: w} }

// Say sets the text.
func (b *Builder) Say(text string) *Builder { b.fault.Message = text; return b }

// Send names the kind of fault, and answers.
func (b *Builder) Send(status int, code string) { b.fault.Code = code; JSON(b.w, status, b.fault) }

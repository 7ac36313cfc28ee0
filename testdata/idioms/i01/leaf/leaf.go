// Package leaf builds answers with a chain of calls.
package leaf

import (
	"encoding/json"
	"net/http"
)

// An Answer is a response that has not been sent.
type Answer struct {
	w      http.ResponseWriter
	status int
	body   []byte
}

// To starts an answer; its status is 200 until another is chosen.
func To(w http.ResponseWriter) *Answer { return &Answer{w: w, status: http.StatusOK} }

// Code chooses the status.
func (a *Answer) Code(status int) *Answer {
	a.status = status
	return a
}

// JSON chooses an encoded body.
func (a *Answer) JSON(body []byte) *Answer {
	a.w.Header().Set("Content-Type", "application/json")
	a.body = body
	return a
}

// Go sends the answer.
func (a *Answer) Go() {
	a.w.WriteHeader(a.status)
	_, _ = a.w.Write(a.body)
}

// Cause encodes an error's text: only the caller knows for whom.
func Cause(err error) []byte {
	b, _ := json.Marshal(map[string]string{"message": err.Error()}) // ok: not an answer yet
	return b
}

// Notice encodes a text.
func Notice(text string) []byte {
	b, _ := json.Marshal(map[string]string{"message": text})
	return b
}

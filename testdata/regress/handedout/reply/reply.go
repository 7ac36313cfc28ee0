// Package reply answers through a context of the project's own, which hands its
// writer out.
package reply

import (
	"encoding/json"
	"net/http"
)

// Context is what handlers are given.
type Context interface {
	Request() *http.Request
	ResponseWriter() http.ResponseWriter
	User() string
}

// Response is an answer in the making.
type Response struct {
	Data any
	code int
}

// New makes an answer.
func New(code int, data any) *Response { return &Response{Data: data, code: code} }

// Send sends it.
func (r *Response) Send(c Context) error {
	c.ResponseWriter().Header().Set("Content-Type", "application/json")
	c.ResponseWriter().WriteHeader(r.code)
	return json.NewEncoder(c.ResponseWriter()).Encode(r.Data)
}

// Error answers with a message.
func Error(c Context, code int, message string) error {
	return New(code, map[string]string{"error": message}).Send(c)
}

// Need answers where nobody is logged in.
func Need(c Context) bool {
	if c.User() == "" {
		Error(c, http.StatusUnauthorized, "log in first")
		return false
	}
	return true
}

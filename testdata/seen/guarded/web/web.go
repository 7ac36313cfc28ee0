// Package web has the program's own context, and sends JSON through it.
package web

import (
	"encoding/json"
	"net/http"
)

type Context interface {
	ResponseWriter() http.ResponseWriter
	Request() *http.Request
	User() *string
	Refuse()
	Enter() error
}

type reply struct {
	data   any
	status int
}

func (r *reply) send(c Context) error {
	c.ResponseWriter().Header().Set("Content-Type", "application/json")
	c.ResponseWriter().WriteHeader(r.status)
	return json.NewEncoder(c.ResponseWriter()).Encode(r.data)
}

func SendError(c Context, status int, message string) error {
	r := &reply{map[string]string{"error": message}, status}
	return r.send(c)
}

func SendJSON(c Context, status int, data any) error {
	r := &reply{data, status}
	return r.send(c)
}

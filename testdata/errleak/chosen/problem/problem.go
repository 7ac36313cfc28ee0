// Package problem has the errors of a service, with a status that whoever makes one chooses.
package problem

import (
	"fmt"
	"net/http"
	"strings"
)

// Error is what clients get.
type Error struct {
	Code    int      `json:"code"`
	Message string   `json:"message"`
	Details []string `json:"details"`
}

func (e Error) Error() string { return fmt.Sprintf("%d: %s", e.Code, e.Message) }

// New makes an error. The first of args may be a format for the others.
func New(code int, message string, args ...any) Error {
	if message == "" {
		message = http.StatusText(code)
	}
	e := Error{Code: code, Message: message, Details: []string{}}
	if len(args) > 0 {
		if format, ok := args[0].(string); ok {
			e.Details = strings.Split(fmt.Sprintf(format, args[1:]...), "\n")
		}
	}
	return e
}

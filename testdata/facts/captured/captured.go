// want package:"carries\\(captured.Error status=.Code\\)"

// Package captured answers with an error that errors.As finds, or with one
// made on the spot where it finds none.
package captured

import (
	"errors"
	"net/http"
)

// An Error has a text for clients.
type Error struct {
	Code    int
	Message string
}

func (e *Error) Error() string { return e.Message }

// Send answers.
func Send(w http.ResponseWriter, err error) { // want Send:`^writes\(w=0 status=(599\|param1.Code|param1.Code\|599) body=text error\)$`
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Code: 599, Message: "internal error"}
	}
	http.Error(w, e.Message, e.Code)
}

// Package fault declares the errors that a shop's clients read.
package fault

import (
	"fmt"
	"net/http"
)

// A Fault is sent as it is.
type Fault struct {
	Code  int    `json:"code"`
	Text  string `json:"text"`
	Cause error  `json:"-"`
}

// Error is for the log.
func (f *Fault) Error() string { return fmt.Sprint(f.Code, f.Text) }

// Unwrap is what caused it.
func (f *Fault) Unwrap() error { return f.Cause }

// Because keeps the cause, for the log.
func (f *Fault) Because(err error) *Fault {
	f.Cause = err
	return f
}

// Broken is a fault of the shop's.
func Broken(format string, args ...any) *Fault {
	return &Fault{Code: http.StatusInternalServerError, Text: fmt.Sprintf(format, args...)}
}

// Refused is a fault of the client's.
func Refused(text string) *Fault { return &Fault{Code: http.StatusConflict, Text: text} }

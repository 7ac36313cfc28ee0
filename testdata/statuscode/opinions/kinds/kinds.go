// Package kinds has the errors of a service, and functions that tell their kinds apart.
package kinds

import "errors"

type BadRequest struct{ reason string }

func (e *BadRequest) Error() string { return e.reason }

func NewBadRequest(reason string) *BadRequest { return &BadRequest{reason} }

type NotFound struct{ entity string }

func (e *NotFound) Error() string { return e.entity + " not found" }

func NewNotFound(entity string) *NotFound { return &NotFound{entity} }

type NotImplemented struct{ reason string }

func (e *NotImplemented) Error() string { return e.reason }

func NewNotImplemented(reason string) *NotImplemented { return &NotImplemented{reason} }

type Forbidden struct{ reason string }

func (e *Forbidden) Error() string { return e.reason }

var (
	ErrTooLong = errors.New("too long")
	ErrUnknown = errors.New("unknown")
	ErrLast    = errors.New("the last administrator stays")
)

func IsBadRequest(err error) bool {
	if err == nil {
		return false
	}
	var br *BadRequest
	if errors.As(err, &br) {
		return true
	}
	if errors.Is(err, ErrTooLong) {
		return true
	}
	return errors.Is(err, ErrLast)
}

func IsNotFound(err error) bool {
	if err == nil {
		return false
	}
	var nf *NotFound
	if errors.As(err, &nf) {
		return true
	}
	return errors.Is(err, ErrUnknown)
}

func IsNotImplemented(err error) bool {
	var ni *NotImplemented
	return errors.As(err, &ni)
}

func IsForbidden(err error) bool {
	var f *Forbidden
	return errors.As(err, &f)
}

// Package fault has the errors of a service.
package fault

import "errors"

// A Level says how loud an error is logged.
type Level int

// Levels.
const (
	Quiet Level = 4
	Loud  Level = 8
)

// An Error has a status beside its text.
type Error struct {
	Code  int
	Level Level
	Err   error
}

func (e Error) Error() string { return e.Err.Error() }

// New makes an error of whatever it is given, by type.
func New(args ...any) error {
	e := Error{Code: 500}
	for _, a := range args {
		switch a := a.(type) {
		case Level:
			e.Level = a
		case int:
			e.Code = a
		case error:
			e.Err = a
		case string:
			e.Err = errors.New(a)
		}
	}
	return e
}

// Coded is an error that clients may see.
type Coded interface {
	error
	Status() int
}

type coded struct {
	status int
	error
}

func (c coded) Status() int { return c.status }

// Public makes an error for clients.
func Public(status int, err error) Coded { return coded{status, err} }

// ErrGone is one of them.
var ErrGone = coded{status: 410, error: errors.New("it is gone")}

// Package store has the errors of a service of its own.
package store

import (
	"errors"
	"fmt"
)

// What a store reports.
var (
	ErrNotFound = errors.New("store: order not found")
	ErrExists   = errors.New("exists already")
	ErrClosed   = errors.New("closed")
	ErrNoKey    = fmt.Errorf("no such key")
	ErrSetup    = errors.New("the schema was not found and could not be made either")
)

// ErrAny is what a program puts there.
var ErrAny error

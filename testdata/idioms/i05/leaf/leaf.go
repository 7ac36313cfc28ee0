// Package leaf finds members and says with which status to answer.
package leaf

import (
	"errors"
	"net/http"
)

// A Member is somebody who may come in.
type Member struct{ Name string }

// A Book holds members.
type Book interface {
	Find(token string) (*Member, error)
}

// ErrClosed is what a client is told at night.
var ErrClosed = errors.New("the club is closed")

// Resolve returns the member, or a status and the error.
func Resolve(book Book, token string) (*Member, int, error) {
	if token == "" {
		return nil, http.StatusUnauthorized, errors.New("the token is missing")
	}
	m, err := book.Find(token)
	if err != nil {
		return nil, 498, err
	}
	return m, http.StatusOK, nil
}

// Check returns a registered status and an error of its own text.
func Check(token string) (int, error) {
	if len(token) > 64 {
		return http.StatusBadRequest, errors.New("the token is too long")
	}
	if token == "night" {
		return http.StatusForbidden, ErrClosed
	}
	return http.StatusOK, nil
}

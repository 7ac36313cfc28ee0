// Package access tells who somebody is.
package access

import (
	"errors"
	"net/http"
)

// A User is somebody.
type User struct{ Name string }

// A Directory knows users.
type Directory interface {
	User(token string) (*User, error)
}

// ErrNoToken is for everybody to read.
var ErrNoToken = errors.New("no token") // want ErrNoToken:`^holds\(error\("no token"\)\)$`

// Resolve returns the user, or the status that tells why there is none.
func Resolve(d Directory, token string) (*User, int, error) { // want Resolve:`^returns\(zero, 401, error\("no token"\)\) if param1 == "" \| returns\(zero, 403, call\(\(access.Directory\).User\)\) if param1 != "" \| returns\(call\(\(access.Directory\).User\), 0, zero\) if param1 != ""$`
	if token == "" {
		return nil, http.StatusUnauthorized, ErrNoToken
	}
	u, err := d.User(token)
	if err != nil {
		return nil, http.StatusForbidden, err
	}
	return u, 0, nil
}

// Limit refuses long tokens with a text of its own.
func Limit(token string) (int, error) { // want Limit:`^returns\(400, error\("the token is too long"\)\) \| returns\(200, zero\)$`
	if len(token) > 99 {
		return http.StatusBadRequest, errors.New("the token is too long")
	}
	return http.StatusOK, nil
}

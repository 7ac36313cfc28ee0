// Package access tells who may come in.
package access

import (
	"errors"
	"net/http"
)

// Limit refuses long tokens with a text of its own.
func Limit(token string) (int, error) {
	if len(token) > 99 {
		return 498, errors.New("the token is too long")
	}
	return http.StatusOK, nil
}

// Check is Limit under another name.
func Check(r *http.Request) (int, error) { // want Check:`^returns\(498, error\("the token is too long"\)\) \| returns\(200, zero\)$`
	return Limit(r.Header.Get("Authorization"))
}

package safe

import (
	"errors"
	"net/http"
	"os"
)

func save(o order) error { return os.WriteFile("orders", []byte{byte(o.ID)}, 0o600) }

// A refusal offers words of its own, which are another error's.
type refusal struct{ err error }

func (r refusal) Code() string  { return "refused" }
func (r refusal) Error() string { return r.err.Error() }

// silent is what any error may be asked for.
type silent interface {
	error
	Temporary() bool
}

func remove(w http.ResponseWriter, r *http.Request) error {
	if err := save(order{}); err != nil {
		return New(http.StatusInternalServerError, err.Error(), nil) // want `error text from os.WriteFile is sent to the client`
	}
	if err := save(order{}); err != nil {
		return New(http.StatusInternalServerError, "It cannot be removed.", map[string]Item{"id": refusal{err}})
	}
	if err := save(order{}); err != nil {
		if s, ok := err.(silent); ok {
			return New(http.StatusServiceUnavailable, s.Error(), nil) // want `error text from os.WriteFile is sent to the client`
		}
		if i, ok := err.(Item); ok {
			return New(http.StatusConflict, i.Error(), nil) // ok: an item's words
		}
		var i Item
		if errors.As(err, &i) {
			return New(http.StatusConflict, i.Error(), nil) // ok: an item's words
		}
	}
	var err error = refusal{save(order{})}
	if i, ok := err.(Item); ok {
		return New(http.StatusConflict, i.Error(), nil) // want `error text from os.WriteFile is sent to the client`
	}
	return nil
}

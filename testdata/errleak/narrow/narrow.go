// Package narrow sends the text of an error where a test says what the error is.
package narrow

import (
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"

	"github.com/respvet/respvet/testdata/errleak/narrow/shelf"
)

var errBusy = errors.New("the desk is busy")

type taker interface {
	Take(title string) ([]byte, error)
}

func send(w http.ResponseWriter, status int, msg string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": msg})
}

func hidden(w http.ResponseWriter) { send(w, http.StatusInternalServerError, "it failed") }

func read(title string) ([]byte, error) {
	if title == "busy" {
		return nil, errBusy
	}
	return os.ReadFile(title)
}

func is(w http.ResponseWriter, r *http.Request) {
	_, err := shelf.Take(r.PathValue("title"))
	if errors.Is(err, shelf.ErrUnknown) {
		send(w, http.StatusNotFound, err.Error()) // ok: it is wrapped with plain text
		return
	}
	if err != nil {
		send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 500`
	}
}

func negated(w http.ResponseWriter, r *http.Request) {
	_, err := shelf.Take(r.PathValue("title"))
	if err != nil && !errors.Is(err, shelf.ErrLent) {
		send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 500`
		return
	}
	if err != nil {
		send(w, http.StatusConflict, err.Error()) // ok: only lent books are left
	}
}

func oneOf(w http.ResponseWriter, r *http.Request) {
	_, err := shelf.Borrow(r.PathValue("title"), r.PathValue("who"))
	switch {
	case err == nil:
	case errors.Is(err, shelf.ErrLent), errors.Is(err, shelf.ErrGone):
		send(w, http.StatusConflict, err.Error()) // ok: each of both
	case errors.Is(err, fs.ErrPermission):
		send(w, http.StatusForbidden, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 403`
	default:
		hidden(w)
	}
}

func notOneOf(w http.ResponseWriter, r *http.Request) {
	_, err := shelf.Borrow(r.PathValue("title"), r.PathValue("who"))
	if err == nil {
		return
	}
	if errors.Is(err, shelf.ErrLent) || r.PathValue("who") == "" {
		send(w, http.StatusConflict, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 409`
	}
}

func equal(w http.ResponseWriter, r *http.Request) {
	_, err := read(r.PathValue("title"))
	switch err {
	case nil:
	case errBusy:
		send(w, http.StatusConflict, err.Error()) // ok: it is no other
	default:
		send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 500`
	}
}

func asked(w http.ResponseWriter, r *http.Request) {
	_, err := shelf.Take(r.PathValue("title"))
	if shelf.IsMissing(err) {
		send(w, http.StatusNotFound, err.Error()) // ok: the helper looks for sentinels alone
	} else if err != nil {
		send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 500`
	}
}

func lent(err error) bool { return errors.Is(err, shelf.ErrLent) || os.IsTimeout(err) }

func askedMore(w http.ResponseWriter, r *http.Request) {
	_, err := shelf.Take(r.PathValue("title"))
	if lent(err) {
		send(w, http.StatusNotFound, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 404`
	} else if shelf.IsLent(err) {
		send(w, http.StatusConflict, err.Error()) // ok: only that
	}
}

func as(w http.ResponseWriter, r *http.Request) {
	_, err := shelf.Borrow(r.PathValue("title"), r.PathValue("who"))
	var refusal *shelf.Refusal
	if errors.As(err, &refusal) {
		send(w, http.StatusForbidden, err.Error()) // ok: a refusal, wrapped with plain text
		return
	}
	_, err = shelf.Open(r.PathValue("title"))
	var torn *shelf.Torn
	if errors.As(err, &torn) {
		send(w, http.StatusGone, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 410`
		return
	}
	hidden(w)
}

func typed(w http.ResponseWriter, r *http.Request) {
	_, err := shelf.Take(r.PathValue("title"))
	switch err.(type) {
	case nil:
	case *shelf.Refusal:
		send(w, http.StatusForbidden, err.Error()) // ok: of the type that tells
	case *fs.PathError:
		send(w, http.StatusNotFound, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 404`
	}
}

func insideTorn(w http.ResponseWriter, r *http.Request) {
	_, err := shelf.Open(r.PathValue("title"))
	if errors.Is(err, shelf.ErrLent) {
		send(w, http.StatusConflict, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 409`
	}
}

func behind(t taker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, err := t.Take(r.PathValue("title"))
		switch {
		case err == nil:
		case errors.Is(err, shelf.ErrUnknown):
			send(w, http.StatusNotFound, err.Error()) // ok: as where it is known what is called
		case errors.Is(err, sql.ErrNoRows):
			send(w, http.StatusNotFound, err.Error()) // ok: nobody puts more into that
		case errors.Is(err, fs.ErrNotExist):
			send(w, http.StatusNotFound, err.Error()) // want `error text from narrow.taker.Take is sent to the client in the body of the 404`
		default:
			hidden(w)
		}
	}
}

func known(w http.ResponseWriter, r *http.Request) {
	_, err := new(shelf.Shelf).Take(r.PathValue("title"))
	if errors.Is(err, shelf.ErrUnknown) {
		send(w, http.StatusNotFound, err.Error()) // ok
		return
	}
	if err != nil {
		send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 500`
	}
}

// answer is where all errors are answered: what it sends of them is no more than
// the sentinels.
func answer(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, shelf.ErrUnknown):
		send(w, http.StatusNotFound, err.Error()) // ok
	case shelf.IsLent(err), errors.Is(err, errBusy):
		send(w, http.StatusConflict, err.Error()) // ok
	default:
		hidden(w)
	}
}

// blurt sends the text where it does not know the error.
func blurt(w http.ResponseWriter, err error) {
	if errors.Is(err, shelf.ErrUnknown) {
		send(w, http.StatusNotFound, err.Error()) // ok
		return
	}
	send(w, http.StatusInternalServerError, err.Error()) // want `error text from os.ReadFile is sent to the client in the body of the 500`
}

func answered(w http.ResponseWriter, r *http.Request) {
	if _, err := shelf.Borrow(r.PathValue("title"), ""); err != nil {
		answer(w, err) // ok
		return
	}
	if _, err := shelf.Borrow(r.PathValue("other"), ""); err != nil {
		blurt(w, err)
	}
}

func later(w http.ResponseWriter, r *http.Request) {
	status, msg := http.StatusInternalServerError, "it failed"
	_, err := shelf.Borrow(r.PathValue("title"), "")
	if err == nil {
		return
	}
	if errors.Is(err, shelf.ErrLent) {
		status, msg = http.StatusConflict, err.Error() // ok
	}
	if errors.Is(err, os.ErrPermission) {
		status, msg = http.StatusForbidden, err.Error() // want `error text from os.ReadFile is sent to the client`
	}
	send(w, status, msg)
}

// Package opinions sends the text of errors of some kinds alone.
package opinions

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/respvet/respvet/testdata/statuscode/opinions/kinds"
)

type store interface {
	Load(id string) (string, error)
}

type failure struct {
	Error string `json:"error"`
	Code  int    `json:"code"`
}

// hidden has another text for what it does not know.
func hidden(w http.ResponseWriter, err error) {
	f := failure{Error: err.Error()}
	switch {
	case kinds.IsBadRequest(err):
		f.Code = http.StatusBadRequest
	case kinds.IsNotFound(err):
		f.Code = http.StatusNotFound
	default:
		f.Error = "internal error"
		f.Code = http.StatusInternalServerError
	}
	send(w, f)
}

// shown has the text whatever it is.
func shown(w http.ResponseWriter, err error) {
	f := failure{Error: err.Error()} // want "errleak/error"
	switch {
	case kinds.IsBadRequest(err):
		f.Code = http.StatusBadRequest
	case kinds.IsNotFound(err):
		f.Code = http.StatusNotFound
	default:
		f.Code = http.StatusInternalServerError
	}
	send(w, f)
}

// wrapped asks of which kind it is, and that kind prints what it wraps.
func wrapped(w http.ResponseWriter, err error) {
	f := failure{Error: err.Error()} // want "errleak/error"
	switch {
	case isBroken(err):
		f.Code = http.StatusBadGateway
	default:
		f.Error = "internal error"
		f.Code = http.StatusInternalServerError
	}
	send(w, f)
}

type broken struct{ cause error }

func (b *broken) Error() string { return "broken: " + b.cause.Error() }

func isBroken(err error) bool {
	var b *broken
	return errors.As(err, &b)
}

func send(w http.ResponseWriter, f failure) {
	data, err := json.Marshal(f)
	if err != nil {
		data = []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(f.Code)
	_, _ = w.Write(data)
}

func handle(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, err := st.Load(r.PathValue("id"))
		if err != nil {
			hidden(w, err)
			return
		}
		if name == "" {
			hidden(w, kinds.NewNotFound("shelf"))
			return
		}
		if name == "." {
			hidden(w, fmt.Errorf("loading %s: %w", name, err))
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

func handleShown(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := st.Load(r.PathValue("id")); err != nil {
			shown(w, err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

func handleWrapped(st store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, err := st.Load(r.PathValue("id"))
		if err != nil {
			wrapped(w, &broken{err})
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

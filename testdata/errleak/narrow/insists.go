package narrow

import (
	"net/http"
	"os"
)

// A refusal is what handlers of this kind return, and nothing else.
type refusal struct {
	code int
	text string
}

func (r refusal) Error() string { return r.text }

type returning func(r *http.Request) (string, error)

// insists goes on with refusals alone: the server's recovery has the rest.
func insists(h returning) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		page, err := h(r)
		if err != nil {
			code := err.(refusal).code
			send(w, code, err.Error()) // ok: written for clients
			return
		}
		_, _ = w.Write([]byte(page))
	}
}

// hopes sends the text of whatever it is.
func hopes(h returning) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		page, err := h(r)
		if err != nil {
			code := http.StatusInternalServerError
			if no, ok := err.(refusal); ok {
				code = no.code
			}
			send(w, code, err.Error()) // want `error text from h is sent to the client in the response body`
			return
		}
		_, _ = w.Write([]byte(page))
	}
}

// A denial holds whatever has failed.
type denial struct {
	code int
	text string
}

func (d denial) Error() string { return d.text }

func refuses(name string) error {
	if name == "" {
		return denial{http.StatusBadRequest, "a name is wanted"}
	}
	if err := os.Remove(name); err != nil {
		return denial{http.StatusInternalServerError, err.Error()}
	}
	return nil
}

func insistsHere(w http.ResponseWriter, r *http.Request) {
	if err := refuses(r.FormValue("name")); err != nil {
		send(w, err.(denial).code, err.Error()) // want `error text from os.Remove is sent to the client in the body of the 400 or 500`
	}
}

func plainly(name string) error {
	if name == "" {
		return refusal{http.StatusBadRequest, "a name is wanted"}
	}
	return os.Remove(name)
}

// insistsInTurn lets nothing else through.
func insistsInTurn(w http.ResponseWriter, r *http.Request) {
	if err := plainly(r.FormValue("name")); err != nil {
		no := err.(refusal)
		send(w, no.code, err.Error()) // ok: the error of os.Remove is a panic
	}
}

// asksFirst sends the error as it is.
func asksFirst(w http.ResponseWriter, r *http.Request) {
	if err := plainly(r.FormValue("name")); err != nil {
		no, _ := err.(refusal)
		send(w, no.code, err.Error()) // want `error text from os.Remove is sent to the client`
	}
}

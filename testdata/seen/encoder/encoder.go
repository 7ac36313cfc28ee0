// Package encoder gives its helpers one writer twice: itself, and an encoder that was made
// of it before.
package encoder

import (
	"encoding/json"
	"io"
	"net/http"
)

type failure struct {
	Error string `json:"error"`
}

type token struct {
	Token string `json:"token"`
}

type issuer interface {
	Issue(user string) (string, error)
}

// issue has a closure with a writer of its own, which is the handler's.
func issue(is issuer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		enc := json.NewEncoder(w)
		respond := func(out http.ResponseWriter, status int, v any) {
			out.Header().Set("Content-Type", "application/json")
			out.WriteHeader(status)
			_ = enc.Encode(v)
		}
		t, err := is.Issue(r.FormValue("user"))
		if err != nil {
			respond(w, http.StatusInternalServerError, failure{"cannot issue a token"}) // ok: a 500
			return
		}
		respond(w, http.StatusOK, token{t})
	}
}

// issueWrong tells of failures with a 200, and sends bodies that nobody gets.
func issueWrong(is issuer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		enc := json.NewEncoder(w)
		respond := func(out http.ResponseWriter, status int, v any) {
			out.Header().Set("Content-Type", "application/json")
			out.WriteHeader(status)
			_ = enc.Encode(v)
		}
		if _, err := is.Issue(r.FormValue("user")); err != nil {
			respond(w, http.StatusOK, failure{"cannot issue a token"}) // want "statuscode/success"
			return
		}
		respond(w, http.StatusNoContent, token{}) // want "bodyless"
	}
}

// send is given both.
func send(w http.ResponseWriter, enc *json.Encoder, status int, v any) {
	w.WriteHeader(status)
	_ = enc.Encode(v)
}

func renew(is issuer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		enc := json.NewEncoder(w)
		t, err := is.Issue(r.FormValue("user"))
		if err != nil {
			send(w, enc, http.StatusInternalServerError, failure{"cannot issue a token"}) // want "missingreturn"
		}
		send(w, enc, http.StatusOK, token{t})
	}
}

func renewRight(is issuer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		enc := json.NewEncoder(w)
		t, err := is.Issue(r.FormValue("user"))
		if err != nil {
			send(w, enc, http.StatusInternalServerError, failure{"cannot issue a token"}) // ok
			return
		}
		send(w, enc, http.StatusOK, token{t})
	}
}

// A sender keeps both.
type sender struct {
	w   http.ResponseWriter
	enc *json.Encoder
}

func newSender(w http.ResponseWriter) *sender {
	return &sender{w: w, enc: json.NewEncoder(w)}
}

func (s *sender) send(status int, v any) {
	s.w.Header().Set("Content-Type", "application/json")
	s.w.WriteHeader(status)
	_ = s.enc.Encode(v)
}

func kept(is issuer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s := newSender(w)
		if _, err := is.Issue(r.FormValue("user")); err != nil {
			s.send(http.StatusOK, failure{"cannot issue a token"}) // want "statuscode/success"
			return
		}
		s.send(http.StatusCreated, token{}) // ok
	}
}

// elsewhere encodes to what is not the response.
func elsewhere(is issuer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		enc := json.NewEncoder(io.Discard)
		if _, err := is.Issue(r.FormValue("user")); err != nil {
			send(w, enc, http.StatusInternalServerError, failure{"cannot issue a token"})
			return
		}
		send(w, enc, http.StatusNoContent, failure{"none"}) // ok: nothing of it is sent
	}
}

// here encodes to what is.
func here(is issuer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		enc := json.NewEncoder(w)
		if _, err := is.Issue(r.FormValue("user")); err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		send(w, enc, http.StatusNoContent, token{}) // want "bodyless"
	}
}

// Mount registers the handlers.
func Mount(mux *http.ServeMux, is issuer) {
	mux.HandleFunc("POST /issue", issue(is))
	mux.HandleFunc("POST /wrong", issueWrong(is))
	mux.HandleFunc("POST /renew", renew(is))
	mux.HandleFunc("POST /right", renewRight(is))
	mux.HandleFunc("POST /kept", kept(is))
	mux.HandleFunc("POST /here", here(is))
	mux.HandleFunc("POST /elsewhere", elsewhere(is))
}

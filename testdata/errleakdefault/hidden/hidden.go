// Package hidden shows the text of an error where the client has made a mistake, and hides it
// where the service has failed.
package hidden

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
)

// A refusal is what the shop tells its clients.
type refusal struct {
	Reason string
	Kind   int
}

func (r *refusal) Error() string { return r.Reason }

const (
	unknownItem = iota
	soldOut
)

// statusOf is the status of an error.
func statusOf(err error) int {
	var r *refusal
	if errors.As(err, &r) {
		switch r.Kind {
		case unknownItem:
			return http.StatusNotFound
		case soldOut:
			return http.StatusConflict
		}
	}
	return http.StatusInternalServerError
}

// replaced has another text for failures of the service.
func replaced(w http.ResponseWriter, err error) {
	status, text := statusOf(err), err.Error() // ok: a 500 has another text
	if status >= http.StatusInternalServerError {
		text = "the shop is closed for a moment"
	}
	send(w, status, text)
}

// left sends failures of the service first, and returns.
func left(w http.ResponseWriter, err error) {
	status := statusOf(err)
	if status >= 500 {
		http.Error(w, "the shop is closed for a moment", status)
		return
	}
	http.Error(w, err.Error(), status) // ok: less than 500
}

// turned hides what the client has done wrong, and shows what the service has.
func turned(w http.ResponseWriter, err error) {
	status, text := statusOf(err), "there is no such thing"
	if status >= http.StatusInternalServerError {
		text = err.Error() // want `error text from os.ReadFile is sent to the client in the body of the 500`
	}
	send(w, status, text)
}

func send(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": text})
}

// A table knows the statuses of errors; which, only the program knows that makes it.
type table interface{ Status(error) int }

type server struct{ statuses table }

func (s *server) one(w http.ResponseWriter, err error) {
	status := s.statuses.Status(err)
	text := err.Error() // ok: a 500 has another text
	if status == http.StatusInternalServerError {
		text = http.StatusText(status)
	}
	send(w, status, text)
}

func (s *server) arm(w http.ResponseWriter, err error) {
	if status := s.statuses.Status(err); status < http.StatusInternalServerError {
		send(w, status, fmt.Sprintf("no: %v", err)) // ok: less than 500
	} else {
		send(w, status, "the shop is closed for a moment")
	}
}

type failure struct {
	Code int    `json:"code"`
	Text string `json:"text,omitempty"`
}

func (s *server) member(w http.ResponseWriter, err error) {
	f := failure{Code: s.statuses.Status(err)}
	if f.Code < 500 {
		f.Text = err.Error() // ok: less than 500
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(f.Code)
	json.NewEncoder(w).Encode(f)
}

func (s *server) passed(w http.ResponseWriter, err error) {
	answer(w, s.statuses.Status(err), err)
}

// answer hides the text of what has failed.
func answer(w http.ResponseWriter, status int, err error) {
	text := err.Error() // ok: a 500 has another text
	if status > 499 {
		text = http.StatusText(status)
	}
	http.Error(w, text, status)
}

// always shows it whatever has happened.
func (s *server) always(w http.ResponseWriter, err error) {
	status := s.statuses.Status(err)
	send(w, status, err.Error()) // want `error text from os.ReadFile is sent to the client in the response body`
}

// short compares another number.
func (s *server) short(w http.ResponseWriter, err error) {
	text := err.Error() // want `error text from os.ReadFile is sent to the client in the response body`
	if len(text) >= 500 {
		text = "it is a long story"
	}
	send(w, s.statuses.Status(err), text)
}

// other compares with a status at which services have not failed.
func (s *server) other(w http.ResponseWriter, err error) {
	status := s.statuses.Status(err)
	text := err.Error() // want `error text from os.ReadFile is sent to the client in the response body`
	if status == http.StatusNotFound {
		text = "there is no such thing"
	}
	send(w, status, text)
}

func (s *server) read(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile("stock")
	if err == nil {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Write(data)
		return
	}
	switch r.PathValue("way") {
	case "replaced":
		replaced(w, err)
	case "left":
		left(w, err)
	case "turned":
		turned(w, err)
	case "one":
		s.one(w, err)
	case "arm":
		s.arm(w, err)
	case "member":
		s.member(w, err)
	case "passed":
		s.passed(w, err)
	case "always":
		s.always(w, err)
	case "short":
		s.short(w, err)
	default:
		s.other(w, err)
	}
}

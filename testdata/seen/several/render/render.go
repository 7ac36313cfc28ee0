// Package render has interfaces by which requests are responded to, and several types for each.
package render

import (
	"encoding/json"
	"encoding/xml"
	"log"
	"net/http"
)

type Responder interface {
	Fail(w http.ResponseWriter, code int, msg string)
	OK(w http.ResponseWriter, v any)
}

type JSON struct{}

func (JSON) Fail(w http.ResponseWriter, code int, msg string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"error": msg})
}
func (JSON) OK(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

type XML struct{}

func (XML) Fail(w http.ResponseWriter, code int, msg string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(code)
	xml.NewEncoder(w).Encode(msg)
}
func (XML) OK(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/xml")
	xml.NewEncoder(w).Encode(v)
}

// one of two responds
type Reporter interface {
	Report(w http.ResponseWriter, err error)
}
type Log struct{}

func (Log) Report(w http.ResponseWriter, err error) { log.Print(err) }

type Sender struct{}

func (Sender) Report(w http.ResponseWriter, err error) {
	log.Print(err)
	http.Error(w, `{"error":"internal"}`, 500) // want "rawerror"
}

type Checker interface {
	Check(w http.ResponseWriter, r *http.Request) bool
}
type Token struct{}

func (Token) Check(w http.ResponseWriter, r *http.Request) bool {
	if r.Header.Get("Authorization") == "" {
		JSON{}.Fail(w, 401, "no token")
		return false
	}
	return true
}

type Basic struct{}

func (Basic) Check(w http.ResponseWriter, r *http.Request) bool {
	if _, _, ok := r.BasicAuth(); !ok {
		JSON{}.Fail(w, 403, "no password")
		return false
	}
	return true
}

type None struct{}

func (None) Check(w http.ResponseWriter, r *http.Request) bool { return true }

// Package web has adapters for the handlers of others.
package web

import (
	"encoding/json"
	"net/http"
)

type Error struct {
	Code int    `json:"code"`
	Msg  string `json:"message"`
}
type ErrHandler func(w http.ResponseWriter, r *http.Request) *Error

func (fn ErrHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if e := fn(w, r); e != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(e.Code)
		json.NewEncoder(w).Encode(e)
	}
}

type TripleHandler func(r *http.Request) (any, int, error)

func (fn TripleHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v, code, err := fn(r)
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		w.WriteHeader(code)
		json.NewEncoder(w).Encode(map[string]string{"error": "failed"})
		return
	}
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

type Response struct {
	Status int
	Body   any
	Text   string
}

func JSON(code int, v any) *Response    { return &Response{Status: code, Body: v} }
func Text(code int, s string) *Response { return &Response{Status: code, Text: s} }

type RespHandler func(r *http.Request) *Response

func (fn RespHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	Wrap(fn)(w, r)
}

func Wrap(fn func(r *http.Request) *Response) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		resp := fn(r)
		if resp.Text != "" {
			http.Error(w, resp.Text, resp.Status)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(resp.Status)
		json.NewEncoder(w).Encode(resp.Body)
	}
}

// Package appended builds an answer whose list grows in a method.
package appended

import (
	"encoding/json"
	"net/http"
)

type item struct {
	ErrorCode    string `json:"errorCode"`
	ErrorMessage string `json:"errorMessage"`
}

type builder struct {
	w      http.ResponseWriter
	status int
	items  []item
}

func to(w http.ResponseWriter) *builder { return &builder{w: w, status: http.StatusOK} }

func (b *builder) because(status int) *builder {
	b.status = status
	return b
}

func (b *builder) add(code, message string) *builder {
	b.items = append(b.items, item{code, message})
	return b
}

func (b *builder) send() {
	b.w.Header().Set("Content-Type", "application/json")
	b.w.WriteHeader(b.status)
	json.NewEncoder(b.w).Encode(map[string]any{"errors": b.items})
}

// Chained has one item.
func Chained(w http.ResponseWriter) {
	to(w).because(http.StatusNotFound).add("thing", "no such thing").send() // ok: a list of one
}

// InSteps has two.
func InSteps(w http.ResponseWriter) {
	b := to(w).because(http.StatusBadRequest)
	b.add("name", "a name is needed")
	b.add("age", "an age is needed")
	b.send() // ok: a list of two
}

// None has no item.
func None(w http.ResponseWriter) {
	to(w).because(http.StatusNotFound).send() // want `"errors" is null.*\(envelope\)`
}

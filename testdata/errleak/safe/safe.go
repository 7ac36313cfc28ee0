// Package safe lets nothing out of the errors that it is given but what they offer
// under an interface of their own.
package safe

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// An Item is an error with words for clients.
type Item interface {
	Code() string
	Error() string
}

// An Error is what clients read.
type Error struct {
	raw any

	Data    map[string]any `json:"data"`
	Message string         `json:"message"`
	Status  int            `json:"status"`
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// Fields are errors by the names of what is wrong.
type Fields map[string]error

// Error lists the names.
func (f Fields) Error() string { return "there are mistakes" }

// New keeps what it is given, and shows what of it is meant to be shown.
func New(status int, message string, raw any) *Error {
	return &Error{raw: raw, Data: shown(raw), Status: status, Message: strings.TrimSpace(message)}
}

// Invalid is New with 400.
func Invalid(message string, raw any) *Error {
	if message == "" {
		message = "The request is not valid."
	}
	return New(http.StatusBadRequest, message, raw) // ok: nothing of raw but what shows itself
}

func shown(data any) map[string]any {
	switch v := data.(type) {
	case Fields:
		return each(v)
	case error:
		fields := Fields{}
		if errors.As(v, &fields) {
			return each(fields)
		}
		return map[string]any{}
	case map[string]Item:
		return each(v)
	case map[string]error:
		return each(v)
	case map[string]any:
		return each(v)
	default:
		return map[string]any{}
	}
}

func each[T any](data map[string]T) map[string]any {
	result := map[string]any{}
	for name, err := range data {
		if nested(err) {
			result[name] = shown(err)
		} else {
			result[name] = item(err)
		}
	}
	return result
}

func nested(err any) bool {
	switch err.(type) {
	case Fields, map[string]Item, map[string]error, map[string]any:
		return true
	}
	return false
}

func item(err any) any {
	data := map[string]any{}
	if i, ok := err.(Item); ok {
		data["code"] = i.Code()
		data["message"] = strings.ToUpper(i.Error()) // ok: it offers its words
	} else {
		data["code"] = "invalid"
		data["message"] = "Invalid value."
	}
	return data
}

// Handle answers with what a handler returns.
func Handle(h func(w http.ResponseWriter, r *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil {
			return
		}
		var e *Error
		if !errors.As(err, &e) {
			e = Invalid("", err) // ok
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(e.Status)
		_ = json.NewEncoder(w).Encode(e)
	}
}

type order struct{ ID int }

func get(w http.ResponseWriter, r *http.Request) error {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		return Invalid("The body is not JSON.", err) // ok: a decoder's error offers nothing
	}
	if err := save(o); err != nil {
		return New(http.StatusInternalServerError, "It cannot be saved.", err) // ok
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(o) // ok
}

// Routes registers.
func Routes(mux *http.ServeMux) {
	mux.HandleFunc("POST /orders", Handle(get))
	mux.HandleFunc("DELETE /orders", Handle(remove))
}

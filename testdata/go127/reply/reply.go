// Package reply answers for others, with methods that have type parameters.
package reply

import (
	"encoding/json/v2"
	"log/slog"
	"net/http"
)

// A Writer answers a request.
type Writer struct{ W http.ResponseWriter }

// JSON answers with a value.
func (w *Writer) JSON[T any](code int, v T) {
	w.W.Header().Set("Content-Type", "application/json")
	w.W.WriteHeader(code)
	if err := json.MarshalWrite(w.W, v); err != nil {
		slog.Error("cannot answer", "error", err)
	}
}

// Fail answers with the text of an error of some type.
func (w *Writer) Fail[E error](code int, err E) {
	w.JSON(code, map[string]string{"error": err.Error()}) // BAD(errleak/error)
}

// A List holds values of one type.
type List[T any] struct{ all []T }

// Map returns what f makes of each: a method with a type parameter of a type that has one.
func (l *List[T]) Map[U any](f func(T) U) *List[U] {
	out := &List[U]{}
	for _, v := range l.all {
		out.all = append(out.all, f(v))
	}
	return out
}

// All returns the values.
func (l *List[T]) All() []T { return l.all }

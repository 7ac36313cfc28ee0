package wppbackend

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
)

// W6: no stack traces, and nothing else of the inside, in an answer. Each case
// sends it; its neighbour logs it and sends a constant.

const sorry = "the product cannot be read now"

// W6Error sends what the source said.
func (h *Handler) W6Error(w http.ResponseWriter, r *http.Request) {
	_, err := h.source.Load(r.PathValue("id"))
	if err == nil {
		fail(w, http.StatusNotFound)
		return
	}
	switch r.PathValue("case") {
	case "Error":
		failWith(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	case "Error logged":
		slog.Error("load product", "error", err.Error())
		failWith(w, http.StatusInternalServerError, sorry) // ok
	case "%v":
		failWith(w, http.StatusInternalServerError, fmt.Sprintf("load product: %v", err)) // want `\(errleak/error\)`
	case "%v logged":
		slog.Error(fmt.Sprintf("load product: %v", err))
		failWith(w, http.StatusInternalServerError, sorry) // ok
	case "%+v":
		failWith(w, http.StatusInternalServerError, fmt.Sprintf("load product: %+v", err)) // want `\(errleak/verbose\)`
	case "%+v logged":
		slog.Error(fmt.Sprintf("load product: %+v", err))
		failWith(w, http.StatusInternalServerError, sorry) // ok
	case "4xx":
		failWith(w, http.StatusBadRequest, err.Error()) // want `\(errleak/error4xx\)`
	case "4xx composed":
		failWith(w, http.StatusBadRequest, fmt.Sprintf("no product %q", r.PathValue("id"))) // ok: a plain value
	case "header":
		w.Header().Set("X-Error", err.Error()) // want `\(errleak/error\)`
		fail(w, http.StatusInternalServerError)
	case "header with a constant":
		w.Header().Set("X-Error", sorry) // ok
		fail(w, http.StatusInternalServerError)
	}
}

// W6Parse sends what the decoder said.
func W6Parse(w http.ResponseWriter, r *http.Request) {
	var p product
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		if r.URL.Query().Has("raw") {
			failWith(w, http.StatusBadRequest, err.Error()) // want `\(errleak/parse\)`
			return
		}
		slog.Info("decode product", "error", err)
		failWith(w, http.StatusBadRequest, "the body is not a product") // ok
		return
	}
	fail(w, http.StatusNotFound)
}

// W6Stack sends the stack.
func W6Stack(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "debug.Stack":
		failWith(w, http.StatusInternalServerError, string(debug.Stack())) // want `\(errleak/stack\)`
	case "debug.Stack logged":
		slog.Error("unexpected state", "stack", string(debug.Stack()))
		failWith(w, http.StatusInternalServerError, sorry) // ok
	case "runtime.Stack":
		buf := make([]byte, 4096)
		n := runtime.Stack(buf, false) // want `\(errleak/stack\)`
		failWith(w, http.StatusInternalServerError, string(buf[:n]))
	case "runtime.Stack logged":
		buf := make([]byte, 4096)
		n := runtime.Stack(buf, false)
		slog.Error("unexpected state", "stack", string(buf[:n]))
		failWith(w, http.StatusInternalServerError, sorry) // ok
	case "detail":
		send(w, http.StatusInternalServerError, errorBody{Errors: []item{{ErrorCode: "internal", ErrorMessage: fmt.Sprintf("%s\n%s", sorry, debug.Stack())}}}) // want `\(errleak/stack\)`
	case "detail without":
		send(w, http.StatusInternalServerError, errorBody{Errors: []item{{ErrorCode: "internal", ErrorMessage: fmt.Sprintf("%s: %s", sorry, r.PathValue("id"))}}}) // ok
	}
}

// W6Recover sends what a handler panicked with.
func W6Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				failWith(w, http.StatusInternalServerError, fmt.Sprint(v)) // want `\(errleak/panic\)`
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// W6RecoverError sends the text of an error that a handler panicked with.
func W6RecoverError(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if err, ok := recover().(error); ok {
				failWith(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/panic\)`
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// W6RecoverLogged logs what a handler panicked with.
func W6RecoverLogged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				slog.Error("panic", "value", fmt.Sprint(v), "stack", string(debug.Stack()))
				failWith(w, http.StatusInternalServerError, sorry) // ok
			}
		}()
		next.ServeHTTP(w, r)
	})
}

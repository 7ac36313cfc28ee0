// Package flow holds answers after which a handler goes on and is right, each
// beside one where it is wrong.
package flow

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
)

func send(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": message})
}

// A Barn holds hay.
type Barn interface {
	Take(bales int) error
	Count() int
}

// Handler serves hay.
type Handler struct{ barn Barn }

// Last is the trap "the last statement of a handler".
func (h *Handler) Last(w http.ResponseWriter, _ *http.Request) {
	if err := h.barn.Take(1); err != nil {
		send(w, http.StatusConflict, "there is no hay") // ok: nothing follows
	}
}

// NotLast differs in what follows.
func (h *Handler) NotLast(w http.ResponseWriter, _ *http.Request) {
	if err := h.barn.Take(1); err != nil {
		send(w, http.StatusConflict, "there is no hay") // want `\(missingreturn\)`
	}
	send(w, http.StatusOK, "taken")
}

// LastOfClosure is the trap "the last statement of a closure".
func (h *Handler) LastOfClosure(w http.ResponseWriter, _ *http.Request) {
	refuse := func() {
		send(w, http.StatusConflict, "there is no hay") // ok: the closure ends, and its caller returns
	}
	if err := h.barn.Take(1); err != nil {
		refuse()
		return
	}
	send(w, http.StatusOK, "taken")
}

// ClosureGoesOn differs in the return after the closure's call.
func (h *Handler) ClosureGoesOn(w http.ResponseWriter, _ *http.Request) {
	refuse := func() {
		send(w, http.StatusConflict, "there is no hay") // ok: the closure does not know its caller
	}
	if err := h.barn.Take(1); err != nil {
		refuse() // want `\(missingreturn\)`
	}
	send(w, http.StatusOK, "taken")
}

// IfElse is the trap "if/else joins".
func (h *Handler) IfElse(w http.ResponseWriter, _ *http.Request) {
	if err := h.barn.Take(1); err != nil {
		send(w, http.StatusConflict, "there is no hay") // ok: the other branch answers
	} else {
		send(w, http.StatusOK, "taken")
	}
	slog.Info("take") // logging is no further work
}

// Ifs differs in the else.
func (h *Handler) Ifs(w http.ResponseWriter, r *http.Request) {
	if h.barn.Count() == 0 {
		send(w, http.StatusConflict, "there is no hay") // want `\(missingreturn\)`
	}
	if r.Method == http.MethodPost {
		send(w, http.StatusOK, "taken")
	}
}

// FurtherWork differs in work that is more than logging.
func (h *Handler) FurtherWork(w http.ResponseWriter, _ *http.Request) {
	if h.barn.Count() == 0 {
		send(w, http.StatusConflict, "there is no hay") // want `\(missingreturn\)`
	}
	_ = h.barn.Take(1)
}

// tracking remembers whether anything was sent.
type tracking struct {
	http.ResponseWriter
	written bool
}

func (t *tracking) WriteHeader(status int) {
	t.written = true
	t.ResponseWriter.WriteHeader(status)
}

// Written reports whether an answer has begun.
func (t *tracking) Written() bool { return t.written }

// Guarded is the trap "ctx.Written() guards".
func (h *Handler) Guarded(w *tracking, _ *http.Request) {
	if h.barn.Count() == 0 {
		send(w, http.StatusConflict, "there is no hay") // ok: the guard below
	}
	if w.Written() {
		return
	}
	send(w, http.StatusOK, "taken")
}

// Unguarded differs in the guard.
func (h *Handler) Unguarded(w *tracking, _ *http.Request) {
	if h.barn.Count() == 0 {
		send(w, http.StatusConflict, "there is no hay") // want `\(missingreturn\)`
	}
	send(w, http.StatusOK, "taken")
}

// Deferred is the trap "recover-deferred answers".
func (h *Handler) Deferred(w http.ResponseWriter, _ *http.Request) {
	defer func() {
		if recover() != nil {
			send(w, http.StatusInternalServerError, "the barn is on fire") // ok: only where nothing else was sent
		}
	}()
	if h.barn.Count() == 0 {
		send(w, http.StatusConflict, "there is no hay") // ok: the deferred answer needs a panic
		return
	}
	send(w, http.StatusOK, "taken")
}

// DeferredGoesOn differs in the return, not in the deferred answer.
func (h *Handler) DeferredGoesOn(w http.ResponseWriter, _ *http.Request) {
	defer func() {
		if recover() != nil {
			send(w, http.StatusInternalServerError, "the barn is on fire") // ok: only where nothing else was sent
		}
	}()
	if h.barn.Count() == 0 {
		send(w, http.StatusConflict, "there is no hay") // want `\(missingreturn\)`
	}
	send(w, http.StatusOK, "taken")
}

// TailCall is the trap "tail calls of sub-handlers".
func (h *Handler) TailCall(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		h.Last(w, r) // ok: the last call
	case http.MethodPost:
		h.IfElse(w, r) // ok: the last call
	default:
		send(w, http.StatusMethodNotAllowed, "GET or POST") // ok: the last call
	}
}

// FirstCall goes on to the sub-handler.
func (h *Handler) FirstCall(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		send(w, http.StatusMethodNotAllowed, "POST") // want `\(missingreturn\)`
	}
	h.IfElse(w, r)
}

// HeaderAndBody is the trap "WriteHeader followed by its body".
func (h *Handler) HeaderAndBody(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if h.barn.Count() == 0 {
		w.WriteHeader(http.StatusConflict) // ok: its body follows
	} else {
		w.WriteHeader(http.StatusOK)
	}
	_ = json.NewEncoder(w).Encode(map[string]int{"bales": h.barn.Count()})
}

// TwoBodies differs in a body of the branch's own.
func (h *Handler) TwoBodies(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if h.barn.Count() == 0 {
		w.WriteHeader(http.StatusConflict)
		_ = json.NewEncoder(w).Encode(map[string]string{"message": "there is no hay"}) // want `\(missingreturn\)`
	}
	_ = json.NewEncoder(w).Encode(map[string]int{"bales": h.barn.Count()})
}

// EarlyReturn is the trap "an earlier branch that returns".
func (h *Handler) EarlyReturn(w http.ResponseWriter, r *http.Request) {
	err := h.barn.Take(1)
	if err != nil {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusConflict) // ok: returns
			return
		}
		send(w, http.StatusConflict, "there is no hay") // ok: returns
		return
	}
	send(w, http.StatusOK, "taken")
}

// HalfReturn differs in the return of one branch.
func (h *Handler) HalfReturn(w http.ResponseWriter, r *http.Request) {
	err := h.barn.Take(1)
	if err != nil {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusConflict) // ok: returns
			return
		}
		send(w, http.StatusConflict, "there is no hay") // want `\(missingreturn\)`
	}
	send(w, http.StatusOK, "taken")
}

// answer is put together before it is sent.
type answer struct {
	status int
	body   bytes.Buffer
}

func (a *answer) fail(status int, message string) *answer {
	a.status = status
	a.body.Reset()
	_ = json.NewEncoder(&a.body).Encode(map[string]string{"message": message})
	return a
}

func (a *answer) sendTo(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body.Bytes())
}

// Builder is the trap "builders": nothing is sent until the end.
func (h *Handler) Builder(w http.ResponseWriter, r *http.Request) {
	a := (&answer{}).fail(http.StatusOK, "taken")
	if h.barn.Count() == 0 {
		a.fail(http.StatusConflict, "there is no hay") // ok: not sent yet
	}
	if r.Method != http.MethodPost {
		a.fail(http.StatusMethodNotAllowed, "POST") // ok: not sent yet
	}
	a.sendTo(w)
}

// BuilderSent differs in that the first one is sent.
func (h *Handler) BuilderSent(w http.ResponseWriter, _ *http.Request) {
	a := (&answer{}).fail(http.StatusOK, "taken")
	if h.barn.Count() == 0 {
		a.fail(http.StatusConflict, "there is no hay").sendTo(w) // want `\(missingreturn\)`
	}
	a.sendTo(w)
}

// Loop is the trap of an answer that ends a loop and the handler with it.
func (h *Handler) Loop(w http.ResponseWriter, _ *http.Request) {
	for n := range 3 {
		if err := h.barn.Take(n); err != nil {
			send(w, http.StatusConflict, "there is no hay") // ok: returns
			return
		}
	}
	send(w, http.StatusOK, "taken")
}

// LoopBreak leaves only the loop.
func (h *Handler) LoopBreak(w http.ResponseWriter, _ *http.Request) {
	for n := range 3 {
		if err := h.barn.Take(n); err != nil {
			send(w, http.StatusConflict, "there is no hay") // want `\(missingreturn\)`
			break
		}
	}
	send(w, http.StatusOK, "taken")
}

// Panics is the trap of a path that ends without a return.
func (h *Handler) Panics(w http.ResponseWriter, _ *http.Request) {
	if h.barn.Count() < 0 {
		send(w, http.StatusInternalServerError, "the barn is broken") // ok: abort does not return
		abort()
	}
	send(w, http.StatusOK, "taken")
}

// Logs differs in that the function comes back.
func (h *Handler) Logs(w http.ResponseWriter, _ *http.Request) {
	if h.barn.Count() < 0 {
		send(w, http.StatusInternalServerError, "the barn is broken") // want `\(missingreturn\)`
		note()
	}
	send(w, http.StatusOK, "taken")
}

func abort() { panic(http.ErrAbortHandler) }

func note() { slog.Error("the barn is broken") }

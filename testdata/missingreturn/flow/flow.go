// Package flow holds handlers that go on after an answer, beside those that do
// not: one statement apart.
package flow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"sync"

	"github.com/respvet/respvet/testdata/missingreturn/flow/reply"
)

// A Store keeps items.
type Store interface {
	Get(id string) (*Item, error)
	Put(*Item) error
	Lock(ctx context.Context) bool
	Unlock(ctx context.Context)
	Delete(id string) bool
	Len() int
}

// An Item is kept in a Store.
type Item struct{ Name string }

// Handler serves items.
type Handler struct {
	store Store
	next  http.Handler
	mu    sync.Mutex
	cache map[string]Item
}

// Plain: another answer follows.
func (h *Handler) plain(w http.ResponseWriter, r *http.Request) {
	it, err := h.store.Get(r.PathValue("id"))
	if err != nil {
		http.Error(w, "no such item", http.StatusNotFound) // want `handler continues after http\.Error sent 404: a second response is written at line \d+ \(missingreturn\)`
	}
	reply.JSON(w, http.StatusOK, it)
}

func (h *Handler) plainReturned(w http.ResponseWriter, r *http.Request) {
	it, err := h.store.Get(r.PathValue("id"))
	if err != nil {
		http.Error(w, "no such item", http.StatusNotFound) // ok
		return
	}
	reply.JSON(w, http.StatusOK, it)
}

// Unknown: whatever the status is, where something has failed.
func (h *Handler) unknown(w http.ResponseWriter, r *http.Request, statuses map[error]int) {
	if err := h.store.Put(&Item{}); err != nil {
		reply.JSON(w, statuses[err], nil) // want `handler continues after reply\.JSON sent an error: a second response is written at line \d+`
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) unknownPart(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Put(&Item{}); err != nil {
		fmt.Fprintln(w, "no luck") // ok: the first part of the page
	}
	fmt.Fprintln(w, "here is what there is")
}

// Logged: the return goes behind the logging.
func (h *Handler) logged(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Put(&Item{}); err != nil {
		reply.JSON(w, http.StatusInternalServerError, nil) // want `handler continues after reply\.JSON sent 500: a second response is written at line \d+`
		slog.Error("put", "error", err)
	}
	reply.JSON(w, http.StatusOK, nil)
}

// Commented: a comment stays where it is.
func (h *Handler) commented(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		// Only POST changes anything.
		reply.JSON(w, http.StatusMethodNotAllowed, nil) // want `handler continues after reply\.JSON sent 405: a second response is written at line \d+`
	}

	// All is well.
	reply.JSON(w, http.StatusOK, nil)
}

// Tail: nothing follows but what is no work.
func (h *Handler) tail(w http.ResponseWriter, r *http.Request) {
	defer h.mu.Unlock()
	defer fmt.Fprintln(w)
	h.mu.Lock()
	if err := h.store.Put(&Item{}); err != nil {
		reply.JSON(w, http.StatusInternalServerError, nil) // ok: logging and deferred calls follow
	}
	slog.Info("put", "path", r.URL.Path)
}

// Joined: the other answer is in the other branch.
func (h *Handler) joined(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Put(&Item{}); err != nil {
		reply.JSON(w, http.StatusInternalServerError, nil) // ok
	} else {
		reply.JSON(w, http.StatusOK, nil)
	}
	h.store.Unlock(r.Context())
}

// HalfJoined: only one of two answers is in a branch of its own.
func (h *Handler) halfJoined(w http.ResponseWriter, r *http.Request) {
	if err := h.store.Put(&Item{}); err != nil {
		reply.JSON(w, http.StatusInternalServerError, nil) // want `handler continues after reply\.JSON sent 500: a second response is written at line \d+`
	} else if r.Method == http.MethodPut {
		reply.JSON(w, http.StatusOK, nil)
		return
	}
	reply.JSON(w, http.StatusCreated, nil)
}

// Bare: a status, and the body behind it for all.
func (h *Handler) bare(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		w.WriteHeader(http.StatusServiceUnavailable) // ok: the body is the same
	}
	_ = json.NewEncoder(w).Encode(map[string]int{"items": h.store.Len()})
}

// BareTwice: a second status.
func (h *Handler) bareTwice(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		w.WriteHeader(http.StatusServiceUnavailable) // want `handler continues after WriteHeader sent 503: a second response is written at line \d+`
	}
	reply.JSON(w, http.StatusOK, map[string]int{"items": h.store.Len()})
}

// Pieces: one answer that is written in pieces.
func (h *Handler) pieces(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusBadRequest)
	if r.URL.Query().Has("verbose") {
		fmt.Fprintln(w, "bad request:") // ok: the rest of it follows
	}
	for _, key := range []string{"a", "b"} {
		fmt.Fprintln(w, key) // ok
	}
	fmt.Fprintln(w, "that is all")
}

// Two: status and body, and another body.
func (h *Handler) two(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		w.WriteHeader(http.StatusConflict)
		fmt.Fprintln(w, "there is nothing") // want `handler continues after fmt\.Fprintln sent 409: a second response is written at line \d+`
	}
	fmt.Fprintln(w, "here it is")
}

// Loop.
func (h *Handler) loop(w http.ResponseWriter, r *http.Request) {
	for i := range 3 {
		if err := h.store.Put(&Item{}); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError) // want `handler continues after http\.Error sent 500: a second response is written at line \d+`
			break
		}
		if i == 1 {
			continue
		}
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) loopContinued(w http.ResponseWriter, r *http.Request) {
	for i := range 3 {
		if err := h.store.Put(&Item{}); err != nil {
			http.Error(w, strconv.Itoa(i), http.StatusInternalServerError) // want `handler continues after http\.Error sent 500: a second response is written in the next iteration`
			continue
		}
	}
}

func (h *Handler) loopLabelled(w http.ResponseWriter, r *http.Request) {
outer:
	for range 3 {
		for range 3 {
			if h.store.Len() == 0 {
				http.Error(w, "failed", http.StatusInternalServerError) // want `handler continues after http\.Error sent 500: a second response is written at line \d+`
				continue outer
			}
		}
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) loopReturned(w http.ResponseWriter, r *http.Request) {
outer:
	for range 3 {
		for range 3 {
			if h.store.Len() == 0 {
				http.Error(w, "failed", http.StatusInternalServerError) // ok
				return
			}
			if h.store.Len() == 1 {
				continue outer
			}
		}
	}
	reply.JSON(w, http.StatusOK, nil)
}

// Switch.
func (h *Handler) switched(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
	case http.MethodPut:
		http.Error(w, "read only", http.StatusForbidden) // want `handler continues after http\.Error sent 403: a second response is written at line \d+`
	case http.MethodPost:
		http.Error(w, "read only", http.StatusForbidden) // want `handler continues after http\.Error sent 403: a second response is written at line \d+`
		break
	case http.MethodPatch:
		http.Error(w, "read only", http.StatusForbidden) // want `handler continues after http\.Error sent 403: a second response is written at line \d+`
		fallthrough
	case http.MethodHead:
		slog.Info("head")
	default:
		http.Error(w, "GET", http.StatusMethodNotAllowed) // ok
		return
	}
	reply.JSON(w, http.StatusOK, nil)
}

// Types: another test of what was tested.
func (h *Handler) tested(w http.ResponseWriter, r *http.Request) {
	err := h.store.Put(&Item{})
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError) // ok: the next branch is the other one
	}
	if err == nil {
		reply.JSON(w, http.StatusOK, nil)
	}
}

func (h *Handler) testedOther(w http.ResponseWriter, r *http.Request) {
	err := h.store.Put(&Item{})
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError) // want `handler continues after http\.Error sent 500: a second response is written at line \d+`
	}
	if !errors.Is(err, http.ErrAbortHandler) {
		reply.JSON(w, http.StatusOK, nil)
	}
}

func (h *Handler) method(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		http.Error(w, "POST", http.StatusMethodNotAllowed) // ok
	}
	if r.Method == http.MethodPost {
		reply.JSON(w, http.StatusOK, nil)
	}
}

func (h *Handler) methods(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodDelete {
		http.Error(w, "POST", http.StatusMethodNotAllowed) // ok
	}
	if r.Method == http.MethodPost {
		reply.JSON(w, http.StatusOK, nil)
	}
}

// Select.
func (h *Handler) selected(w http.ResponseWriter, r *http.Request, ready <-chan bool) {
	select {
	case <-r.Context().Done():
		http.Error(w, "too late", http.StatusGatewayTimeout) // want `handler continues after http\.Error sent 504: a second response is written at line \d+`
	case <-ready:
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) selectedReturned(w http.ResponseWriter, r *http.Request, ready <-chan bool) {
	select {
	case <-r.Context().Done():
		http.Error(w, "too late", http.StatusGatewayTimeout) // ok
		return
	case <-ready:
	}
	reply.JSON(w, http.StatusOK, nil)
}

// Goto.
func (h *Handler) gone(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // want `handler continues after http\.Error sent 404: a second response is written at line \d+`
		goto done
	}
	slog.Info("not empty")
done:
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) goneOn(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // ok: past the other answer
		goto done
	}
	reply.JSON(w, http.StatusOK, nil)
done:
	slog.Info("done")
}

// Flags.
func (h *Handler) flagged(w http.ResponseWriter, r *http.Request) {
	failed := false
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // ok: the flag is looked at
		failed = true
	}
	if failed {
		return
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) flaggedWrong(w http.ResponseWriter, r *http.Request) {
	failed := false
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // want `handler continues after http\.Error sent 404: a second response is written at line \d+`
		failed = true
	}
	if !failed {
		slog.Info("not empty")
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) flaggedInClosure(w http.ResponseWriter, r *http.Request) {
	failed := false
	refuse := func() {
		http.Error(w, "empty", http.StatusNotFound)
		failed = true
	}
	if h.store.Len() == 0 {
		refuse() // ok: the flag is looked at
	}
	if failed {
		return
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) flaggedElsewhere(w http.ResponseWriter, r *http.Request) {
	changed := false
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // want `handler continues after http\.Error sent 404: a second response is written at line \d+`
	}
	h.with(r, func(*Item) { changed = true })
	if changed {
		slog.Info("changed")
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) flaggedForClosure(w http.ResponseWriter, r *http.Request) {
	failed := false
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // ok: the flag is looked at
		failed = true
	}
	defer func() { slog.Info("done", "failed", failed) }()
	if failed {
		return
	}
	reply.JSON(w, http.StatusOK, nil)
}

// Panics.
func (h *Handler) panics(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // ok: the end
		panic(http.ErrAbortHandler)
	}
	reply.JSON(w, http.StatusOK, nil)
}

// Deferred: the deferred answer is there for panics.
func (h *Handler) deferred(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if v := recover(); v != nil {
			http.Error(w, "panic", http.StatusInternalServerError) // ok
		}
	}()
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // ok
		return
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) deferredTwice(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if v := recover(); v != nil {
			http.Error(w, "panic", http.StatusInternalServerError) // want `handler continues after http\.Error sent 500: a second response is written at line \d+`
		}
		reply.JSON(w, http.StatusOK, nil)
	}()
	slog.Info("work")
}

// Goroutines are no part of the handler.
func (h *Handler) spawned(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // ok
	}
	go h.store.Unlock(context.WithoutCancel(r.Context()))
}

// Closures.
func (h *Handler) closure(w http.ResponseWriter, r *http.Request) {
	refuse := func(status int) { http.Error(w, "refused", status) } // ok: it does not know its caller
	if h.store.Len() == 0 {
		refuse(http.StatusNotFound) // want `handler continues after refuse sent 404: a second response is written at line \d+`
	}
	if h.store.Len() > 9 {
		refuse(http.StatusConflict) // ok
		return
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) in(w http.ResponseWriter, r *http.Request) {
	h.with(r, func(it *Item) {
		if it == nil {
			http.Error(w, "no such item", http.StatusNotFound) // want `handler continues after http\.Error sent 404: a second response is written at line \d+`
		}
		reply.JSON(w, http.StatusOK, it)
	})
}

func (h *Handler) with(r *http.Request, next func(*Item)) {
	it, _ := h.store.Get(r.PathValue("id"))
	next(it)
}

// Results: the return has values.
func (h *Handler) results(w http.ResponseWriter, r *http.Request) (*Item, int, error) {
	it, err := h.store.Get(r.PathValue("id"))
	if err != nil {
		http.Error(w, "no such item", http.StatusNotFound) // want `handler continues after http\.Error sent 404: the result of the failed call is used at line \d+`
	}
	return it, len(it.Name), nil
}

func (h *Handler) named(w http.ResponseWriter, r *http.Request) (it *Item, err error) {
	if it, err = h.store.Get(r.PathValue("id")); err != nil {
		http.Error(w, "no such item", http.StatusNotFound) // want `handler continues after http\.Error sent 404: a second response is written at line \d+`
	}
	w.WriteHeader(http.StatusNoContent)
	return it, nil
}

func (h *Handler) early(w http.ResponseWriter, r *http.Request) error {
	if h.store.Len() == 0 {
		return reply.Fail(w, http.StatusNotFound) // ok
	}
	return reply.Fail(w, http.StatusTeapot)
}

func (h *Handler) late(w http.ResponseWriter, r *http.Request) error {
	var err error
	if h.store.Len() == 0 {
		err = reply.Fail(w, http.StatusNotFound) // want `handler continues after reply\.Fail sent 404: a second response is written at line \d+`
	}
	if err != nil {
		return err
	}
	reply.JSON(w, http.StatusOK, nil)
	return nil
}

// Generic.
func serve[T any](w http.ResponseWriter, load func() (T, error)) {
	v, err := load()
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError) // want `handler continues after http\.Error sent 500: a second response is written at line \d+`
	}
	reply.JSON(w, http.StatusOK, v)
}

func (h *Handler) generic(w http.ResponseWriter, r *http.Request) {
	serve(w, func() (*Item, error) { return h.store.Get("1") })
}

// Spread.
func (h *Handler) spread(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(empty(w)) // want `handler continues after http\.Error sent 404: a second response is written at line \d+`
	}
	reply.JSON(ok(w))
}

func empty(w http.ResponseWriter) (http.ResponseWriter, string, int) {
	return w, "empty", http.StatusNotFound
}

func ok(w http.ResponseWriter) (http.ResponseWriter, int, any) { return w, http.StatusOK, nil }

// Middleware: the request is handled although it was refused.
func (h *Handler) middleware(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") == "" {
		http.Error(w, "who are you", http.StatusUnauthorized) // want `handler continues after http\.Error sent 401: the rejected request is still passed to the next handler at line \d+`
	}
	h.next.ServeHTTP(w, r)
}

func (h *Handler) middlewareReturned(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") == "" {
		http.Error(w, "who are you", http.StatusUnauthorized) // ok
		return
	}
	h.next.ServeHTTP(w, r)
}

func wrap(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			http.Error(w, "who are you", http.StatusUnauthorized) // want `handler continues after http\.Error sent 401: the rejected request is still passed to the next handler at line \d+`
		}
		next(w, r)
	}
}

// Work: what refused is called again.
func (h *Handler) work(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusConflict) // want `handler continues after http\.Error sent 409: the rejected operation still runs at line \d+`
	}
	h.store.Delete(r.PathValue("id"))
}

func (h *Handler) rid(w http.ResponseWriter, r *http.Request) {
	if !h.store.Lock(r.Context()) {
		http.Error(w, "busy", http.StatusConflict) // ok: only the lock is given back
	}
	h.store.Unlock(r.Context())
}

func (h *Handler) lookup(w http.ResponseWriter, r *http.Request, next func(Item)) {
	it, ok := h.cache[r.PathValue("id")]
	if !ok {
		http.Error(w, "no such item", http.StatusNotFound) // want `handler continues after http\.Error sent 404: the result of the failed call is used at line \d+`
	}
	next(it)
}

func (h *Handler) unused(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil {
		http.Error(w, "no number", http.StatusBadRequest) // ok: only logged
	}
	slog.Info("count", "n", n)
}

// rec knows whether it has answered.
type rec struct {
	http.ResponseWriter
	status int
}

func (r *rec) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Written reports whether there was an answer.
func (r *rec) Written() bool { return r.status != 0 }

func (h *Handler) guarded(w *rec, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // ok: the guard
	}
	if w.Written() {
		return
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) guardedByField(w *rec, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // ok: the guard
	}
	if w.status == 0 {
		reply.JSON(w, http.StatusOK, nil)
	}
}

func (h *Handler) unguarded(w *rec, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) // want `handler continues after http\.Error sent 404: a second response is written at line \d+`
	}
	reply.JSON(w, http.StatusOK, nil)
}

func (h *Handler) silenced(w http.ResponseWriter, r *http.Request) {
	if h.store.Len() == 0 {
		http.Error(w, "empty", http.StatusNotFound) //respvet:ignore missingreturn the page is shown below the message
	}
	fmt.Fprintln(w, "page")
}

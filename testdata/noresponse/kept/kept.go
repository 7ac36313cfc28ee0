// Package kept leaves errors to others, or to nobody.
package kept

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
)

// A visit is one request, and what went wrong with it.
type visit struct {
	errs    []error
	byField map[string]error
	last    atomic.Pointer[error]
	failed  atomic.Value
	on      func(error)
	sink    sink
}

type sink interface{ Failed(err error) }

func (v *visit) fail(err error)            { v.errs = append(v.errs, err) }
func (v *visit) failf(s string, err error) { v.fail(fmt.Errorf("%s: %w", s, err)) }
func (v *visit) describe(err error)        { slog.Error("visit", "errors", len(v.errs), "error", err) }

type garden struct {
	*visit
	beds  func(n int) (string, error)
	log   func(format string, args ...any)
	fails chan error
	mu    sync.Mutex
}

func reply(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}

func (g *garden) appended(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		g.errs = append(g.errs, err)
		return // ok
	}
	reply(w, http.StatusOK, n)
}

func (g *garden) appendedMore(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.errs = append(g.errs, errors.New("bed"), fmt.Errorf("bed %q: %w", r.PathValue("bed"), err))
		return // ok
	}
	reply(w, http.StatusOK, n)
}

// What the function alone knows is not kept.
func (g *garden) appendedHere(w http.ResponseWriter, r *http.Request) {
	var errs []error
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		errs = append(errs, err)
		g.log("cannot read: %v", errs)
		return // want `strconv.Atoi failed and the handler returns without a response`
	}
	reply(w, http.StatusOK, n)
}

func (g *garden) set(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		g.fail(err)
		return // ok
	}
	reply(w, http.StatusOK, n)
}

func (g *garden) setFurther(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		g.failf("bed", err)
		return // ok
	}
	reply(w, http.StatusOK, n)
}

// A method that keeps nothing.
func (g *garden) described(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		g.describe(err)
		return // want `strconv.Atoi failed`
	}
	reply(w, http.StatusOK, n)
}

func (g *garden) mapped(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		g.byField["bed"] = err
		return // ok
	}
	reply(w, http.StatusOK, n)
}

func (g *garden) offered(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		select {
		case g.fails <- err:
		default:
		}
		return // ok
	}
	reply(w, http.StatusOK, n)
}

func (g *garden) atomically(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		g.last.Store(&err)
		return // ok
	}
	if s, err := g.beds(n); err != nil {
		g.failed.Store(err)
		return // ok
	} else {
		reply(w, http.StatusOK, s)
	}
}

func (g *garden) calledBack(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		g.on(err)
		return // ok: whoever has set it may respond
	}
	if s, err := g.beds(n); err != nil {
		g.sink.Failed(err)
		return // ok
	} else {
		reply(w, http.StatusOK, s)
	}
}

func (g *garden) logged(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		g.log("bed: %v", err)
		return // want `strconv.Atoi failed`
	}
	reply(w, http.StatusOK, n)
}

type key struct{}

// The request's own visit.
func inContext(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		if v, ok := r.Context().Value(key{}).(*visit); ok {
			v.fail(err)
		}
		return // ok
	}
	reply(w, http.StatusOK, n)
}

func cancelled(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancelCause(r.Context())
	defer cancel(nil)
	go watch(ctx, w)
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		cancel(err)
		return // ok
	}
	reply(w, http.StatusOK, n)
}

func watch(ctx context.Context, w http.ResponseWriter) {
	<-ctx.Done()
	_ = context.Cause(ctx)
}

// A variable of the function around.
func around(n int) (http.Handler, func() error) {
	var failed error
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m, err := strconv.Atoi(r.PathValue("bed"))
		if err != nil {
			failed = err
			return // ok
		}
		reply(w, http.StatusOK, m+n)
	}), func() error { return failed }
}

// Helpers that tell whether they have sent.

// number has sent a response where it returns an error.
func number(w http.ResponseWriter, r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("bed"))
	if err != nil {
		reply(w, http.StatusBadRequest, "no bed")
		return 0, err
	}
	return n, nil
}

func (g *garden) told(w http.ResponseWriter, r *http.Request) {
	n, err := number(w, r)
	if err != nil {
		return // ok: it has sent a 400
	}
	s, err := g.beds(n)
	if err != nil {
		g.log("bed %d: %v", n, err)
		return // want `g.beds failed`
	}
	reply(w, http.StatusOK, s)
}

func (g *garden) untold(w http.ResponseWriter, r *http.Request) {
	n, _ := number(w, r)
	s, err := g.beds(n)
	if err != nil {
		g.log("bed %d: %v", n, err)
		return // ok: there may have been a response
	}
	reply(w, http.StatusOK, s)
}

func serve(g *garden) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := new(visit)
		g.visit = v
		g.appended(w, r)
		g.set(w, r)
		if len(v.errs) > 0 {
			reply(w, http.StatusNotFound, "no such bed")
		}
	}
}

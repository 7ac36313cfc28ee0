// Package handlers has handlers that leave without an answer, and neighbours
// that differ in the one thing that makes it right.
package handlers

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
)

type order struct{ ID string }

type storage interface {
	Order(ctx context.Context, id string) (*order, error)
	Save(o *order) error
}

type api struct {
	store storage
	last  error
	errs  chan error
}

func routes(a *api) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", a.get)
	mux.HandleFunc("POST /orders", a.post)
	mux.HandleFunc("PUT /orders", a.put)
	mux.Handle("GET /raw", a.guard(http.HandlerFunc(a.raw)))
	return mux
}

func fail(w http.ResponseWriter, err error) {
	code := http.StatusInternalServerError
	if errors.Is(err, sql.ErrNoRows) {
		code = http.StatusNotFound
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": http.StatusText(code)})
}

func (a *api) get(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		slog.Error("cannot load", "error", err)
		return // want `a\.store\.Order failed and the handler returns without a response: the client gets an empty 200 \(noresponse\)`
	}
	if err := a.store.Save(o); err != nil {
		fail(w, err) // ok
		return
	}
	_ = json.NewEncoder(w).Encode(o)
}

func (a *api) post(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		return // want `Decode failed`
	}
	if err := a.store.Save(&o); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

// The handler's body ends behind the branch.
func (a *api) put(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "cannot read", http.StatusBadRequest)
		return
	}
	var o order
	if err := json.Unmarshal(body, &o); err != nil {
		slog.Error("cannot decode", "error", err)
	} else { // want `json.Unmarshal failed`
		_ = json.NewEncoder(w).Encode(o)
	}
}

// With or without the failure, this is all that there is to say.
func (a *api) touch(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		fail(w, err)
		return
	}
	if err := a.store.Save(o); err != nil {
		slog.Error("cannot save", "error", err)
	} // ok
}

func (a *api) touchOrLeave(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		fail(w, err)
		return
	}
	if err := a.store.Save(o); err != nil {
		slog.Error("cannot save", "error", err)
		return // ok: with or without it there is nothing to say
	}
}

// An answer before the failure: what fails then is background work.
func (a *api) background(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(order{})
	if err := a.store.Save(&order{}); err != nil {
		return // ok
	}
}

func (a *api) perhaps(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("early") != "" {
		w.WriteHeader(http.StatusAccepted)
	}
	if err := a.store.Save(&order{}); err != nil {
		return // ok: perhaps
	}
	_ = json.NewEncoder(w).Encode(order{})
}

func (a *api) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o, err := a.store.Order(r.Context(), "1")
		if err != nil {
			return // want `a.store.Order failed`
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), order{}, o)))
	})
}

func (a *api) lenient(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := a.store.Order(r.Context(), "1"); err != nil {
			next.ServeHTTP(w, r) // ok
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (a *api) raw(w http.ResponseWriter, r *http.Request) {
	rc := http.NewResponseController(w)
	conn, _, err := rc.Hijack()
	if err != nil {
		return // ok: an error of the writer itself
	}
	if err := a.store.Save(&order{}); err != nil {
		return // ok: hijacked
	}
	_ = json.NewEncoder(conn).Encode(order{})
	fail(w, err)
}

func (a *api) left(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.Context(), "1")
	if errors.Is(err, context.Canceled) {
		return // ok: nobody waits
	}
	if err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return // ok: a 200 with nothing in it, perhaps
		}
		return // want `a.store.Order failed`
	}
	if r.Context().Err() != nil {
		return // ok
	}
	_ = json.NewEncoder(w).Encode(o)
}

func transient(err error) bool { return err.Error() == "again" }

func (a *api) opinion(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.Context(), "1")
	if err != nil && !transient(err) {
		return // ok: somebody has looked at it
	}
	_ = json.NewEncoder(w).Encode(o)
}

func (a *api) aborts(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.Context(), "1")
	if err != nil {
		panic(http.ErrAbortHandler) // ok
	}
	_ = json.NewEncoder(w).Encode(o)
}

func (a *api) deferred(w http.ResponseWriter, r *http.Request) {
	var err error
	defer func() {
		if err != nil {
			fail(w, err)
		}
	}()
	o, err := a.store.Order(r.Context(), "1")
	if err != nil {
		return // ok: answered at the end
	}
	_ = json.NewEncoder(w).Encode(o)
}

func (a *api) deferredElsewhere(w http.ResponseWriter, r *http.Request) {
	defer func() { slog.Info("done") }()
	o, err := a.store.Order(r.Context(), "1")
	if err != nil {
		return // want `a.store.Order failed`
	}
	_ = json.NewEncoder(w).Encode(o)
}

func (a *api) closure(w http.ResponseWriter, r *http.Request) {
	reply := func(code int) { w.WriteHeader(code); _ = json.NewEncoder(w).Encode(order{}) }
	if err := a.store.Save(&order{}); err != nil {
		reply(http.StatusInternalServerError) // ok
		return
	}
	if err := a.store.Save(&order{ID: "2"}); err != nil {
		return // want `a.store.Save failed`
	}
	reply(http.StatusOK)
}

func (a *api) kept(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save(&order{}); err != nil {
		a.last = err
		return // ok: somebody else may look at it
	}
	if err := a.store.Save(&order{ID: "2"}); err != nil {
		a.errs <- err
		return // ok
	}
	_ = json.NewEncoder(w).Encode(order{})
}

// A receiver that says 200 whatever happens.
func (a *api) hook(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save(&order{}); err != nil {
		slog.Error("dropped", "error", err)
		return // ok
	}
	_, _ = io.WriteString(w, "ok")
}

// Not the handler: another function goes on after it.
func (a *api) count(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save(&order{}); err != nil {
		return // ok
	}
	fail(w, nil)
}

func (a *api) counted(w http.ResponseWriter, r *http.Request) {
	a.count(w, r)
	_ = json.NewEncoder(w).Encode(order{})
}

// The last that its caller does.
func (a *api) tail(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Save(&order{}); err != nil {
		return // want `a.store.Save failed`
	}
	_ = json.NewEncoder(w).Encode(order{})
}

func (a *api) dispatch(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		a.tail(w, r)
	default:
		w.WriteHeader(http.StatusMethodNotAllowed)
	}
}

func (a *api) user(r *http.Request) (*order, bool) {
	o, err := a.store.Order(r.Context(), r.FormValue("user"))
	return o, err == nil
}

func (a *api) told(w http.ResponseWriter, r *http.Request) {
	u, ok := a.user(r)
	if !ok {
		return // want `a.user failed`
	}
	if err := a.store.Save(u); err != nil {
		fail(w, err)
		return
	}
	_ = json.NewEncoder(w).Encode(u)
}

type session struct {
	w http.ResponseWriter
}

func (s *session) deny() { fail(s.w, sql.ErrNoRows) }
func (s *session) name() string {
	return s.w.Header().Get("X-Name")
}

func (a *api) wrapped(w http.ResponseWriter, r *http.Request) {
	s := &session{w: w}
	if err := a.store.Save(&order{ID: s.name()}); err != nil {
		s.deny() // ok
		return
	}
	if err := a.store.Save(&order{}); err != nil {
		s.name()
		return // want `a.store.Save failed`
	}
	fail(s.w, nil)
}

func (a *api) loop(w http.ResponseWriter, r *http.Request) {
	for {
		o, err := a.store.Order(r.Context(), "1")
		if err != nil {
			return // ok: something was written in an earlier round, perhaps
		}
		_ = json.NewEncoder(w).Encode(o)
	}
}

func (a *api) otherwise(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.Context(), "1")
	if err == nil {
		_ = json.NewEncoder(w).Encode(o)
	} // want `a.store.Order failed`
}

func (a *api) both(w http.ResponseWriter, r *http.Request) {
	o, err := a.store.Order(r.Context(), "1")
	if err != nil {
		slog.Error("cannot load", "error", err)
	} else { // want `a.store.Order failed`
		_ = json.NewEncoder(w).Encode(o)
	}
}

func assigned() error { return nil }

// A call whose arguments are another's results.
func (a *api) two(w http.ResponseWriter, r *http.Request) {
	if err := f(assigned()); err != nil {
		return // want `f failed`
	}
	_ = json.NewEncoder(w).Encode(order{})
}

func f(err error) error { return err }

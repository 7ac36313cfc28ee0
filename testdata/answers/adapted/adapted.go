// Package adapted has handlers whose status is what they return: an adapter sends it.
package adapted

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
)

type store interface {
	Load(id string) ([]string, error)
	Allowed(r *http.Request) bool
}

type request struct{ st store }

var errNone = errors.New("none")

type handler func(w http.ResponseWriter, r *http.Request, q *request) (int, error)

// handle sends what a handler returns; 0 says that it has responded by itself.
func handle(h handler, st store) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { // answers …
		status, err := h(w, r, &request{st})
		if status != 0 {
			text := http.StatusText(status)
			if status == http.StatusBadRequest && err != nil {
				text += " (" + err.Error() + ")"
			}
			http.Error(w, strconv.Itoa(status)+" "+text, status)
			return
		}
	})
}

func statusOf(err error) int {
	switch {
	case err == nil:
		return http.StatusOK
	case errors.Is(err, errNone):
		return http.StatusNotFound
	default:
		return http.StatusInternalServerError
	}
}

func send(w http.ResponseWriter, v any) (int, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return http.StatusInternalServerError, err
	}
	w.Header().Set("Content-Type", "application/json")
	if _, err := w.Write(data); err != nil {
		return http.StatusInternalServerError, err
	}
	return 0, nil
}

// allowed is middleware of the handlers' own signature.
func allowed(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request, q *request) (int, error) { // answers 401 …
		if !q.st.Allowed(r) {
			return http.StatusUnauthorized, nil
		}
		return h(w, r, q)
	}
}

func get(w http.ResponseWriter, r *http.Request, q *request) (int, error) { // answers 200 404 500
	all, err := q.st.Load(r.PathValue("id"))
	if err != nil {
		return statusOf(err), err
	}
	return send(w, all)
}

var remove = allowed(func(w http.ResponseWriter, r *http.Request, q *request) (int, error) { // answers 204 400
	if r.PathValue("id") == "" {
		return http.StatusBadRequest, errNone
	}
	return http.StatusNoContent, nil
})

// Nothing is sent where 0 is returned and nothing was written.
func ping(w http.ResponseWriter, r *http.Request, q *request) (int, error) { // answers 200 503
	if q.st == nil {
		return http.StatusServiceUnavailable, nil
	}
	return 0, nil
}

var later func() int

// What another function says is not known.
func unknown(w http.ResponseWriter, r *http.Request, q *request) (int, error) { // answers 400 …
	if r.PathValue("id") == "" {
		return http.StatusBadRequest, errNone
	}
	return later(), nil
}

// Routes registers them.
func Routes(mux *http.ServeMux, st store) {
	run := func(h handler) http.Handler { return handle(h, st) }
	mux.Handle("GET /{id}", run(get))
	mux.Handle("DELETE /{id}", run(remove))
	mux.Handle("GET /ping", run(ping))
	mux.Handle("GET /unknown", run(unknown))
}

// An adapter that answers errors by itself: what is returned beside one is not sent.

type strict func(r *http.Request) (any, error)

func runStrict(h strict) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { // answers 200 500
		v, err := h(r)
		if err != nil {
			http.Error(w, "internal error", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(v)
	}
}

func list(r *http.Request) (any, error) { // answers 200 500
	if r.FormValue("page") == "" {
		return nil, errNone
	}
	return []string{"a"}, nil
}

// RoutesStrict registers it.
func RoutesStrict(mux *http.ServeMux) { mux.Handle("GET /list", runStrict(list)) }

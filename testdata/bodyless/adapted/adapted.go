// Package adapted returns a status and a body, which an adapter sends.
package adapted

import (
	"encoding/json"
	"net/http"
)

type reply struct {
	status int
	body   any
}

func adapt(f func(r *http.Request) (reply, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		res, err := f(r)
		if err != nil {
			http.Error(w, `{"error":"failed"}`, http.StatusInternalServerError)
			return
		}
		if res.body == nil {
			w.WriteHeader(res.status)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(res.status)
		json.NewEncoder(w).Encode(res.body)
	}
}

func deleted(r *http.Request) (reply, error) {
	return reply{http.StatusNoContent, map[string]string{"deleted": r.PathValue("id")}}, nil // want "sends a body with 204 No Content"
}

func unchanged(r *http.Request) (reply, error) {
	if r.Header.Get("If-None-Match") == "1" {
		return reply{status: http.StatusNotModified, body: "same"}, nil // want "sends a body with 304 Not Modified"
	}
	return reply{http.StatusOK, "changed"}, nil
}

func nothing(*http.Request) (reply, error) {
	return reply{status: http.StatusNoContent}, nil
}

// What it is given may be nil.
func given(v any) func(*http.Request) (reply, error) {
	return func(*http.Request) (reply, error) { return reply{http.StatusNoContent, v}, nil }
}

// The second adapter knows which statuses have no body.
type quiet struct {
	code int
	data any
}

func careful(f func(r *http.Request) quiet) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := f(r)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(q.code)
		if q.code != http.StatusNoContent && r.Method != http.MethodHead {
			json.NewEncoder(w).Encode(q.data)
		}
	}
}

func quietly(*http.Request) quiet { return quiet{http.StatusNoContent, "done"} }

// The third asks a function.
type asked struct {
	code int
	data any
}

func asks(f func(r *http.Request) asked) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		a := f(r)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(a.code)
		if hasBody(a.code) {
			json.NewEncoder(w).Encode(a.data)
		}
	}
}

func hasBody(code int) bool { return code >= 200 && code != 204 && code != 304 }

func askedFor(*http.Request) asked { return asked{http.StatusNoContent, "done"} }

// Register mounts the handlers.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("DELETE /{id}", adapt(deleted))
	mux.HandleFunc("GET /unchanged", adapt(unchanged))
	mux.HandleFunc("DELETE /nothing", adapt(nothing))
	mux.HandleFunc("DELETE /given", adapt(given(nil)))
	mux.HandleFunc("DELETE /quietly", careful(quietly))
	mux.HandleFunc("DELETE /asked", asks(askedFor))
}

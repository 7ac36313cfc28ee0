// Package adapters returns its responses to adapters of another package, and of its own.
package adapters

import (
	"context"
	"encoding/json"
	"log"
	"net/http"

	"github.com/respvet/respvet/testdata/seen/adapters/web"
)

type store interface {
	Load(id string) ([]string, error)
}

type api struct{ st store }

type failure struct {
	Status  int    `json:"-"`
	Message string `json:"message"`
}

func (f *failure) Encode() ([]byte, string, error) {
	data, err := json.Marshal(f)
	return data, "application/json", err
}

func (f *failure) HTTPStatus() int { return f.Status }

func failed(status int, err error) *failure { return &failure{status, err.Error()} } // want "errleak/error"

type tags []string

func (t tags) Encode() ([]byte, string, error) {
	data, err := json.Marshal(t)
	return data, "application/json", err
}

func (a *api) leaks(ctx context.Context, r *http.Request) web.Encoder {
	all, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		return &failure{Status: http.StatusInternalServerError, Message: "cannot load: " + err.Error()} // want "errleak/error"
	}
	return tags(all)
}

func (a *api) leaksInHelper(ctx context.Context, r *http.Request) web.Encoder {
	all, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		return failed(http.StatusInternalServerError, err)
	}
	return tags(all)
}

func (a *api) right(ctx context.Context, r *http.Request) web.Encoder {
	all, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		log.Print(err)
		return &failure{http.StatusInternalServerError, "cannot load"}
	}
	return tags(all)
}

// A function of the same form that nobody runs as a handler.
func (a *api) note(ctx context.Context, r *http.Request) web.Encoder {
	_, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		return &failure{Status: http.StatusInternalServerError, Message: err.Error()}
	}
	return nil
}

func (a *api) pair(r *http.Request) (int, any, error) {
	all, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		return http.StatusBadGateway, map[string]string{"error": err.Error()}, nil // want "errleak/error"
	}
	if len(all) == 0 {
		return 499, map[string]string{"error": "none"}, nil
	}
	if len(all) == 1 {
		return 599, map[string]string{"error": "none"}, nil // want "statuscode/unregistered"
	}
	return http.StatusOK, all, nil
}

func (a *api) pairRight(r *http.Request) (int, any, error) {
	all, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, all, nil
}

// An adapter of this package, and a struct.

type reply struct {
	Code int
	Body any
}

func run(h func(ctx context.Context) *reply) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rep := h(r.Context())
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(rep.Code)
		json.NewEncoder(w).Encode(rep.Body)
	}
}

func (a *api) replies(ctx context.Context) *reply {
	all, err := a.st.Load("x")
	if err != nil {
		return &reply{Code: http.StatusInternalServerError, Body: map[string]string{"error": err.Error()}} // want "errleak/error"
	}
	return &reply{http.StatusOK, all}
}

// Routes registers them.
func Routes(mux *http.ServeMux, a *api) {
	a.note(context.Background(), nil)
	mux.Handle("/a", web.Handle(a.leaks))
	mux.Handle("/b", web.Handle(a.right))
	mux.Handle("/c", web.Pair(a.pair))
	mux.Handle("/d", web.Pair(a.pairRight))
	mux.Handle("/e", run(a.replies))
	mux.Handle("/f", web.Handle(a.leaksInHelper))
}

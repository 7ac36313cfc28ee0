// Package gokit answers for orders with go-kit's HTTP transport.
package gokit

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/go-kit/kit/endpoint"
	transport "github.com/go-kit/kit/transport/http"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// Routes registers the handlers. What an endpoint fails with goes to the error encoder.
func Routes(mux *http.ServeMux, store orders.Store) {
	s := &service{store}
	mux.Handle("GET /orders/{id}", transport.NewServer(s.get, id, transport.EncodeJSONResponse, transport.ServerErrorEncoder(encodeError)))
	mux.Handle("GET /orders/{id}/plain", transport.NewServer(s.get, id, encode, transport.ServerErrorEncoder(encodePlain)))
	mux.Handle("GET /orders/{id}/careless", transport.NewServer(s.get, id, encode, transport.ServerErrorEncoder(encodeCareless)))
	mux.Handle("GET /orders/{id}/forgotten", transport.NewServer(s.get, id, encode, transport.ServerErrorEncoder(encodeForgotten)))
	mux.Handle("GET /orders/{id}/twice", transport.NewServer(s.get, id, encode, transport.ServerErrorEncoder(encodeTwice)))
	mux.Handle("GET /orders/{id}/library", transport.NewServer(s.get, id, encode, transport.ServerErrorEncoder(encodeLibrary)))
	mux.Handle("DELETE /orders/{id}", transport.NewServer(s.remove, id, encodeGone))
	mux.Handle("DELETE /orders/{id}/now", transport.NewServer(s.remove, id, encodeGoneNow))
	mux.Handle("GET /orders/{id}/late", transport.NewServer(s.get, id, encodeLate))
	mux.Handle("GET /orders", transport.NewServer(s.list(), transport.NopRequestDecoder, transport.EncodeJSONResponse, transport.ServerErrorEncoder(encodeError)))
}

type service struct{ store orders.Store }

func (s *service) get(ctx context.Context, id any) (any, error) {
	return s.store.Order(ctx, id.(string))
}

func (s *service) remove(ctx context.Context, id any) (any, error) {
	return nil, s.store.Delete(ctx, id.(string))
}

func (s *service) list() endpoint.Endpoint {
	return func(ctx context.Context, _ any) (any, error) {
		all, err := s.store.Orders(ctx, "")
		if err != nil {
			return nil, err
		}
		return all, nil
	}
}

func id(_ context.Context, r *http.Request) (any, error) {
	if r.PathValue("id") == "" {
		return nil, errors.New("an id is wanted")
	}
	return r.PathValue("id"), nil
}

func encode(_ context.Context, w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(v)
}

// encodeError answers in JSON, and keeps what happened for the log.
func encodeError(_ context.Context, err error, w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	if errors.Is(err, orders.ErrNotFound) {
		w.WriteHeader(http.StatusNotFound)
		json.NewEncoder(w).Encode(map[string]string{"error": "no such order"}) // ok
		return
	}
	slog.Error("endpoint", "error", err)
	w.WriteHeader(http.StatusInternalServerError)
	json.NewEncoder(w).Encode(map[string]string{"error": "something is wrong on our side"}) // ok
}

// encodePlain answers in plain text.
func encodePlain(_ context.Context, err error, w http.ResponseWriter) {
	slog.Error("endpoint", "error", err)
	http.Error(w, "something is wrong on our side", http.StatusInternalServerError) // BAD(rawerror)
}

// encodeCareless sends what happened.
func encodeCareless(_ context.Context, err error, w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusInternalServerError)
	json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // BAD(errleak/error)
}

// encodeForgotten answers what it knows.
func encodeForgotten(_ context.Context, err error, w http.ResponseWriter) {
	if errors.Is(err, orders.ErrNotFound) {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	slog.Error("endpoint", "error", err)
}

// encodeTwice goes on.
func encodeTwice(_ context.Context, err error, w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	if errors.Is(err, orders.ErrNotFound) {
		w.WriteHeader(http.StatusNotFound)
		json.NewEncoder(w).Encode(map[string]string{"error": "no such order"}) // BAD(missingreturn)
	}
	w.WriteHeader(http.StatusInternalServerError)
	json.NewEncoder(w).Encode(map[string]string{"error": "something is wrong on our side"})
}

// encodeLibrary answers as the library does: in plain text, with all that happened.
func encodeLibrary(ctx context.Context, err error, w http.ResponseWriter) {
	slog.Error("endpoint", "error", err)
	transport.DefaultErrorEncoder(ctx, err, w) // BAD(errleak/error)
}

func encodeGone(_ context.Context, w http.ResponseWriter, _ any) error {
	w.WriteHeader(http.StatusNoContent)
	return json.NewEncoder(w).Encode(map[string]bool{"deleted": true}) // BAD(bodyless)
}

func encodeGoneNow(_ context.Context, w http.ResponseWriter, _ any) error {
	w.WriteHeader(http.StatusNoContent) // ok
	return nil
}

func encodeLate(ctx context.Context, w http.ResponseWriter, v any) error {
	err := transport.EncodeJSONResponse(ctx, w, v)
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
	return err
}

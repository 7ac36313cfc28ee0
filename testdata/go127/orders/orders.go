// Package orders answers for orders with what Go has since version 1.27: encoding/json/v2
// and methods with type parameters.
package orders

import (
	"context"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"log/slog"
	"net/http"
)

// An Order is what is bought.
type Order struct {
	ID    string   `json:"id"`
	Lines []string `json:"lines"`
	Paid  bool     `json:"paid,omitzero"`
}

// A Store keeps orders.
type Store interface {
	Order(ctx context.Context, id string) (*Order, error)
	Orders(ctx context.Context) ([]Order, error)
	Save(ctx context.Context, o *Order) error
}

// A Server answers for them.
type Server struct{ store Store }

// reply answers with a value: a method with a type parameter.
func (s *Server) reply[T any](w http.ResponseWriter, code int, v T) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	if err := json.MarshalWrite(w, v); err != nil {
		slog.Error("cannot answer", "error", err)
	}
}

// nulls answers with a value of which nil lists are null.
func (s *Server) nulls[T any](w http.ResponseWriter, v T) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.MarshalWrite(w, v, json.FormatNilSliceAsNull(true)); err != nil {
		slog.Error("cannot answer", "error", err)
	}
}

// read decodes a request's body.
func (s *Server) read[T any](r *http.Request) (T, error) {
	var v T
	err := json.UnmarshalRead(r.Body, &v)
	return v, err
}

// Routes registers the handlers.
func (s *Server) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /orders/{id}", s.get)
	mux.HandleFunc("GET /orders/{id}/safe", s.getSafe)
	mux.HandleFunc("GET /orders", s.list)
	mux.HandleFunc("GET /orders/nulls", s.listNulls)
	mux.HandleFunc("GET /orders/members", s.members)
	mux.HandleFunc("GET /orders/stream", s.stream)
	mux.HandleFunc("POST /orders", s.create)
	mux.HandleFunc("PUT /orders/{id}", s.replace)
}

func (s *Server) get(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		s.reply(w, http.StatusInternalServerError, map[string]string{"error": err.Error()}) // BAD(errleak/error)
		return
	}
	s.reply(w, http.StatusOK, o)
}

func (s *Server) getSafe(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), r.PathValue("id"))
	if nf, ok := errors.AsType[*missing](err); ok {
		s.reply(w, http.StatusNotFound, map[string]string{"error": nf.Error()}) // ok: of a type whose text is made here
		return
	}
	if err != nil {
		slog.Error("store", "error", err)
		s.reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // ok
		return
	}
	s.reply(w, http.StatusOK, o)
}

// missing says that there is no such order.
type missing struct{}

func (*missing) Error() string { return "no such order" }

// unpaid returns what is not paid for.
func (s *Server) unpaid(ctx context.Context) ([]Order, error) {
	all, err := s.store.Orders(ctx)
	return all, err
}

// list sends [] for a nil list, as encoding/json/v2 does.
func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	all, err := s.unpaid(r.Context())
	if err != nil {
		http.Error(w, "something is wrong on our side", http.StatusInternalServerError) // BAD(rawerror)
		return
	}
	var open []Order // ok
	for _, o := range all {
		if !o.Paid {
			open = append(open, o)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.MarshalWrite(w, open); err != nil {
		slog.Error("cannot answer", "error", err)
	}
}

// listNulls asks for null.
func (s *Server) listNulls(w http.ResponseWriter, r *http.Request) {
	all, err := s.unpaid(r.Context())
	if err != nil {
		s.reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"})
		return
	}
	var open []Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			open = append(open, o)
		}
	}
	s.nulls(w, open)
}

// members sends the list as a member.
func (s *Server) members(w http.ResponseWriter, r *http.Request) {
	var open []Order // ok
	for _, o := range []Order{{ID: r.PathValue("id")}} {
		if o.Paid {
			open = append(open, o)
		}
	}
	s.reply(w, http.StatusOK, map[string]any{"orders": open})
}

// stream writes with an encoder.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	all, err := s.unpaid(r.Context())
	w.Header().Set("Content-Type", "application/json")
	enc := jsontext.NewEncoder(w)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		if err := json.MarshalEncode(enc, map[string]string{"error": err.Error()}); err != nil { // BAD(errleak/error)
			slog.Error("cannot answer", "error", err)
		}
		return
	}
	if err := json.MarshalEncode(enc, all); err != nil {
		slog.Error("cannot answer", "error", err)
	}
	w.Header().Set("Cache-Control", "no-store") // BAD(lateheader)
}

// create adds an order.
func (s *Server) create(w http.ResponseWriter, r *http.Request) {
	o, err := s.read[Order](r)
	if err != nil {
		s.reply(w, http.StatusBadRequest, map[string]string{"error": err.Error()}) // ok: what is wrong with the client's own input
		return
	}
	if err := s.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		s.reply(w, http.StatusInternalServerError, map[string]string{"error": "something is wrong on our side"}) // BAD(missingreturn)
	}
	s.reply(w, http.StatusCreated, o)
}

// replace puts an order in the place of another.
func (s *Server) replace(w http.ResponseWriter, r *http.Request) {
	o, err := s.read[Order](r)
	if err != nil {
		s.reply(w, http.StatusBadRequest, map[string]string{"error": "this is no order"})
		return
	}
	if err := s.store.Save(r.Context(), &o); err != nil {
		slog.Error("store", "error", err)
		return // BAD(noresponse)
	}
	w.WriteHeader(http.StatusNoContent)
	json.MarshalWrite(w, o) // BAD(bodyless)
}

package api

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"example.com/shop/internal/client"
	"example.com/shop/internal/middleware"
	"example.com/shop/internal/reply"
	"example.com/shop/internal/store"
)

func (s *Server) listOrders(w http.ResponseWriter, r *http.Request) {
	orders, err := s.store.Orders(r.Context(), middleware.Owner(r.Context()))
	if err != nil {
		reply.Fail(w, r, err)
		return
	}
	reply.List(w, orders)
}

// withOrder calls next with the order that a path names, if it is the caller's
// own; else it answers.
func (s *Server) withOrder(w http.ResponseWriter, r *http.Request, next func(store.Order)) {
	o, err := s.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		reply.Fail(w, r, public("order", err))
		return
	}
	if o.Customer != middleware.Owner(r.Context()) {
		reply.Error(w, http.StatusNotFound, "order", "there is no such order") // ok: says no more than for no order at all
		return
	}
	next(o)
}

func (s *Server) getOrder(w http.ResponseWriter, r *http.Request) {
	s.withOrder(w, r, func(o store.Order) { reply.JSON(w, http.StatusOK, o) })
}

// assemble makes an order of a cart, or says with which status to refuse it.
func (s *Server) assemble(r *http.Request, cartID string) (*store.Order, int, error) {
	cart, err := s.store.Cart(r.Context(), cartID)
	if errors.Is(err, store.ErrNotFound) {
		return nil, http.StatusNotFound, errors.New("there is no such cart")
	}
	if err != nil {
		return nil, http.StatusInternalServerError, err
	}
	if len(cart.Lines) == 0 {
		// BAD(statuscode/undocumented): a 422 that the contract does not know
		return nil, http.StatusUnprocessableEntity, errors.New("the cart is empty")
	}
	o := &store.Order{ID: rand.Text(), Customer: middleware.Owner(r.Context()), Lines: cart.Lines, State: store.StatePlaced}
	for _, l := range cart.Lines {
		p, err := s.store.Product(r.Context(), l.SKU)
		if err != nil {
			return nil, http.StatusInternalServerError, fmt.Errorf("line %s: %w", l.SKU, err)
		}
		if p.Stock < l.Count {
			return nil, http.StatusBadRequest, fmt.Errorf("there are only %d of %s", p.Stock, p.SKU)
		}
		o.Total += p.Price * int64(l.Count)
	}
	return o, http.StatusCreated, nil
}

func (s *Server) createOrder(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Cart string `json:"cart"`
	}
	if err := decode(w, r, &in); err != nil {
		reply.Fail(w, r, err)
		return
	}
	o, status, err := s.assemble(r, in.Cart)
	if err != nil {
		// BAD(errleak/error): what the database said, where assemble passes it on
		reply.Error(w, status, "order", err.Error())
		return
	}
	if err := s.store.SaveOrder(r.Context(), *o); err != nil {
		reply.Fail(w, r, err)
		return
	}
	w.Header().Set("Location", "/orders/"+o.ID)
	reply.JSON(w, status, o) // ok: assemble's 201
}

func (s *Server) payOrder(w http.ResponseWriter, r *http.Request) {
	s.withOrder(w, r, func(o store.Order) {
		if o.State != store.StatePlaced {
			reply.Error(w, http.StatusBadRequest, "order", "the order is "+o.State) // ok: a plain value
			return
		}
		err := s.charger.Charge(r.Context(), o.ID, o.Total)
		var status *client.StatusError
		switch {
		case errors.Is(err, client.ErrDeclined):
			reply.Error(w, http.StatusPaymentRequired, "payment", "the payment was declined") // BAD(statuscode/undocumented): a 402 that the contract does not know
			return
		case errors.As(err, &status):
			slog.WarnContext(r.Context(), "charge order", "error", err)
			reply.Error(w, http.StatusBadGateway, "payment", "the payment service gave an answer that makes no sense") // ok
			return
		case err != nil:
			reply.Error(w, http.StatusBadGateway, "payment", fmt.Sprintf("the payment service cannot be reached: %v", err)) // BAD(errleak/error): the payment service's address and the transport's text
			return
		}
		o.State = store.StatePaid
		if err := s.store.SaveOrder(r.Context(), o); err != nil {
			reply.Fail(w, r, err)
			return
		}
		reply.JSON(w, http.StatusOK, o)
	})
}

func (s *Server) cancelOrder(w http.ResponseWriter, r *http.Request) {
	s.withOrder(w, r, func(o store.Order) {
		if o.State != store.StatePlaced {
			reply.Error(w, http.StatusBadRequest, "order", "the order is "+o.State) // BAD(missingreturn): the 400's errors[], and the order is cancelled all the same
		}
		o.State = store.StateCancelled
		if err := s.store.SaveOrder(r.Context(), o); err != nil {
			reply.Fail(w, r, err)
			return
		}
		reply.JSON(w, http.StatusOK, o)
	})
}

func (s *Server) refundOrder(w http.ResponseWriter, r *http.Request) {
	if middleware.Owner(r.Context()) != "admin" {
		// BAD(rawerror): text/plain where the contract has errors[]
		// BAD(missingreturn): the 403, and the order is refunded all the same
		http.Error(w, "refunds are for the staff", http.StatusForbidden)
	}
	o, err := s.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		reply.Fail(w, r, public("order", err))
		return
	}
	o.State = store.StateRefunded
	if err := s.store.SaveOrder(r.Context(), o); err != nil {
		reply.Fail(w, r, err)
		return
	}
	reply.JSON(w, http.StatusAccepted, o)
}

// invoice sends a page to print.
func (s *Server) invoice(w http.ResponseWriter, r *http.Request) {
	o, err := s.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		// BAD(rawerror): text/plain where the contract has errors[]
		// BAD(errleak/error): what the database said
		fmt.Fprintf(w, "cannot print the invoice: %v", err)
		return
	}
	if o.Customer != middleware.Owner(r.Context()) {
		reply.Error(w, http.StatusForbidden, "order", "this is somebody else's order") // ok
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintf(w, "Invoice %s\n\n", o.ID) // ok: a page, and no error
	for _, l := range o.Lines {
		fmt.Fprintf(w, "%4d × %s\n", l.Count, l.SKU)
	}
	fmt.Fprintf(w, "\nTotal %d.%02d\n", o.Total/100, o.Total%100)
}

// paymentHook hears from the payment service. It answers 200 to events that it
// cannot use, or they would be sent again for days.
func (s *Server) paymentHook(w http.ResponseWriter, r *http.Request) {
	var event struct {
		Order string `json:"order"`
		State string `json:"state"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&event); err != nil {
		slog.WarnContext(r.Context(), "payment event", "error", err.Error())
		w.WriteHeader(http.StatusOK) // ok: on purpose
		return
	}
	o, err := s.store.Order(r.Context(), event.Order)
	if err != nil {
		slog.WarnContext(r.Context(), "payment event", "order", event.Order, "error", err)
		w.WriteHeader(http.StatusOK) // ok: on purpose
		return
	}
	if event.State == store.StatePaid {
		o.State = store.StatePaid
	}
	if err := s.store.SaveOrder(r.Context(), o); err != nil {
		reply.Fail(w, r, err) // ok: to be sent again
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

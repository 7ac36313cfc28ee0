package api

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"example.com/shop/internal/reply"
	"example.com/shop/internal/store"
)

func (s *Server) getCart(w http.ResponseWriter, r *http.Request) {
	cart, err := s.store.Cart(r.Context(), r.PathValue("id"))
	if !reply.OK(w, r, public("cart", err)) { // ok: returns
		return
	}
	reply.JSON(w, http.StatusOK, cart)
}

// product returns the product that a path names, if it is for sale; if not, it
// has answered.
func (s *Server) product(w http.ResponseWriter, r *http.Request) (store.Product, bool) {
	p, err := s.store.Product(r.Context(), r.PathValue("sku"))
	if !reply.OK(w, r, public("product", err)) {
		return p, false
	}
	if p.Stock == 0 {
		reply.Error(w, http.StatusBadRequest, "stock", "this product is out of stock") // ok
		return p, false
	}
	return p, true
}

func (s *Server) putLine(w http.ResponseWriter, r *http.Request) {
	refuse := func(message string) {
		reply.Error(w, http.StatusBadRequest, "count", message) // ok: the last statement
	}
	count, err := strconv.Atoi(r.URL.Query().Get("count"))
	switch {
	case err != nil:
		refuse("count is not a number")
		return
	case count < 1:
		refuse("count is less than one")
		return
	}
	p, ok := s.product(w, r)
	if !ok {
		return
	}
	if count > p.Stock {
		refuse("there are only " + strconv.Itoa(p.Stock)) // BAD(missingreturn): the 400's errors[] and the cart behind it
	}
	cart, err := s.store.Cart(r.Context(), r.PathValue("id"))
	if errors.Is(err, store.ErrNotFound) {
		cart, err = store.Cart{ID: r.PathValue("id")}, nil // a first line makes the cart
	}
	if err != nil {
		reply.Fail(w, r, err)
		return
	}
	cart.Lines = slices.DeleteFunc(cart.Lines, func(l store.Line) bool { return l.SKU == p.SKU })
	cart.Lines = append(cart.Lines, store.Line{SKU: p.SKU, Count: count})
	if reply.OK(w, r, s.store.SaveCart(r.Context(), cart)) { // ok: the rest is in the branch
		reply.JSON(w, http.StatusOK, cart)
	}
}

func (s *Server) deleteLine(w http.ResponseWriter, r *http.Request) {
	cart, err := s.store.Cart(r.Context(), r.PathValue("id"))
	if !reply.OK(w, r, public("cart", err)) {
		return
	}
	cart.Lines = slices.DeleteFunc(cart.Lines, func(l store.Line) bool { return l.SKU == r.PathValue("sku") })
	reply.OK(w, r, s.store.SaveCart(r.Context(), cart)) // BAD(missingreturn): the 500's errors[] where 204 follows
	w.WriteHeader(http.StatusNoContent)
}

// mergeCart puts another cart's lines into this one.
func (s *Server) mergeCart(w http.ResponseWriter, r *http.Request) {
	fail := s.problem // a method value
	into, err := s.store.Cart(r.Context(), r.PathValue("id"))
	if err != nil {
		reply.Fail(w, r, public("cart", err))
		return
	}
	from, err := s.store.Cart(r.Context(), r.URL.Query().Get("from"))
	if errors.Is(err, store.ErrNotFound) {
		reply.Error(w, http.StatusGone, "cart", "the other cart is gone") // BAD(statuscode/undocumented): a 410 that the contract does not know
		return
	}
	if err != nil {
		fail(w, http.StatusInternalServerError, "cannot merge", err) // ok: returns; the leak is in problem
		return
	}
	into.Lines = append(into.Lines, from.Lines...)
	if err := s.store.SaveCart(r.Context(), into); err != nil {
		w.Header().Set("X-Cause", err.Error()) // BAD(errleak/error): what the database said, in a header
		reply.Fail(w, r, err)
		return
	}
	reply.JSON(w, http.StatusOK, into)
}

package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/mail"
	"strings"

	"example.com/shop/internal/apierr"
	"example.com/shop/internal/middleware"
	"example.com/shop/internal/reply"
	"example.com/shop/internal/store"
)

func (s *Server) getCustomer(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if owner := middleware.Owner(r.Context()); owner != id && owner != "admin" {
		return apierr.New(http.StatusForbidden, "customer", "this is somebody else's account") // ok
	}
	c, err := s.store.Customer(r.Context(), id)
	if err != nil {
		return public("customer", err)
	}
	reply.JSON(w, http.StatusOK, c)
	return nil
}

func (s *Server) createCustomer(w http.ResponseWriter, r *http.Request) error {
	if ct := r.Header.Get("Content-Type"); !strings.HasPrefix(ct, "application/json") {
		return apierr.New(http.StatusUnsupportedMediaType, "content-type", "send application/json") // ok
	}
	var c store.Customer
	if err := decode(w, r, &c); err != nil {
		return err
	}
	if c.ID == "" || c.Name == "" {
		return apierr.New(http.StatusUnprocessableEntity, "customer", "id and name are required") // BAD(statuscode/undocumented): a 422 that the contract does not know
	}
	if _, err := mail.ParseAddress(c.Email); err != nil {
		return apierr.Invalid("email", "not an address: "+err.Error()) // BAD(errleak/parse): the address parser's text
	}
	if err := s.store.AddCustomer(r.Context(), c); err != nil {
		return public("customer", err) // ok
	}
	reply.JSON(w, http.StatusCreated, c)
	return nil
}

func (s *Server) deleteCustomer(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	orders, err := s.store.Orders(r.Context(), id)
	if err != nil {
		return fmt.Errorf("orders of customer: %w", err) // ok: Fail hides it
	}
	for _, o := range orders {
		if o.State == store.StatePlaced {
			return apierr.Invalid("customer", "order "+o.ID+" has not been paid") // ok: a plain value
		}
	}
	if err := s.store.DropCustomer(r.Context(), id); err != nil {
		return public("customer", err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// importCustomers adds many customers and reports every one that it refused.
func (s *Server) importCustomers(w http.ResponseWriter, r *http.Request) error {
	var (
		refused = reply.To(w).Status(http.StatusBadRequest)
		dec     = json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
		added   int
	)
	for dec.More() {
		var c store.Customer
		if err := dec.Decode(&c); err != nil {
			return apierr.Because(http.StatusBadRequest, "body", fmt.Sprintf("entry %d is not a customer", added+1), err) // ok: the cause is only logged
		}
		switch err := s.store.AddCustomer(r.Context(), c); {
		case err == nil:
			added++
		case errors.Is(err, store.ErrExists):
			refused.Add("customer", fmt.Sprintf("customer %q exists already", c.ID)) // ok: a plain value
		default:
			refused.Add("customer", fmt.Sprintf("customer %q: %+v", c.ID, err)) // BAD(errleak/verbose): all that the database's error has to say
		}
	}
	if !refused.Empty() {
		refused.Correlate(middleware.ID(r.Context())).Send()
		return nil
	}
	reply.JSON(w, http.StatusAccepted, map[string]int{"added": added})
	return nil
}

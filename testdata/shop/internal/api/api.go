// Package api is the shop's HTTP interface.
//
// A comment BAD(rule/category) says what a client sees of a mistake on its own
// line or, where it stands alone, on the next line of code; "ok" says why
// something that looks like one is right.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"example.com/shop/internal/apierr"
	"example.com/shop/internal/middleware"
	"example.com/shop/internal/reply"
	"example.com/shop/internal/store"
)

// A Charger takes an order's money.
type Charger interface {
	Charge(ctx context.Context, order string, amount int64) error
}

// A Server answers the shop's requests.
type Server struct {
	store   store.Store
	charger Charger
	now     func() time.Time
}

// NewServer returns a server over a store and a payment service.
func NewServer(s store.Store, c Charger) *Server {
	return &Server{store: s, charger: c, now: time.Now}
}

// maxBody is what a request may carry, in bytes.
const maxBody = 1 << 20

// Handler returns the router, in its middlewares. Probes need no token.
func (s *Server) Handler(tokens map[string]string, perSecond int) http.Handler {
	api := http.NewServeMux()
	api.HandleFunc("GET /products", s.listProducts)
	api.HandleFunc("POST /products", s.createProduct)
	api.HandleFunc("GET /products/{sku}", s.getProduct)
	api.HandleFunc("DELETE /products/{sku}", s.deleteProduct)
	api.HandleFunc("GET /products/{sku}/image", s.productImage)
	api.HandleFunc("GET /products.csv", s.exportProducts)

	api.HandleFunc("POST /customers", handle(s.createCustomer))
	api.HandleFunc("GET /customers/{id}", handle(s.getCustomer))
	api.HandleFunc("DELETE /customers/{id}", handle(s.deleteCustomer))
	api.HandleFunc("POST /customers/import", handle(s.importCustomers))

	api.HandleFunc("GET /carts/{id}", s.getCart)
	api.HandleFunc("PUT /carts/{id}/lines/{sku}", s.putLine)
	api.HandleFunc("DELETE /carts/{id}/lines/{sku}", s.deleteLine)
	api.HandleFunc("POST /carts/{id}/merge", s.mergeCart)

	api.HandleFunc("GET /orders", s.listOrders)
	api.HandleFunc("POST /orders", s.createOrder)
	api.HandleFunc("GET /orders/{id}", s.getOrder)
	api.HandleFunc("POST /orders/{id}/pay", s.payOrder)
	api.HandleFunc("POST /orders/{id}/cancel", s.cancelOrder)
	api.HandleFunc("POST /orders/{id}/refund", s.refundOrder)
	api.HandleFunc("GET /orders/{id}/invoice", s.invoice)

	api.Handle("POST /jobs/audit", middleware.RecoverJobs(http.HandlerFunc(s.auditJob)))
	api.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		reply.Error(w, http.StatusNotFound, "route", "there is nothing at "+r.URL.Path) // ok: instead of the mux's own text
	})

	root := http.NewServeMux()
	root.HandleFunc("GET /healthz", s.healthz)
	root.HandleFunc("GET /readyz", s.readyz)
	root.HandleFunc("POST /hooks/payments", s.paymentHook)
	root.Handle("/", middleware.Chain(api, middleware.NoBots, middleware.Auth(tokens), middleware.RateLimit(perSecond)))
	return middleware.Chain(root, middleware.RequestID, middleware.Logging, middleware.Recover)
}

// handle makes a handler of a function that reports what it could not do.
func handle(f func(w http.ResponseWriter, r *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			reply.Fail(w, r, err) // ok: the last thing done
		}
	}
}

// decode reads a request's body into v. What it reports is meant for clients.
func decode(w http.ResponseWriter, r *http.Request, v any) error {
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return apierr.Because(http.StatusBadRequest, "body", "the body is not what this request takes", err) // ok: the cause is only logged
	}
	return nil
}

// public translates the store's errors for clients.
func public(kind string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrNotFound):
		return apierr.Because(http.StatusNotFound, kind, "there is no such "+kind, err) // ok
	case errors.Is(err, store.ErrExists):
		return apierr.Because(http.StatusBadRequest, kind, "this "+kind+" exists already", err) // ok: the contract's way to say conflict
	default:
		return fmt.Errorf("%s: %w", kind, err)
	}
}

// abort answers for the oldest handlers, with all there is to say.
func (s *Server) abort(w http.ResponseWriter, r *http.Request, what string, err error) {
	slog.ErrorContext(r.Context(), what, "error", err)
	s.problem(w, http.StatusInternalServerError, what, err)
}

// problem answers with what went wrong and why.
func (s *Server) problem(w http.ResponseWriter, status int, what string, err error) {
	reply.Error(w, status, "problem", what+": "+err.Error()) // BAD(errleak/error): what the database said, for every caller of abort
}

func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprintln(w, "ok") // ok: a probe
}

func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := s.store.Ping(ctx); err != nil {
		slog.WarnContext(ctx, "store is not ready", "error", err)
		http.Error(w, "not ready", http.StatusServiceUnavailable) // ok: a probe, whose reader wants no JSON
		return
	}
	fmt.Fprintln(w, "ready")
}

// auditJob looks for orders without a customer.
func (s *Server) auditJob(w http.ResponseWriter, r *http.Request) {
	orders, err := s.store.Orders(r.Context(), "")
	if err != nil {
		panic(err) // ok: RecoverJobs is what prints it
	}
	reply.JSON(w, http.StatusOK, map[string]int{"orphans": len(orders)})
}

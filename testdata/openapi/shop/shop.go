// Package shop has handlers for the operations of a document.
package shop

import (
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"
)

// A Server has a method for each operation, as generators ask for.
type Server struct{ open bool }

func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": message})
}

func busy(w http.ResponseWriter) { fail(w, http.StatusServiceUnavailable, "busy") }

// ListOrdersParams are the parameters of a query.
type ListOrdersParams struct{ Limit int }

// ListOrders has parameters that were parsed for it.
func (s *Server) ListOrders(w http.ResponseWriter, r *http.Request, params ListOrdersParams) {
	switch {
	case params.Limit < 0:
		fail(w, http.StatusBadRequest, "limit is negative") // want `fail sends 400 Bad Request, which operation listOrders in openapi/shop/openapi\.yaml:9 does not document \(only 200, 401\) \(statuscode/undocumented\)`
	case params.Limit == 0:
		fail(w, http.StatusUnauthorized, "who is it") // ok
	case params.Limit > 100:
		busy(w) // want `busy sends 503 Service Unavailable, which operation listOrders in openapi/shop/openapi\.yaml:9 does not document \(only 200, 401\) \(statuscode/undocumented\)`
	case !s.open:
		w.WriteHeader(http.StatusNoContent) // want `WriteHeader sends 204 No Content, which operation listOrders in openapi/shop/openapi\.yaml:9 does not document \(only 200, 401\) \(statuscode/undocumented\)`
	}
}

// AddOrder answers through a framework.
func (s *Server) AddOrder(c echo.Context) error {
	if !s.open {
		return echo.NewHTTPError(http.StatusBadGateway, "closed") // want `echo\.NewHTTPError sends 502 Bad Gateway, which operation add-order in openapi/shop/openapi\.yaml:14 does not document \(only 201, 4XX\) \(statuscode/undocumented\)`
	}
	if c.QueryParam("sku") == "" {
		return echo.NewHTTPError(http.StatusTeapot, "what is it") // ok: of the class
	}
	return c.JSON(http.StatusCreated, "order")
}

func (s *Server) handleGetOrder() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.open {
			fail(w, http.StatusNotFound, "no such order") // ok
			return
		}
		fail(w, http.StatusConflict, "being changed") // want `fail sends 409 Conflict, which operation get_order in openapi/shop/openapi\.yaml:22 does not document \(only 200, 404\) \(statuscode/undocumented\)`
	}
}

func (s *Server) deleteOrder(w http.ResponseWriter, r *http.Request) {
	fail(w, http.StatusConflict, "being changed") // ok: the default is documented
}

func (s *Server) changeOrder(w http.ResponseWriter, r *http.Request) {
	fail(w, http.StatusConflict, "being changed") // ok: no error is documented
}

// What stands beside the handler goes before the document.
//
// @Failure 409 {object} Error
// @Router /carts/{id} [get]
func (s *Server) getCart(w http.ResponseWriter, r *http.Request) {
	if s.open {
		fail(w, http.StatusConflict, "being changed") // ok
		return
	}
	fail(w, http.StatusNotFound, "no such cart") // want `fail sends 404 Not Found, which getCart does not document \(only 409\) \(statuscode/undocumented\)`
}

func (s *Server) stopOrder(w http.ResponseWriter, r *http.Request) {
	fail(w, http.StatusConflict, "being changed") // ok: the document has no such operation
}

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
		fail(w, http.StatusBadRequest, "limit is negative") // want `fail answers 400 Bad Request, the operation listOrders in openapi/shop/openapi.yaml:9 has only 200, 401: clients are not prepared for it \(statuscode/undocumented\)`
	case params.Limit == 0:
		fail(w, http.StatusUnauthorized, "who is it") // ok
	case params.Limit > 100:
		busy(w) // want `busy answers 503 Service Unavailable, the operation listOrders in .* has only 200, 401: .* \(statuscode/undocumented\)`
	case !s.open:
		w.WriteHeader(http.StatusNoContent) // want `WriteHeader answers 204 No Content, the operation listOrders in .* \(statuscode/undocumented\)`
	}
}

// AddOrder answers through a framework.
func (s *Server) AddOrder(c echo.Context) error {
	if !s.open {
		return echo.NewHTTPError(http.StatusBadGateway, "closed") // want `echo.NewHTTPError answers 502 Bad Gateway, the operation add-order in .* has only 201, 4XX: .* \(statuscode/undocumented\)`
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
		fail(w, http.StatusConflict, "being changed") // want `fail answers 409 Conflict, the operation get_order in .* has only 200, 404: .* \(statuscode/undocumented\)`
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
	fail(w, http.StatusNotFound, "no such cart") // want `fail answers 404 Not Found, the documentation of getCart has only 409: .* \(statuscode/undocumented\)`
}

func (s *Server) stopOrder(w http.ResponseWriter, r *http.Request) {
	fail(w, http.StatusConflict, "being changed") // ok: the document has no such operation
}

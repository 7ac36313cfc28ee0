package api

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"example.com/shop/internal/reply"
	"example.com/shop/internal/store"
)

const (
	defaultLimit = 50
	maxLimit     = 500
)

func (s *Server) listProducts(w http.ResponseWriter, r *http.Request) {
	limit := defaultLimit
	if q := r.URL.Query().Get("limit"); q != "" {
		n, err := strconv.Atoi(q)
		if err != nil || n < 1 || n > maxLimit {
			reply.Error(w, http.StatusBadRequest, "limit", fmt.Sprintf("limit is a number from 1 to %d", maxLimit)) // ok: a plain value
			return
		}
		limit = n
	}
	products, err := s.store.Products(r.Context(), limit)
	if err != nil {
		reply.Fail(w, r, public("product", err))
		return
	}
	reply.List(w, products)
}

func (s *Server) getProduct(w http.ResponseWriter, r *http.Request) {
	p, err := s.store.Product(r.Context(), r.PathValue("sku"))
	if err != nil {
		reply.Fail(w, r, public("product", err)) // ok
		return
	}
	if p.Embargo {
		reply.Error(w, http.StatusUnavailableForLegalReasons, "embargo", "this product is not sold here") // BAD(statuscode/undocumented): a 451 that the contract does not know
		return
	}
	reply.JSON(w, http.StatusOK, p)
}

// checkProduct tells a client what is wrong with a product, in words made here.
func checkProduct(p store.Product) error {
	switch {
	case p.SKU == "":
		return errors.New("sku is missing")
	case p.Name == "":
		return errors.New("name is missing")
	case p.Price < 0:
		return fmt.Errorf("price is %d cents, which is less than nothing", p.Price)
	}
	return nil
}

func (s *Server) createProduct(w http.ResponseWriter, r *http.Request) {
	var p store.Product
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&p); err != nil {
		reply.Error(w, http.StatusBadRequest, "body", "cannot read the product: "+err.Error()) // BAD(errleak/parse): the decoder's text, with Go's type names
		return
	}
	if err := checkProduct(p); err != nil {
		reply.Error(w, http.StatusBadRequest, "product", err.Error()) // ok: text of our own validator
		return
	}
	switch err := s.store.AddProduct(r.Context(), p); {
	case errors.Is(err, store.ErrExists):
		reply.Error(w, http.StatusConflict, "product", "this sku is taken") // BAD(statuscode/undocumented): a 409 that the contract does not know
	case err != nil:
		reply.Fail(w, r, public("product", err)) // ok
	default:
		w.Header().Set("Location", "/products/"+p.SKU)
		reply.JSON(w, http.StatusCreated, p)
	}
}

func (s *Server) deleteProduct(w http.ResponseWriter, r *http.Request) {
	err := s.store.DropProduct(r.Context(), r.PathValue("sku"))
	if errors.Is(err, store.ErrNotFound) {
		w.WriteHeader(http.StatusNotFound) // BAD(rawerror/empty): a 404 without errors[]
		return
	}
	if err != nil {
		s.abort(w, r, "cannot delete the product", err) // ok: returns; the leak is in problem
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// productImage sends clients on to where the pictures are.
func (s *Server) productImage(w http.ResponseWriter, r *http.Request) {
	p, err := s.store.Product(r.Context(), r.PathValue("sku"))
	if err != nil {
		s.abort(w, r, "cannot find the picture", err) // BAD(missingreturn): the 500, and then a redirect's lost header and body
	}
	if p.ImageURL == "" {
		reply.Error(w, http.StatusNotFound, "image", "this product has no picture")
		return
	}
	http.Redirect(w, r, p.ImageURL, http.StatusFound) // ok: 3xx are judged where an operation's document asks
}

// exportProducts sends the whole list to a spreadsheet.
func (s *Server) exportProducts(w http.ResponseWriter, r *http.Request) {
	products, err := s.store.Products(r.Context(), maxLimit)
	if err != nil {
		// BAD(rawerror): text/plain where the contract has errors[]
		// BAD(errleak/error): what the database said
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	out := csv.NewWriter(w)
	for _, p := range products {
		// ok: a spreadsheet, and the writer keeps its error until Flush
		_ = out.Write([]string{p.SKU, p.Name, strconv.FormatInt(p.Price, 10), strconv.Itoa(p.Stock)})
	}
	out.Flush()
	if err := out.Error(); err != nil {
		slog.WarnContext(r.Context(), "export products", "error", err) // ok: too late for an answer
	}
}

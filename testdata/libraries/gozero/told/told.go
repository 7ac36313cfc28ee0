// Package told has no handler of errors: go-zero's own tells clients their text.
package told

import (
	"errors"
	"net/http"

	"github.com/zeromicro/go-zero/rest/httpx"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

var errNoID = errors.New("which order?")

// Get returns an order.
func Get(store orders.Store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Query().Get("id")
		if id == "" {
			httpx.ErrorCtx(r.Context(), w, errNoID) // ok
			return
		}
		o, err := store.Order(r.Context(), id)
		if err != nil {
			httpx.ErrorCtx(r.Context(), w, err) // BAD(errleak/error)
			return
		}
		httpx.OkJsonCtx(r.Context(), w, o)
	}
}

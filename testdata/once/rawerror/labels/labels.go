// Package labels writes JSON with a function for text.
package labels

import (
	"encoding/json"
	"net/http"
)

func refuse(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case r.Header.Get("Authorization") == "":
		http.Error(w, `{"error":"who are you?"}`, http.StatusUnauthorized) // want `7 error responses of this package are JSON sent as text/plain; clients expect Content-Type application/json; -rawerror.each lists them`
	case r.ContentLength > 1<<20:
		http.Error(w, `{"error":"that is too much"}`, http.StatusRequestEntityTooLarge)
	case r.FormValue("shop") == "":
		http.Error(w, `{"error":"which shop?"}`, http.StatusBadRequest)
	case r.FormValue("item") == "":
		http.Error(w, `{"error":"which item?"}`, http.StatusBadRequest)
	default:
		return false
	}
	return true
}

func item(stock map[string]int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if refuse(w, r) {
			return
		}
		n, ok := stock[r.FormValue("item")]
		switch {
		case !ok:
			http.Error(w, `{"error":"no such item"}`, http.StatusNotFound)
			return
		case n == 0:
			http.Error(w, `{"error":"sold out"}`, http.StatusConflict)
			return
		case n < 0:
			http.Error(w, `{"error":"the stock is wrong"}`, http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]int{"left": n})
	}
}

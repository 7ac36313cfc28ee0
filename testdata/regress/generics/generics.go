// Package generics has errors of a generic interface, whose type arguments have
// paths of their own.
package generics

import (
	"encoding/json"
	"net/http"
	"net/url"
)

// A Table reads rows.
type Table[T any] interface{ Read(id string) (T, error) }

// Get answers with a row.
func Get(w http.ResponseWriter, r *http.Request, rows Table[*url.URL]) {
	w.Header().Set("Content-Type", "application/json")
	row, err := rows.Read(r.PathValue("id"))
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(map[string]string{"message": err.Error()}) // want `error text from generics\.Table\.Read is sent to the client in the body of the 500 \(errleak/error\)`
		return
	}
	json.NewEncoder(w).Encode(row)
}

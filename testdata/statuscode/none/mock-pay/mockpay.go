// Package mockpay stands in for a service of payments.
package mockpay

import "net/http"

// Pay answers what no client knows.
func Pay(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(600) // ok: nobody but developers run it
}

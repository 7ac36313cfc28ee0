// Package none has no contract.
package none

import "net/http"

func guard(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "sign in", http.StatusUnauthorized) // ok
}

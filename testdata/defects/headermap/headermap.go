// Package headermap stores what leaks into a header: a store is no call, hence no site.
package headermap

import "net/http"

// Store sends the error to the client.
func Store(w http.ResponseWriter, save func() error) {
	if err := save(); err != nil {
		w.Header()["X-Cause"] = []string{err.Error()} // want `in the header X-Cause.*\(errleak/error\)`
	}
	w.WriteHeader(http.StatusNoContent)
}

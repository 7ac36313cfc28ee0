// Package handlers has handlers that another package registers.
package handlers

import "net/http"

// Carts turns other methods away, which are no operation of the document.
func Carts(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	w.WriteHeader(http.StatusNotFound)
}

// Lines turns some GETs away.
func Lines(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("cart") == "" {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	w.WriteHeader(http.StatusNotFound)
}

// Both turns others away, and some GETs in the same way.
func Both(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	if r.FormValue("cart") == "" {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	w.WriteHeader(http.StatusNotFound)
}

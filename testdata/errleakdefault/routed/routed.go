// Package routed serves clients and administrators.
package routed

import (
	"fmt"
	"net/http"
	"os"
	"runtime/debug"
)

func files(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok: an administrator reads it
	}
}

func both(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from os.ReadFile is sent`
	}
}

func administrative(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from os.ReadFile is sent`
	}
}

func trace(w http.ResponseWriter, r *http.Request) {
	http.Error(w, fmt.Sprintf("%s", debug.Stack()), http.StatusInternalServerError) // want `stack trace is sent`
}

// Register registers them.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /api/admin/files", files)
	mux.HandleFunc("GET /api/admin/both", both)
	mux.HandleFunc("GET /api/both", both)
	mux.HandleFunc("GET /api/administrative", administrative)
	mux.HandleFunc("GET /api/admin/trace", trace)
}

package wpp

import "net/http"

// Second comes too late: nobody gets it.
func Second(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte("{}"))
	w.WriteHeader(http.StatusInternalServerError) // ok: lateheader's
}

// Perhaps is the first.
func Perhaps(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte("{}"))
	}
	w.WriteHeader(http.StatusBadRequest) // want `WriteHeader sends the 400 without a body.*\(rawerror/empty\)`
}

// Package wpp holds the same answers against the contract wpp.
package wpp

import (
	"encoding/json"
	"net/http"
	"net/http/httputil"
)

// Text is plain text.
func Text(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no such order", http.StatusNotFound) // want `http.Error sends the 404 as text/plain; contract wpp requires a JSON body with errors\[\]`
}

// Number has a status that is no constant.
func Number(w http.ResponseWriter, code int) {
	http.Error(w, "no such order", code) // want `http.Error sends an error as text/plain`
}

// Computed has one that is not to be computed twice.
func Computed(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no such order", pick(r)) // want `http.Error sends the 400 or 404 as text/plain`
}

func pick(r *http.Request) int {
	if r.Host == "" {
		return http.StatusBadRequest
	}
	return http.StatusNotFound
}

// Empty has no body.
func Empty(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		w.WriteHeader(http.StatusBadRequest) // want `WriteHeader sends the 400 without a body.*\(rawerror/empty\)`
		return
	}
	w.WriteHeader(http.StatusOK) // ok
}

// String is JSON, but no object.
func String(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode("no such order") // want `Encode sends the 404 as a bare JSON string`
}

// Page is empty where its readers expect a page.
func Page(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		w.WriteHeader(http.StatusBadRequest) // ok: a page's reader
		return
	}
	w.Header().Set("Content-Type", "text/html")
	_, _ = w.Write([]byte("<h1>Orders</h1>"))
}

// File is a file.
func File(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		w.WriteHeader(http.StatusForbidden) // ok: a file's reader
		return
	}
	http.ServeFile(w, r, "orders.pdf")
}

// Proxy hands another server's answer on.
func Proxy(up *httputil.ReverseProxy) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Host == "" {
			w.WriteHeader(http.StatusForbidden) // ok: an upstream's answer otherwise
			return
		}
		up.ServeHTTP(w, r)
	}
}

// Probe says whether the service is well.
func Probe(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		w.WriteHeader(http.StatusServiceUnavailable) // ok: a probe
		return
	}
	w.WriteHeader(http.StatusOK)
}

// Delete is no probe: it has nothing else to say.
func Delete(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		w.WriteHeader(http.StatusServiceUnavailable) // want `WriteHeader sends the 503 without a body.*\(rawerror/empty\)`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Fault is an error that the contract's clients cannot read.
func Fault(w http.ResponseWriter, r *http.Request) {
	if r.Host == "" {
		w.Header().Set("Content-Type", "text/xml")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte("<fault>which host?</fault>")) // want `Write sends the 400 as XML; contract wpp requires a JSON body with errors\[\]`
		return
	}
	_ = json.NewEncoder(w).Encode(r.Host)
}

// Soap speaks XML to whoever asks.
func Soap(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/xml")
	if r.Host == "" {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte("<fault>which host?</fault>")) // ok: an XML API
		return
	}
	_, _ = w.Write([]byte("<order/>"))
}

// Events are a stream under every contract.
func Events(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("q") == "" {
		http.Error(w, "q missing", http.StatusBadRequest) // ok: a stream's reader
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = w.Write([]byte("data: 1\n\n"))
}

// Table is one of the API's answers, and the contract holds for its errors.
func Table(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("q") == "" {
		http.Error(w, "q missing", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "text/csv")
	_, _ = w.Write([]byte("a,b\n"))
}

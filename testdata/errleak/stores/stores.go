// Package stores sends what no call with the response names: what is stored in the
// header map, what a compressor writes that was given its writer later.
package stores

import (
	"errors"
	"net/http"
)

func header(w http.ResponseWriter, save func() error) {
	if err := save(); err != nil {
		w.Header()["X-Cause"] = []string{err.Error()} // want `is sent to the client in header field X-Cause.*\(errleak/error\)`
	}
	w.WriteHeader(http.StatusNoContent)
}

func named(w http.ResponseWriter, save func() error) {
	h := w.Header()
	if err := save(); err != nil {
		cause := "cannot save: " + err.Error() // want `is sent to the client in header field X-Cause.*\(errleak/error\)`
		h["X-Cause"] = append(h["X-Cause"], cause)
	}
	w.WriteHeader(http.StatusNoContent)
}

func constant(w http.ResponseWriter, save func() error) {
	if err := save(); err != nil {
		w.Header()["X-Cause"] = []string{"cannot save"} // ok
	}
	w.WriteHeader(http.StatusNoContent)
}

func public(w http.ResponseWriter, full bool) {
	if full {
		w.Header()["X-Cause"] = []string{errors.New("it is full").Error()} // ok: its text is constant
	}
	w.WriteHeader(http.StatusNoContent)
}

// asked is a request's header, which no client of this service sees.
func asked(req *http.Request, save func() error) {
	if err := save(); err != nil {
		req.Header["X-Cause"] = []string{err.Error()} // ok
	}
}

// Package through sends what has failed by one function of the program, everywhere.
package through

import (
	"io"
	"net"
	"net/http"
	"os"

	"github.com/respvet/respvet/testdata/errleakdefault/through/web"
)

func interfaces(w http.ResponseWriter, r *http.Request) {
	list, err := net.Interfaces()
	if err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "interfaces: %s", err) // want `6 calls of web\.Fail in this package send internal error text to clients; -errleak\.each lists them \(errleak/error\)`
		return
	}
	for _, each := range list {
		if _, err := each.Addrs(); err != nil {
			web.Fail(w, r, http.StatusInternalServerError, "addresses of %s: %v", each.Name, err)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

func lease(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("leases")
	if err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "%s", err)
		return
	}
	defer f.Close()
	if _, err := io.Copy(io.Discard, f); err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "reading: %s", err)
		return
	}
	if err := os.Remove("leases"); err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "removing: %s", err)
		return
	}
	if _, err := os.Hostname(); err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "name: %s", err)
		return
	}
	// Another way to the client is another matter.
	if _, err := os.ReadDir("."); err != nil {
		w.Header().Set("Reason", err.Error()) // want `^error text from os.ReadDir is sent to the client in header field Reason`
		web.Fail(w, r, http.StatusInternalServerError, "no files")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Package few does so as often as a package is told one by one.
package few

import (
	"net/http"
	"os"

	"github.com/respvet/respvet/testdata/errleakdefault/through/web"
)

func clear(w http.ResponseWriter, r *http.Request) {
	if err := os.Remove("a"); err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "a: %s", err) // want `^error text from os.Remove is sent`
		return
	}
	if err := os.Remove("b"); err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "b: %s", err) // want `^error text from os.Remove is sent`
		return
	}
	if err := os.Remove("c"); err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "c: %s", err) // want `^error text from os.Remove is sent`
		return
	}
	if err := os.Remove("d"); err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "d: %s", err) // want `^error text from os.Remove is sent`
		return
	}
	if err := os.Remove("e"); err != nil {
		web.Fail(w, r, http.StatusInternalServerError, "e: %s", err) // want `^error text from os.Remove is sent`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

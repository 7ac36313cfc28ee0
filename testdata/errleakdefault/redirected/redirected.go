// Package redirected tells browsers by a redirect what others read in a body.
package redirected

import (
	"net/http"
	"net/url"
	"os"
	"strings"
)

func fail(w http.ResponseWriter, r *http.Request, message string, status int) {
	if strings.Contains(r.UserAgent(), "Mozilla") {
		http.Redirect(w, r, "/#/?err="+url.QueryEscape(message), http.StatusFound)
		return
	}
	http.Error(w, message, status)
}

func read(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		fail(w, r, "cannot read: "+err.Error(), http.StatusInternalServerError) // want `error text from os.ReadFile is sent to the client in the body of the 500 \(errleak/error\)`
	}
}

// rejected is a client's mistake in a body, and no more in a redirect.
func rejected(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		fail(w, r, "cannot read: "+err.Error(), http.StatusNotFound) // ok: errleak/error4xx is off
	}
}

func away(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		http.Redirect(w, r, "/#/?err="+url.QueryEscape(err.Error()), http.StatusFound) // want `error text from os.ReadFile is sent to the client in the URL of the redirect \(errleak/error\)`
	}
}

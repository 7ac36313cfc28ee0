package leak

import (
	"errors"
	"net/http"
)

// spoken is an error with a second text.
type spoken interface {
	error
	Spoken() string
}

// Spoken sends the text that is there to be sent.
func (a *API) Spoken(w http.ResponseWriter, r *http.Request) {
	var s spoken
	if errors.As(a.store.Save("", nil), &s) {
		http.Error(w, s.Spoken(), http.StatusBadRequest) // ok
	}
}

// SpokenError sends the first one.
func (a *API) SpokenError(w http.ResponseWriter, r *http.Request) {
	var s spoken
	if errors.As(a.store.Save("", nil), &s) {
		http.Error(w, s.Error(), http.StatusBadRequest) // want `the text of an internal error .*\(errleak/error4xx\)`
	}
}

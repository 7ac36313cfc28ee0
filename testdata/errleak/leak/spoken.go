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

// SpokenError sends the first one, of an error that was made to be asked.
func (a *API) SpokenError(w http.ResponseWriter, r *http.Request) {
	var s spoken
	if errors.As(a.store.Save("", nil), &s) {
		http.Error(w, s.Error(), http.StatusBadRequest) // ok
	}
}

// slow is what any error may be asked for.
type slow interface {
	error
	Timeout() bool
}

// SlowError sends the text of an error that says no more of itself.
func (a *API) SlowError(w http.ResponseWriter, r *http.Request) {
	var s slow
	if errors.As(a.store.Save("", nil), &s) {
		http.Error(w, s.Error(), http.StatusBadRequest) // want `error text from leak\.Store\.Save is sent to the client in the body of the 400 \(errleak/error4xx\)`
	}
}

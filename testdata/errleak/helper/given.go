package helper

import (
	"fmt"
	"net/http"
	"net/http/httputil"
)

// Fail prints what it is given, by other packages, too: they may rely on the
// text, so there is no fix.
func Fail(w http.ResponseWriter, err error) {
	http.Error(w, "failed: "+err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
}

// Failed passes an internal error on, which changes nothing of that.
func Failed(w http.ResponseWriter, s Store) {
	if err := s.Save(""); err != nil {
		Fail(w, err)
	}
}

func fail(w http.ResponseWriter, err error) {
	http.Error(w, "failed: "+err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
}

// Fails is all that calls fail: what fail prints is known, and mended there.
func Fails(w http.ResponseWriter, s Store) {
	if err := s.Save(""); err != nil {
		fail(w, err)
	}
}

func failHalf(w http.ResponseWriter, err error) {
	http.Error(w, "failed: "+err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
}

// Half is one of two that call failHalf: it knows the error.
func Half(w http.ResponseWriter, s Store) {
	if err := s.Save(""); err != nil {
		failHalf(w, err)
	}
}

// OtherHalf is the other one: its callers know the error.
func OtherHalf(w http.ResponseWriter, err error) {
	failHalf(w, fmt.Errorf("the other half: %w", err))
}

// A Result is made by other packages.
type Result struct{ Err error }

// Show prints a member of what it is given.
func Show(w http.ResponseWriter, res Result) {
	if res.Err != nil {
		http.Error(w, "failed: "+res.Err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
	}
}

func show(w http.ResponseWriter, res Result) {
	if res.Err != nil {
		http.Error(w, "failed: "+res.Err.Error(), http.StatusInternalServerError) // want `\(errleak/error\)`
	}
}

// Shown is all that calls show.
func Shown(w http.ResponseWriter, s Store) { show(w, Result{Err: s.Save("")}) }

// Proxy hands a function of its own to another package, which calls it.
func Proxy() *httputil.ReverseProxy {
	return &httputil.ReverseProxy{ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
		http.Error(w, "no answer: "+err.Error(), http.StatusBadGateway) // want `\(errleak/error\)`
	}}
}

// Package redirected responds to some errors with their own status, and to others with a
// redirect.
package redirected

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
)

// A failure is an error with a status.
type failure struct {
	Code    int    `json:"code"`
	Message string `json:"msg"`
}

func (f *failure) Error() string { return f.Message }

func failed(text string) *failure { return &failure{http.StatusInternalServerError, text} }

type handler func(w http.ResponseWriter, r *http.Request) error

// serve sends a failure as it is.
func serve(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		var f *failure
		if !errors.As(err, &f) {
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(f.Code)
		_ = json.NewEncoder(w).Encode(f)
	}
}

// back sends browsers back to where they came from, with what has failed.
func back(h handler, w http.ResponseWriter, r *http.Request) {
	err := h(w, r)
	if err == nil {
		return
	}
	q := url.Values{}
	var f *failure
	if errors.As(err, &f) && f.Code < 500 {
		q.Set("why", f.Message)
	} else {
		q.Set("why", "later")
	}
	http.Redirect(w, r, "/sign-in?"+q.Encode(), http.StatusFound)
}

type accounts interface {
	Find(name string) (string, error)
	Link(name string) error
}

type api struct{ accounts accounts }

func (a *api) show(w http.ResponseWriter, r *http.Request) error {
	name, err := a.accounts.Find(r.FormValue("name"))
	if err != nil {
		return failed(err.Error()) // want `error text from redirected\.accounts\.Find is sent to the client in the body of the 500`
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]string{"name": name})
}

// callback is where another site sends browsers.
func (a *api) callback(w http.ResponseWriter, r *http.Request) error {
	back(a.linked, w, r)
	return nil
}

func (a *api) linked(w http.ResponseWriter, r *http.Request) error {
	if err := a.link(r.FormValue("name")); err != nil {
		return err
	}
	http.Redirect(w, r, "/", http.StatusFound)
	return nil
}

// link is called by what is redirected alone.
func (a *api) link(name string) error {
	if err := a.accounts.Link(name); err != nil {
		return failed(err.Error()) // ok: it is a redirect that says "later"
	}
	return nil
}

// both is called by a handler of the other kind as well.
func (a *api) both(name string) error {
	if err := a.accounts.Link(name); err != nil {
		return failed(err.Error()) // want `error text from redirected\.accounts\.Link is sent to the client in the body of the 500`
	}
	return nil
}

func (a *api) linkedToo(w http.ResponseWriter, r *http.Request) error {
	back(func(w http.ResponseWriter, r *http.Request) error { return a.both(r.FormValue("name")) }, w, r)
	return nil
}

func (a *api) linkedHere(w http.ResponseWriter, r *http.Request) error {
	return a.both(r.FormValue("name"))
}

func (a *api) Routes(mux *http.ServeMux) {
	mux.Handle("/show", serve(a.show))
	mux.Handle("/callback", serve(a.callback))
	mux.Handle("/too", serve(a.linkedToo))
	mux.Handle("/here", serve(a.linkedHere))
}

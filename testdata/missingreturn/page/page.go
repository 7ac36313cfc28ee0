// Package page sends a status in a branch, and the page behind it for all.
package page

import (
	"bytes"
	"html/template"
	"log/slog"
	"net/http"
	"os"

	"github.com/respvet/respvet/testdata/missingreturn/page/views"
)

var signIn = template.Must(template.New("signin").Parse(`<!doctype html><p>{{.}}</p>`))

func render(w http.ResponseWriter, t *template.Template, data any) {
	if err := t.Execute(w, data); err != nil {
		slog.Error("cannot render", "error", err)
		http.Error(w, "internal server error", http.StatusInternalServerError)
	}
}

// renderWhole renders before it writes.
func renderWhole(w http.ResponseWriter, t *template.Template, data any) {
	var buf bytes.Buffer
	if err := t.Execute(&buf, data); err != nil {
		http.Error(w, "internal server error", http.StatusInternalServerError)
		return
	}
	_, _ = buf.WriteTo(w)
}

// respond sends a status of its own, whatever happens.
func respond(w http.ResponseWriter, code int, t *template.Template, data any) {
	w.WriteHeader(code)
	if err := t.Execute(w, data); err != nil {
		slog.Error("cannot render", "error", err)
	}
}

type pages struct {
	views map[string]*template.Template
	shelf interface {
		Lend(title string) error
	}
}

// show looks the page up as well.
func (p *pages) show(w http.ResponseWriter, name string, data any) {
	t, ok := p.views[name]
	if !ok {
		http.Error(w, "no such page", http.StatusInternalServerError)
		return
	}
	render(w, t, data)
}

func (p *pages) wrong(r *http.Request) bool { return r.FormValue("card") == "" }

func (p *pages) login(w http.ResponseWriter, r *http.Request) {
	if p.wrong(r) {
		w.WriteHeader(http.StatusUnauthorized) // ok: the page follows
	}
	render(w, signIn, "sign in")
}

func (p *pages) loginWhole(w http.ResponseWriter, r *http.Request) {
	if p.wrong(r) {
		w.WriteHeader(http.StatusUnauthorized) // ok
	}
	renderWhole(w, signIn, "sign in")
}

func (p *pages) loginShown(w http.ResponseWriter, r *http.Request) {
	data := "sign in"
	if p.wrong(r) {
		w.WriteHeader(http.StatusUnauthorized) // ok
		data = "try again"
	}
	p.show(w, "signin", data)
}

func (p *pages) loginViews(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodPost && p.wrong(r):
		w.WriteHeader(http.StatusUnauthorized) // ok
	case r.URL.Path != "/":
		w.WriteHeader(http.StatusNotFound) // ok
	}
	views.Render(w, signIn, "sign in")
}

func (p *pages) loginUnread(w http.ResponseWriter, r *http.Request, v views.View) {
	if p.wrong(r) {
		w.WriteHeader(http.StatusUnauthorized) // ok
	}
	views.Show(w, v)
}

// The page has a status of its own.
func (p *pages) loginResponds(w http.ResponseWriter, r *http.Request) {
	if p.wrong(r) {
		w.WriteHeader(http.StatusUnauthorized) // want `handler continues after WriteHeader sent 401: a second response is written at line \d+`
	}
	respond(w, http.StatusOK, signIn, "sign in")
}

// The response is whole already: the page goes out behind it.
func (p *pages) loginTwice(w http.ResponseWriter, r *http.Request) {
	if p.wrong(r) {
		http.Error(w, "wrong card", http.StatusUnauthorized) // want `handler continues after http\.Error sent 401: a second response is written at line \d+`
	}
	render(w, signIn, "sign in")
}

// lend writes nothing where it does not fail: no page follows, the book is lent all the same.
func (p *pages) lend(w http.ResponseWriter, title string) {
	if err := p.shelf.Lend(title); err != nil {
		http.Error(w, "cannot lend", http.StatusInternalServerError)
	}
}

func (p *pages) borrow(w http.ResponseWriter, r *http.Request) {
	if p.wrong(r) {
		w.WriteHeader(http.StatusUnauthorized) // want `handler continues after WriteHeader sent 401: a second response is written at line \d+`
	}
	p.lend(w, r.FormValue("title"))
}

// A page for what is not there, from a file.
func (p *pages) missing(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat("pages" + r.URL.Path); err != nil {
		w.WriteHeader(http.StatusNotFound) // ok
	}
	http.ServeFile(w, r, "pages/404.html")
}

// What follows the page is no part of it.
func (p *pages) pageThenMore(w http.ResponseWriter, r *http.Request) {
	if p.wrong(r) {
		w.WriteHeader(http.StatusUnauthorized) // want `handler continues after WriteHeader sent 401: a second response is written at line \d+`
	}
	render(w, signIn, "sign in")
	http.Error(w, "and more", http.StatusTeapot)
}

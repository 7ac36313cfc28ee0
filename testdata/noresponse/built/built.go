// Package built has its pages built in.
package built

import (
	"embed"
	"html/template"
	"io/fs"
	"log"
	"net/http"
	"os"
)

//go:embed page.html
var pages embed.FS

func page(w http.ResponseWriter, r *http.Request) {
	t, err := template.ParseFS(pages, "page.html")
	if err != nil {
		log.Print(err) // ok: the page is there, and was tried
		return
	}
	_ = t.Execute(w, r.URL.Path)
}

// chosen differs in the name.
func chosen(w http.ResponseWriter, r *http.Request) {
	t, err := template.ParseFS(pages, r.URL.Path)
	if err != nil {
		log.Print(err)
		return // want `template\.ParseFS failed and the handler returns without a response`
	}
	_ = t.Execute(w, r.URL.Path)
}

// outside differs in the files.
func outside(w http.ResponseWriter, r *http.Request) {
	t, err := template.ParseFS(os.DirFS("pages"), "page.html")
	if err != nil {
		log.Print(err)
		return // want `template\.ParseFS failed and the handler returns without a response`
	}
	_ = t.Execute(w, r.URL.Path)
}

func raw(w http.ResponseWriter, r *http.Request) {
	data, err := pages.ReadFile("page.html")
	if err != nil {
		log.Print(err) // ok
		return
	}
	_, _ = w.Write(data)
}

func rawChosen(w http.ResponseWriter, r *http.Request) {
	data, err := fs.ReadFile(pages, r.FormValue("page"))
	if err != nil {
		log.Print(err)
		return // want `fs\.ReadFile failed and the handler returns without a response`
	}
	_, _ = w.Write(data)
}

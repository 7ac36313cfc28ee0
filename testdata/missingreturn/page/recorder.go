package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"net/http"
)

// A counting writer knows whether anything has been written.
type counting struct {
	n   int
	out io.Writer
}

func (c *counting) Write(p []byte) (int, error) {
	c.n += len(p)
	return c.out.Write(p)
}

// A keeping writer keeps what is written.
type keeping struct {
	bytes.Buffer
	out http.ResponseWriter
}

// show writes a page, and has a status of its own only where that fails.
func show(w http.ResponseWriter, t *template.Template, data any) error {
	c := &counting{out: w}
	if err := t.Execute(c, data); err != nil {
		if c.n == 0 {
			http.Error(w, "the page cannot be shown", http.StatusInternalServerError)
		}
		return fmt.Errorf("showing %s: %w", t.Name(), err)
	}
	return nil
}

// refuse keeps the page, and answers something else.
func refuse(w http.ResponseWriter, t *template.Template, data any) error {
	k := &keeping{out: w}
	if err := t.Execute(k, data); err != nil {
		return err
	}
	http.Error(w, k.String(), http.StatusConflict)
	return nil
}

// again shows the form again: a status, and then its page.
func again(t *template.Template) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		if r.FormValue("code") == "" {
			w.WriteHeader(http.StatusBadRequest) // ok
		}
		return show(w, t, r.FormValue("code"))
	}
}

// twice refuses twice.
func twice(t *template.Template) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		if r.FormValue("code") == "" {
			w.WriteHeader(http.StatusBadRequest) // want `handler continues after WriteHeader sent 400: a second response is written at line \d+`
		}
		return refuse(w, t, r.FormValue("code"))
	}
}

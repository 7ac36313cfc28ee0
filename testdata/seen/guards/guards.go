// Package guards has helpers that look at what they are given.
package guards

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"strings"
)

type store interface {
	Load(id string) ([]string, error)
}

type coded interface {
	error
	Status() int
}

type refusal struct {
	Message string `json:"error"`
	code    int
}

func (r *refusal) Error() string { return r.Message }

func (r *refusal) Status() int { return r.code }

// reply sends errors with a status of theirs, or with 500, and all else as it is.
func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if e, ok := v.(coded); ok {
		w.WriteHeader(e.Status())
		json.NewEncoder(w).Encode(e)
		return
	}
	if e, ok := v.(error); ok {
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(map[string]string{"error": strings.ToUpper("failed")})
		_ = e
		return
	}
	json.NewEncoder(w).Encode(v)
}

func refuse(w http.ResponseWriter, err error) { reply(w, err) }

type api struct{ st store }

func (a *api) get(w http.ResponseWriter, r *http.Request) {
	v, err := a.st.Load(r.PathValue("id"))
	switch {
	case errors.Is(err, http.ErrNoCookie):
		refuse(w, &refusal{"no cookie", http.StatusUnauthorized})
	case err != nil:
		refuse(w, err)
	case len(v) == 0:
		reply(w, struct { // want "statuscode/success"
			Error string `json:"error"`
		}{"nothing"})
	default:
		reply(w, v)
	}
}

// An error that a closure sets is that of the closure's calls.
func (a *api) page(w http.ResponseWriter, r *http.Request) {
	err := errors.New("the page is closed")
	must := func(t *template.Template, to *strings.Builder, data any) {
		if err = t.Execute(to, data); err != nil {
			panic(err)
		}
	}
	var b strings.Builder
	must(template.Must(template.New("x").Parse("{{.}}")), &b, err.Error())
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusServiceUnavailable)
	w.Write([]byte(b.String()))
}

func (a *api) pageLeaks(w http.ResponseWriter, r *http.Request) {
	err := errors.New("the page is closed")
	load := func() { _, err = a.st.Load("x") }
	load()
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusServiceUnavailable)
	w.Write([]byte(err.Error())) // want "errleak/error"
}

// A helper that sets the content type once more sets it to the same.
func render(w http.ResponseWriter, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "cannot encode", http.StatusInternalServerError) // want "rawerror"
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(b)
}

func (a *api) labelled(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusTooManyRequests)
	render(w, map[string]any{"error": r.Context().Value("x")})
}

func (a *api) unlabelled(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusTooManyRequests)
	render(w, map[string]any{"error": r.Context().Value("x")}) // want "lateheader"
}

// A helper that shows clients their own mistakes alone.
func careful(w http.ResponseWriter, status int, err error) {
	message := http.StatusText(status)
	if status < 500 {
		message = err.Error()
	}
	reply(w, map[string]string{"message": message})
}

func careless(w http.ResponseWriter, status int, err error) {
	message := http.StatusText(status)
	if status >= 400 {
		message = err.Error() // want "errleak/error"
	}
	reply(w, map[string]string{"message": message})
}

func (a *api) careful(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load("x"); err != nil {
		careful(w, 500, err)
		return
	}
	if _, err := a.st.Load("y"); err != nil {
		careless(w, 500, err)
		return
	}
	reply(w, "done")
}

// A buffer that is emptied, and a type's name.
func (a *api) emptied(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load("x"); err != nil {
		var b strings.Builder
		b.WriteString(err.Error())
		b.Reset()
		b.WriteString("failed with a " + fmt.Sprintf("%T", err))
		reply(w, map[string]string{"message": b.String()})
		return
	}
	reply(w, "done")
}

// Package unread lets code that is not read write and format.
package unread

import (
	"bytes"
	"net/http"

	"github.com/andybalholm/brotli"
	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

type store interface {
	Load(id string) ([]byte, error)
}

type api struct{ st store }

// A status is sent whatever writes the body.

func reply(w http.ResponseWriter, status int, v []byte) {
	w.Header().Set("Content-Type", "application/octet-stream")
	w.WriteHeader(status)
	out := brotli.NewWriter(w)
	out.Write(v)
	out.Close()
}

func (a *api) twice(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		reply(w, http.StatusNotFound, nil) // want "missingreturn"
	}
	reply(w, http.StatusOK, b)
}

func (a *api) here(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		w.WriteHeader(http.StatusNotFound) // want "missingreturn"
		brotli.NewWriter(w).Close()
	}
	w.WriteHeader(http.StatusOK)
	brotli.NewWriter(w).Write(b)
}

func (a *api) once(w http.ResponseWriter, r *http.Request) {
	b, err := a.st.Load(r.PathValue("id"))
	if err != nil {
		reply(w, http.StatusNotFound, nil)
		return
	}
	reply(w, http.StatusOK, b)
}

// One status in a branch, and one body for all: that is one response.
func (a *api) branch(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		w.WriteHeader(http.StatusNotFound)
	}
	brotli.NewWriter(w).Write([]byte("page"))
}

// What an unread function gives carries the text that it is given.

func shout(message string) string { return cases.Title(language.English).String(message) }

func fail(w http.ResponseWriter, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusInternalServerError)
	w.Write(cases.Title(language.English).Bytes([]byte(message)))
}

func (a *api) formatted(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load("x"); err != nil {
		http.Error(w, shout(err.Error()), http.StatusInternalServerError) // want "errleak/error" "rawerror"
		return
	}
	if _, err := a.st.Load("y"); err != nil {
		http.Error(w, shout("not loaded"), http.StatusInternalServerError) // want "rawerror"
		return
	}
	if _, err := a.st.Load("z"); err != nil {
		fail(w, err.Error()) // want "errleak/error"
		return
	}
	if _, err := a.st.Load("z"); err != nil {
		fail(w, `{"error":"not loaded"}`)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Nor is it lost in a buffer that such a function fills.

type templates interface {
	Fill(to *bytes.Buffer, message string)
}

func (a *api) filled(ts templates) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := a.st.Load("x"); err != nil {
			var buf bytes.Buffer
			ts.Fill(&buf, err.Error()) // want "errleak/error"
			w.WriteHeader(http.StatusInternalServerError)
			w.Write(buf.Bytes())
			return
		}
		if _, err := a.st.Load("x"); err != nil {
			var buf bytes.Buffer
			ts.Fill(&buf, "not loaded")
			w.WriteHeader(http.StatusInternalServerError)
			w.Write(buf.Bytes())
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

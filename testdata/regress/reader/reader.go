// Package reader sends text that a reader was made of.
package reader

import (
	"bytes"
	"io"
	"net/http"
	"strings"
)

// String copies a reader.
func String(w http.ResponseWriter, _ *http.Request, load func() error) {
	if err := load(); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		io.Copy(w, strings.NewReader(err.Error())) // want `\(errleak/error\)`
	}
}

// Buffer writes a buffer that was made of text.
func Buffer(w http.ResponseWriter, _ *http.Request, load func() error) {
	if err := load(); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		bytes.NewBufferString(err.Error()).WriteTo(w) // want `\(errleak/error\)` `\(rawerror\)`
	}
}

// Read answers with JSON.
func Read(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"error":"nothing to read"}`)
}

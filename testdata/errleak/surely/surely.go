// Package surely has errors that are always nil.
package surely

import (
	"bytes"
	"crypto/md5"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
)

func sum(s string) (string, error) {
	h := md5.New()
	if _, err := io.WriteString(h, s); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

func sumFile(f *os.File) (string, error) {
	h := md5.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

func list(names []string) (string, error) {
	var b strings.Builder
	var raw bytes.Buffer
	for _, n := range names {
		if _, err := b.WriteString(n); err != nil {
			return "", err
		}
		if _, err := fmt.Fprintf(&raw, "%s;", n); err != nil {
			return "", err
		}
	}
	return b.String() + raw.String(), nil
}

func listTo(f *os.File, names []string) error {
	for _, n := range names {
		if _, err := fmt.Fprintf(f, "%s;", n); err != nil {
			return err
		}
	}
	return nil
}

const api = "https://example.com/v1"

func ask() (*http.Request, error) {
	if _, err := url.Parse(api); err != nil {
		return nil, err
	}
	return http.NewRequest(http.MethodGet, api+"/user", nil)
}

func askFor(path string) (*http.Request, error) {
	return http.NewRequest(http.MethodGet, api+path, nil)
}

func fails(w http.ResponseWriter, r *http.Request) {
	if _, err := sum(r.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok: a hash takes any byte
		return
	}
	if _, err := list(r.URL.Query()["name"]); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok
		return
	}
	if _, err := ask(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok
		return
	}
	if _, err := sumFile(os.Stdin); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from io.Copy is sent`
		return
	}
	if err := listTo(os.Stdin, nil); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from fmt.Fprintf is sent`
		return
	}
	if _, err := askFor(r.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from http.NewRequest is sent`
	}
}

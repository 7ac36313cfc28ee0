// Package deeper has functions that call themselves with parts of what they are given.
package deeper

import (
	"io"
	"net/http"
)

type widget struct {
	method      string
	left, right *widget
	also        []*widget
}

func (w *widget) fetch(url string) ([]byte, error) {
	req, err := http.NewRequest(w.method, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req) // want `the response status of \(\*http\.Client\)\.Do is never checked`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func each(w *widget, url string) {
	_, _ = w.fetch(url)
	if w.left != nil {
		each(w.left, url)
	}
	if w.right != nil {
		each(w.right, url)
	}
	for _, o := range w.also {
		each(o, url)
	}
}

func All(w *widget, url string) { each(w, url) }

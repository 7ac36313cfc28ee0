// Package oneread reads the bodies of several responses in one place.
package oneread

import (
	"bytes"
	"io"
	"log"
	"net/http"
)

// notify sends a text in the form that a service wants.
func notify(kind, to, text string) error {
	var resp *http.Response
	var err error
	switch kind {
	case "board":
		resp, err = http.Post(to, "application/json", bytes.NewBufferString(`{"text":"`+text+`"}`)) // want `the response status of http\.Post is never checked: io\.ReadAll reads the body of a 404 or 503 as a success`
	case "bell":
		resp, err = http.Post(to, "text/plain", bytes.NewBufferString(text)) // ok: said above
	case "feed":
		resp, err = http.Get(to + "?text=" + text) // ok: likewise
	}
	if err != nil {
		return err
	}
	if resp == nil {
		return nil
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	log.Printf("sent: %s", said)
	return nil
}

// both reads each on its own.
func both(one, other string) ([]byte, []byte, error) {
	first, err := http.Get(one) // want `the response status of http\.Get is never checked`
	if err != nil {
		return nil, nil, err
	}
	defer first.Body.Close()
	a, err := io.ReadAll(first.Body)
	if err != nil {
		return nil, nil, err
	}
	second, err := http.Get(other) // want `the response status of http\.Get is never checked`
	if err != nil {
		return nil, nil, err
	}
	defer second.Body.Close()
	b, err := io.ReadAll(second.Body)
	return a, b, err
}

// Package noretryall is judged with -noretry.all.
package noretryall

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

var errStatus = errors.New("bad status")

// Send is a function of no client's, and a POST.
func Send(u, text string) error {
	resp, err := http.Post(u, "text/plain", strings.NewReader(text)) // want `a 429 or 503 response to http.Post becomes the error "bad status": the request is not retried \(noretry\)`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return errStatus
	}
	return nil
}

// Sent has the status in brackets behind the words of its error.
func Sent(u, text string) error {
	resp, err := http.Post(u, "text/plain", strings.NewReader(text)) // want `becomes the error "message was not sent": the request is not retried \(noretry\)`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return fmt.Errorf("message was not sent [%d]", resp.StatusCode)
	}
	return nil
}

// Tell logs what it did not send.
func Tell(u string, form url.Values) {
	resp, err := http.PostForm(u, form) // want `a 429 or 503 response to http\.PostForm is dropped: the request is not retried`
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		log.Printf("tell: %s", resp.Status)
	}
}

// Handle answers with what came: its own client may try again.
func Handle(w http.ResponseWriter, r *http.Request) {
	resp, err := http.PostForm(r.FormValue("url"), r.Form) // ok
	if err != nil {
		http.Error(w, "bad gateway", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

// Pass passes a body on that is gone once it was read.
func Pass(r *http.Request, u string) error {
	resp, err := http.Post(u, r.Header.Get("Content-Type"), r.Body) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return errStatus
	}
	return nil
}

// Several sends the same to all of them, and knows of no status.
func Several(us []string, text string) error {
	for _, u := range us {
		if err := Send(u, text); err != nil {
			return err
		}
	}
	return nil
}

// Stream is a handler of another kind: it passes on what came.
func Stream(c echo.Context) error {
	resp, err := http.Get(c.QueryParam("url")) // ok
	if err != nil {
		return echo.ErrBadGateway
	}
	defer resp.Body.Close()
	return c.Stream(resp.StatusCode, resp.Header.Get("Content-Type"), resp.Body)
}

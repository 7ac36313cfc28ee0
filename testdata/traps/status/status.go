// Package status holds statuses that are nobody's mistake, each beside one that is.
package status

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
)

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func text(s string) map[string]string { return map[string]string{"message": s} }

// Upstream is the trap "a status copied from an upstream response".
func Upstream(w http.ResponseWriter, resp *http.Response) {
	w.WriteHeader(resp.StatusCode) // ok: the upstream's, with its body, whatever that is
	_, _ = io.Copy(w, resp.Body)
}

// UpstreamOwn tells an upstream's status in a number of its own.
func UpstreamOwn(w http.ResponseWriter, resp *http.Response) {
	if resp.StatusCode == 519 { // ok: compared, not sent
		send(w, 519, text("the upstream failed")) // want `send sends 519.*\(statuscode/unregistered\)`
		return
	}
	send(w, http.StatusBadGateway, text("the upstream failed")) // ok: registered
}

// UpstreamText passes an upstream's error body on as it came.
func UpstreamText(w http.ResponseWriter, resp *http.Response) {
	if resp.StatusCode >= 500 {
		w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.Copy(w, resp.Body) // ok: the upstream's answer
		return
	}
	w.WriteHeader(http.StatusBadGateway)
	_, _ = io.WriteString(w, "the upstream failed") // want `io\.WriteString sends the 502 as text/plain; clients of a JSON API expect a JSON body \(rawerror\)`
}

// A Ledger keeps events.
type Ledger interface {
	Book(event string) error
}

// Webhook is the trap "webhook receivers that answer 200 on purpose".
func Webhook(l Ledger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := l.Book(r.FormValue("event")); err != nil {
			slog.Error("book event", "error", err)
			w.WriteHeader(http.StatusOK) // ok: on purpose
			return
		}
		send(w, http.StatusOK, map[string]bool{"received": true})
	}
}

// SoftError answers 200 with an error in its body.
func SoftError(l Ledger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := l.Book(r.FormValue("event")); err != nil {
			slog.Error("book event", "error", err)
			send(w, http.StatusOK, map[string]string{"error": "the event was not booked"}) // want `send sends 200 OK with "error" in its body: clients treat it as a success \(statuscode/success\)`
			return
		}
		send(w, http.StatusOK, map[string]bool{"received": true})
	}
}

// Variable is the trap of a status that nobody knows.
func Variable(w http.ResponseWriter, r *http.Request, statuses map[string]int) {
	send(w, statuses[r.URL.Path], text("see the map")) // ok: unknown
}

// Constant is the same with a known one.
func Constant(w http.ResponseWriter, _ *http.Request) {
	send(w, 599, text("see the map")) // want `send sends 599.*\(statuscode/unregistered\)`
}

// NoStatus is the trap of a number that is no status.
func NoStatus(w http.ResponseWriter, _ *http.Request) {
	send(w, http.StatusNotFound, map[string]int{"code": 599}) // ok: an application's code
}

type outcome struct {
	Error string `json:"error,omitempty"`
	Name  string `json:"name"`
}

// SoftErrors answers 200 with what may be an error.
func SoftErrors(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "nil":
		send(w, http.StatusOK, map[string]any{"error": nil, "name": "hen"}) // ok: none
	case "empty":
		send(w, http.StatusOK, outcome{Name: "hen"}) // ok: left out
	case "unknown":
		send(w, http.StatusOK, outcome{Name: "hen", Error: r.Header.Get("X-Error")}) // ok: unknown
	case "composed":
		send(w, http.StatusOK, map[string]string{"error": "no hen " + r.URL.Path}) // want `send sends 200 OK with "error" in its body.*\(statuscode/success\)`
	case "list":
		send(w, http.StatusCreated, map[string]any{"errors": []string{"no hen"}}) // want `send sends 201 Created with "errors" in its body.*\(statuscode/success\)`
	case "graphql":
		send(w, http.StatusOK, map[string]any{"data": nil, "errors": []string{"no hen"}}) // ok: GraphQL
	}
}

// A delivery is what became of an event: a record, whatever is in it.
type delivery struct {
	ID, Event, Target, Started, Ended string
	Attempt                           int
	Error                             string `json:"error"`
}

func deliveries(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusOK, delivery{ID: r.PathValue("id"), Error: "no answer"}) // ok: the record of a failure
}

package amperity

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
)

// A2: an error answer is the JSON object {status, message, …}. Each case writes
// something else; its neighbour writes the object.

// A2Text answers with text.
func A2Text(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "http.Error":
		http.Error(w, "no such campaign", http.StatusNotFound) // want `http\.Error sends the 404 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
	case "fault":
		failWith(w, http.StatusNotFound, "no such campaign") // ok
	case "http.NotFound":
		http.NotFound(w, r) // want `http\.NotFound sends the 404 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
	case "JSON handed to http.Error":
		http.Error(w, `{"status":404,"message":"no such campaign"}`, http.StatusNotFound) // want `http\.Error sends the JSON body of the 404 as text/plain; contract amperity requires Content-Type application/json \(rawerror\)`
	case "JSON written":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"status":404,"message":"no such campaign"}`) // ok: an object under its own name
	case "Fprintf":
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintf(w, "no campaign %q", r.PathValue("name")) // want `fmt\.Fprintf sends the 404 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
	case "Fprintln":
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintln(w, "no such campaign") // want `fmt\.Fprintln sends the 404 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
	case "Write":
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte("no such campaign")) // want `Write sends the 404 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
	case "WriteString":
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "no such campaign") // want `io\.WriteString sends the 404 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
	case "WriteString of a success":
		w.WriteHeader(http.StatusOK)
		_, _ = io.WriteString(w, "done") // ok: no error
	case "marshalled":
		b, err := json.Marshal(body(http.StatusNotFound))
		if err != nil {
			fail(w, http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(b) // ok: the object
	}
}

// text answers in plain text; the status is the caller's.
func text(w http.ResponseWriter, status int, format string, args ...any) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, format, args...) // want `fmt.Fprintf sends errors as text/plain.*\(rawerror\)`
}

// A2Helper answers with text through a helper.
func A2Helper(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "text":
		text(w, http.StatusConflict, "campaign %q exists", r.PathValue("name")) // ok: text is reported
	case "fault":
		failWith(w, http.StatusConflict, fmt.Sprintf("campaign %q exists", r.PathValue("name"))) // ok
	case "text of a success":
		text(w, http.StatusOK, "campaign %q exists", r.PathValue("name")) // ok: no error
	}
}

// A2Elsewhere writes text to something that is no answer.
func A2Elsewhere(w http.ResponseWriter, r *http.Request, audit io.Writer) {
	fmt.Fprintf(audit, "no campaign %q\n", r.PathValue("name")) // ok: not the client
	slog.Warn("no such campaign", "name", r.PathValue("name"))
	fail(w, http.StatusNotFound)
}

// A2Spread hands the results of one call to another.
func A2Spread(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("raw") {
		http.Error(missing(w)) // want `http\.Error sends the 404 as text/plain; contract amperity requires a JSON body with status, message \(rawerror\)`
		return
	}
	fail(gone(w)) // ok
}

func missing(w http.ResponseWriter) (http.ResponseWriter, string, int) {
	return w, "no such campaign", http.StatusNotFound
}

func gone(w http.ResponseWriter) (http.ResponseWriter, int) {
	return w, http.StatusNotFound
}

// A2Members sends objects with other members.
func A2Members(w http.ResponseWriter, r *http.Request) {
	const status, text = http.StatusNotFound, "no such campaign"
	switch r.PathValue("case") {
	case "message missing":
		send(w, status, map[string]any{"status": status}) // want `"message" is missing.*\(envelope\)`
	case "message":
		send(w, status, map[string]any{"status": status, "message": text}) // ok
	case "status missing":
		send(w, status, map[string]any{"message": text}) // want `"status" is missing.*\(envelope\)`
	case "misnamed":
		send(w, status, map[string]any{"status": status, "msg": text}) // want `send sends a 404 body in which "msg" should be named "message"; contract amperity requires status, message \(envelope\)`
	case "left out":
		send(w, status, terse{Status: status, Message: r.PathValue("text")}) // want `send sends a 404 body in which "message" may be omitted \(omitempty\); contract amperity requires status, message \(envelope\)`
	case "empty":
		send(w, status, wordy{Status: status, Message: text}) // want `send sends a 404 body in which "request_id" is empty and not omitted \(no omitempty\); contract amperity requires status, message \(envelope\)`
	case "filled":
		send(w, status, wordy{Status: status, Message: text, RequestID: r.Header.Get("X-Request-Id")}) // ok: it says something
	case "extra member":
		send(w, status, map[string]any{"status": status, "message": text, "field": "name"}) // ok: not forbidden
	}
}

// terse drops a required member where it is empty.
type terse struct {
	Status  int    `json:"status"`
	Message string `json:"message,omitempty"`
}

// wordy keeps an optional member where it is empty.
type wordy struct {
	Status    int    `json:"status"`
	Message   string `json:"message"`
	RequestID string `json:"request_id"`
}

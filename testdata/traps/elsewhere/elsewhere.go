// Package elsewhere holds texts of errors that go to somebody other than the
// client, each beside one that goes to the client.
package elsewhere

import (
	"bytes"
	"encoding/json"
	"expvar"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"os"
	"strings"
)

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

type failure struct {
	Message string `json:"message"`
	Cause   string `json:"-"`
	Detail  string `json:"detail,omitempty"`
}

// A Tank stores fuel; its errors are internal.
type Tank interface {
	Fill(litres int) error
}

// Handler serves tanks.
type Handler struct {
	tank     Tank
	failures *expvar.Map
	alarm    string // URL of another service
}

var sorry = failure{Message: "the tank cannot be filled"}

// Logged is the trap `slog.String("error", err.Error())`.
func (h *Handler) Logged(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		slog.Error("fill", slog.String("error", err.Error())) // ok: the log
		log.Printf("fill: %v", err)                           // ok: the log
		send(w, http.StatusInternalServerError, sorry)
	}
}

// NotLogged sends what Logged logs.
func (h *Handler) NotLogged(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		send(w, http.StatusInternalServerError, failure{Message: err.Error()}) // want `\(errleak/error\)`
	}
}

// LogFields is the trap "log fields": they are collected like a body and logged.
func (h *Handler) LogFields(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		fields := map[string]any{"message": "fill", "error": err.Error()} // ok: the log
		slog.Error("fill", "fields", fields)
		send(w, http.StatusInternalServerError, sorry)
	}
}

// BodyFields sends the same map.
func (h *Handler) BodyFields(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		fields := map[string]any{"message": "fill", "error": err.Error()} // want `\(errleak/error\)`
		send(w, http.StatusInternalServerError, fields)
	}
}

// OtherAPI is the trap "another API's request body".
func (h *Handler) OtherAPI(w http.ResponseWriter, r *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		body, _ := json.Marshal(map[string]string{"text": err.Error()}) // ok: another service's
		req, reqErr := http.NewRequestWithContext(r.Context(), http.MethodPost, h.alarm, bytes.NewReader(body))
		if reqErr == nil {
			if resp, doErr := http.DefaultClient.Do(req); doErr == nil {
				resp.Body.Close()
			}
		}
		send(w, http.StatusInternalServerError, sorry)
	}
}

// OwnAPI sends the same body to the client.
func (h *Handler) OwnAPI(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		body, _ := json.Marshal(map[string]string{"text": err.Error()}) // want `\(errleak/error\)`
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = w.Write(body)
	}
}

// Stderr is the trap of a writer that is no ResponseWriter.
func (h *Handler) Stderr(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		fmt.Fprintln(os.Stderr, err) // ok: the terminal
		var b strings.Builder
		fmt.Fprintf(&b, "fill: %v", err) // ok: a buffer that is logged
		slog.Error(b.String())
		send(w, http.StatusInternalServerError, sorry)
	}
}

// Writer hands the client's writer over as an io.Writer.
func (h *Handler) Writer(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		var out io.Writer = w
		fmt.Fprintf(out, `{"message":%q}`, err) // want `\(errleak/error\)`
	}
}

// Metric is the trap "metrics".
func (h *Handler) Metric(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		h.failures.Add(err.Error(), 1) // ok: a counter's name
		send(w, http.StatusInternalServerError, sorry)
	}
}

// Compared is the trap "comparisons".
func (h *Handler) Compared(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		full := strings.Contains(err.Error(), "full") // ok: the flow ends here
		send(w, http.StatusInternalServerError, map[string]bool{"full": full})
	}
}

// Unencoded is the trap of a field that JSON leaves out.
func (h *Handler) Unencoded(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		send(w, http.StatusInternalServerError, failure{Message: "fill", Cause: err.Error()}) // ok: json:"-"
	}
}

// Encoded fills the field that JSON takes along.
func (h *Handler) Encoded(w http.ResponseWriter, _ *http.Request) {
	if err := h.tank.Fill(1); err != nil {
		send(w, http.StatusInternalServerError, failure{Message: "fill", Detail: err.Error()}) // want `\(errleak/error\)`
	}
}

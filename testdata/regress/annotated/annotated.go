// Package annotated writes into what a call has returned, beside an error.
package annotated

import (
	"encoding/json"
	"log/slog"
	"net/http"
)

// A Report is what a client gets.
type Report struct {
	Count int    `json:"count"`
	Error string `json:"error,omitempty"`
	Cause string `json:"-"`
}

// Importer imports.
type Importer interface {
	Import(r *http.Request) (*Report, error)
}

// count is an importer that is read.
func count(r *http.Request, i Importer) (*Report, error) {
	report := &Report{}
	for range 3 {
		if _, err := i.Import(r); err != nil {
			return report, err
		}
		report.Count++
	}
	return report, nil
}

// Unread writes the error into a report of which nothing is known.
func Unread(w http.ResponseWriter, r *http.Request, i Importer) {
	report, err := i.Import(r)
	if err != nil {
		report.Error = err.Error() // want `\(errleak/error\)`
	}
	send(w, report)
}

// Read writes it into one that was made in sight.
func Read(w http.ResponseWriter, r *http.Request, i Importer) {
	report, err := count(r, i)
	if err != nil {
		report.Error = err.Error() // want `\(errleak/error\)`
	}
	report.Count++
	send(w, report)
}

// Hidden writes it where no client looks.
func Hidden(w http.ResponseWriter, r *http.Request, i Importer) {
	report, err := i.Import(r)
	if err != nil {
		report.Cause = err.Error() // ok: not encoded
		report.Error = "import failed"
	}
	send(w, report)
}

// Logged writes it for the log, and then over it.
func Logged(w http.ResponseWriter, r *http.Request, i Importer) {
	report, err := count(r, i)
	if err != nil {
		report.Error = err.Error() // ok: it does not stay
		slog.Error("import", "report", report)
	}
	report.Error = ""
	send(w, report)
}

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	json.NewEncoder(w).Encode(v)
}

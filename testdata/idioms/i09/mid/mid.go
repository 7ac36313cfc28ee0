// Package mid sends what clients may read and logs the rest.
package mid

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i09/leaf"
)

// Send answers with a notice.
func Send(w http.ResponseWriter, n *leaf.Notice) {
	if n.Cause != nil {
		slog.Error(n.Text, "cause", n.Cause)
	}
	write(w, n.Status, n.Text)
}

// Report answers with a notice's text where there is one.
func Report(w http.ResponseWriter, err error) {
	var n *leaf.Notice
	if errors.As(err, &n) {
		write(w, n.Status, n.Text) // ok: a typed error's public text
		return
	}
	slog.Error("request failed", "error", err)
	write(w, http.StatusInternalServerError, "internal error") // ok: constant text
}

// ReportKind tells notices and sentinels apart from the rest.
func ReportKind(w http.ResponseWriter, err error) {
	switch e := err.(type) {
	case *leaf.Notice:
		write(w, e.Status, e.Text) // ok: a typed error's public text
	default:
		if errors.Is(err, leaf.ErrGone) {
			write(w, http.StatusGone, leaf.ErrGone.Error()) // ok: a sentinel
			return
		}
		slog.Error("request failed", "error", err)
		write(w, http.StatusInternalServerError, "internal error") // ok: constant text
	}
}

// ReportAll prints the rest, too.
func ReportAll(w http.ResponseWriter, err error) {
	switch e := err.(type) {
	case *leaf.Notice:
		write(w, e.Status, e.Text) // ok: a typed error's public text
	default:
		write(w, http.StatusInternalServerError, err.Error()) // want `\(errleak/error\)`
	}
}

// ReportGone prints the error in which it found the sentinel, and with it
// whatever the sentinel is wrapped in.
func ReportGone(w http.ResponseWriter, err error) {
	if errors.Is(err, leaf.ErrGone) {
		write(w, http.StatusGone, err.Error()) // want `\(errleak/error4xx\)`
		return
	}
	slog.Error("request failed", "error", err)
	write(w, http.StatusInternalServerError, "internal error") // ok: constant text
}

func write(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": text})
}

// Package mid sends reports.
package mid

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i07/leaf"
)

// Fail answers with a report; its kind chooses the status.
func Fail(w http.ResponseWriter, _ *http.Request, rep *leaf.Report) {
	status := http.StatusInternalServerError
	switch rep.Kind {
	case leaf.BadInput:
		status = http.StatusBadRequest
	case leaf.Absent:
		status = http.StatusNotFound
	case leaf.Busy:
		status = http.StatusServiceUnavailable
	}
	write(w, status, rep) // ok: every status is registered
}

// FailOdd answers with a report and one status that nobody registered.
func FailOdd(w http.ResponseWriter, _ *http.Request, rep *leaf.Report) {
	write(w, statusOf(rep.Kind), rep) // ok: there
}

func statusOf(kind leaf.Kind) int {
	switch kind {
	case leaf.BadInput:
		return http.StatusBadRequest
	case leaf.Busy:
		return 519 // want `519.*\(statuscode/unregistered\)`
	default:
		return http.StatusInternalServerError
	}
}

// Absent answers 404 and says why.
func Absent(w http.ResponseWriter, r *http.Request, err error) {
	Fail(w, r, leaf.Describe(err, leaf.Absent)) // want `\(errleak/error(4xx)?\)`
}

// AbsentQuietly answers 404.
func AbsentQuietly(w http.ResponseWriter, r *http.Request, err error) {
	Fail(w, r, leaf.Summarize(err, leaf.Absent)) // ok: constant text
}

func write(w http.ResponseWriter, status int, rep *leaf.Report) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(rep)
}

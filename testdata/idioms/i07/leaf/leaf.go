// Package leaf describes what went wrong, before anything is sent.
package leaf

// A Kind says what sort of trouble it is.
type Kind string

// The kinds that the service knows.
const (
	BadInput Kind = "bad-input"
	Absent   Kind = "absent"
	Busy     Kind = "busy"
)

// A Report is what a client will be told.
type Report struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
	Hint string `json:"hint,omitempty"`
}

// Describe reports an error in its own words.
func Describe(err error, kind Kind) *Report {
	rep := new(Report)
	rep.Kind = kind
	rep.Text = err.Error() // ok: not an answer yet
	return rep
}

// Summarize reports an error in ours.
func Summarize(_ error, kind Kind) *Report {
	rep := new(Report)
	rep.Kind = kind
	rep.Text = "the request cannot be served"
	return rep
}

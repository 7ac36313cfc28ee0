package once

import (
	"net/http"

	"github.com/respvet/respvet/testdata/errleak/dynamic/fault"
)

func statusOf(w http.ResponseWriter, err error) {
	e, ok := err.(fault.Error)
	if !ok {
		e.Code = http.StatusInternalServerError
	}
	w.WriteHeader(e.Code)
}

// Levelled passes a level, which is no status.
func Levelled(w http.ResponseWriter, r *http.Request) {
	statusOf(w, fault.New("too late", fault.Loud)) // ok
}

// Numbered passes a number, which becomes one.
func Numbered(w http.ResponseWriter, r *http.Request) {
	statusOf(w, fault.New("too late", 8)) // want `statusOf sends 8, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
}

// Package constructed sends a status that one branch says and a call the other, in an error
// that a constructor makes.
package constructed

import (
	"errors"
	"net/http"
)

var (
	errMissing = errors.New("no such order")
	errBroken  = errors.New("broken")
)

type failure struct{ code int }

func newFailure(code int) *failure { return &failure{code: code} }

func send(w http.ResponseWriter, f *failure) { w.WriteHeader(f.code) }

func otherwise() int { return http.StatusServiceUnavailable }

func statusOf(err error) int {
	code := http.StatusNotFound
	if !errors.Is(err, errMissing) {
		code = otherwise()
	}
	return code
}

func fail(w http.ResponseWriter, err error) {
	var code int
	if errors.Is(err, errMissing) {
		code = http.StatusNotFound
	} else {
		code = otherwise()
	}
	send(w, newFailure(code))
}

func literal(w http.ResponseWriter, err error) {
	send(w, &failure{statusOf(err)})
}

func missing(w http.ResponseWriter, r *http.Request) { // answers 404
	fail(w, errMissing)
}

func written(w http.ResponseWriter, r *http.Request) { // answers 404
	literal(w, errMissing)
}

func broken(w http.ResponseWriter, r *http.Request) { // answers 503
	fail(w, errBroken)
}

func either(w http.ResponseWriter, r *http.Request) { // answers 404 503
	if r.FormValue("broken") != "" {
		fail(w, errBroken)
		return
	}
	fail(w, errMissing)
}

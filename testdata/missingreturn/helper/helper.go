// Package helper asks helpers whether they have answered, and forgets to.
package helper

import (
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/missingreturn/helper/guard"
)

func work() error { return http.ErrNoCookie }

func tested(w http.ResponseWriter, r *http.Request) {
	if !guard.OK(w, work()) { // ok
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func rest(w http.ResponseWriter, r *http.Request) {
	if guard.OK(w, work()) { // ok: the rest is in the branch
		w.WriteHeader(http.StatusNoContent)
	}
}

func ignored(w http.ResponseWriter, r *http.Request) {
	guard.OK(w, work()) // want `handler continues after guard\.OK, which may have sent 500: a second response is written at line \d+ \(missingreturn\)`
	w.WriteHeader(http.StatusNoContent)
}

func ignoredOther(w http.ResponseWriter, r *http.Request) {
	_ = guard.Failed(w, work()) // want `handler continues after guard.Failed, which may have sent 500`
	w.WriteHeader(http.StatusNoContent)
}

func ignoredError(w http.ResponseWriter, r *http.Request) {
	guard.Check(w, r) // want `handler continues after guard.Check, which may have sent 401`
	w.WriteHeader(http.StatusNoContent)
}

func ignoredErrorInCase(w http.ResponseWriter, r *http.Request) error {
	switch r.Method {
	case http.MethodPost:
		_ = guard.Check(w, r) // want `handler continues after guard.Check, which may have sent 401`
		w.WriteHeader(http.StatusNoContent)
	}
	return nil
}

func testedError(w http.ResponseWriter, r *http.Request) {
	if err := guard.Check(w, r); err != nil { // ok
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func goesOn(w http.ResponseWriter, r *http.Request) {
	if guard.Failed(w, work()) { // want `handler continues after guard.Failed, which may have sent 500`
		slog.Info("failed")
	}
	w.WriteHeader(http.StatusNoContent)
}

func goesOnElse(w http.ResponseWriter, r *http.Request) {
	if guard.OK(w, work()) { // want `handler continues after guard.OK, which may have sent 500`
		slog.Info("fine")
	} else {
		slog.Info("failed")
	}
	w.WriteHeader(http.StatusNoContent)
}

func goesOnError(w http.ResponseWriter, r *http.Request) {
	if err := guard.Check(w, r); err != nil { // want `handler continues after guard.Check, which may have sent 401`
		slog.Info("failed", "error", err)
	}
	w.WriteHeader(http.StatusNoContent)
}

func value(w http.ResponseWriter, r *http.Request) {
	id, ok := guard.ID(w, r) // ok
	if !ok {
		return
	}
	w.Header().Set("Location", id)
	w.WriteHeader(http.StatusNoContent)
}

func valueIgnored(w http.ResponseWriter, r *http.Request) {
	id, _ := guard.ID(w, r) // want `handler continues after guard.ID, which may have sent 400`
	w.Header().Set("Location", id)
	w.WriteHeader(http.StatusNoContent)
}

func quiet(w http.ResponseWriter, r *http.Request) {
	guard.Quiet(w, work()) // want `handler continues after guard\.Quiet, which may have sent 500: a second response is written at line \d+`
	w.WriteHeader(http.StatusNoContent)
}

func nested(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost && guard.Failed(w, work()) { // ok
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// answerEither has a status of its own for each error.
func answerEither(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		w.WriteHeader(http.StatusRequestTimeout)
		return
	}
	w.WriteHeader(http.StatusInternalServerError)
}

func either(w http.ResponseWriter, r *http.Request) {
	if err := work(); err != nil {
		answerEither(w, r, err) // want `handler continues after answerEither sent an error: a second response is written at line \d+`
	}
	w.WriteHeader(http.StatusNoContent)
}

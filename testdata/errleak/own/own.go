// Package own asks for error types of its own, and of others, and makes errors of what it is
// given.
package own

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"runtime"
)

type store interface{ Save() error }

// A failure is an error of the service, made for its clients.
type failure struct {
	Kind int
	msg  string
	err  error
}

func (f *failure) Error() string {
	if f.msg != "" {
		return f.msg
	}
	return f.err.Error()
}

func asked(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := s.Save()
		var f *failure
		if errors.As(err, &f) {
			http.Error(w, f.Error(), f.Kind) // ok: it was made to be asked for
			return
		}
		var p *fs.PathError
		if errors.As(err, &p) {
			http.Error(w, p.Error(), http.StatusInternalServerError) // want `error text from own.store.Save is sent`
			return
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from own.store.Save is sent`
		}
	}
}

// An argument is what is wrong with one.
type argument struct {
	Field string
	Err   error
}

func (a *argument) Error() string { return a.Field + ": " + a.Err.Error() }

// Present is given errors by others, and sends what is in those that it asks for.
func Present(w http.ResponseWriter, err error) {
	var a *argument
	if errors.As(err, &a) {
		http.Error(w, a.Err.Error(), http.StatusInternalServerError) // ok: a part of what was asked for
		return
	}
}

// An outcome is no error.
type outcome struct{ Err error }

// PresentOutcome sends what is in one.
func PresentOutcome(w http.ResponseWriter, o outcome) {
	if o.Err != nil {
		http.Error(w, o.Err.Error(), http.StatusInternalServerError) // want `internal error text is sent`
	}
}

// A trouble is one that the package makes as well.
type trouble struct {
	Code string
	err  error
}

func (t *trouble) Error() string { return t.Code + t.err.Error() }

// known has the trouble that it asks for, and what that says.
func known(w http.ResponseWriter, r *http.Request) {
	_, err := os.ReadFile(r.URL.Path)
	if err != nil {
		err = &trouble{err: err}
	}
	var f *trouble
	if errors.As(err, &f) {
		http.Error(w, f.Error(), http.StatusInternalServerError) // want `error text from os.ReadFile is sent`
	}
}

// made makes an error of what it is given, and says where it was called with nothing.
func made(args ...any) error {
	f := trouble{}
	if len(args) == 0 {
		msg := "made of nothing"
		if _, file, line, ok := runtime.Caller(1); ok {
			msg = fmt.Sprintf("%s - %s:%d", msg, file, line)
		}
		f.err = errors.New(msg)
	}
	for _, a := range args {
		switch a := a.(type) {
		case error:
			f.err = a
		case string:
			f.err = errors.New(a)
		case fmt.Stringer:
			f.Code = a.String()
		}
	}
	return &f
}

func ofText(w http.ResponseWriter, r *http.Request) {
	http.Error(w, made("no such order").Error(), http.StatusInternalServerError) // ok
}

func ofError(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile(r.URL.Path); err != nil {
		http.Error(w, made(err).Error(), http.StatusInternalServerError) // want `error text from os.ReadFile is sent`
	}
}

func ofNothing(w http.ResponseWriter, r *http.Request) {
	http.Error(w, made().Error(), http.StatusInternalServerError) // want `source file name from runtime.Caller is sent`
}

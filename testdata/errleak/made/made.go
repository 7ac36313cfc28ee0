// Package made answers with faults that others made.
package made

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"github.com/respvet/respvet/testdata/errleak/made/fault"
	"github.com/respvet/respvet/testdata/errleak/made/till"
)

type action func(w http.ResponseWriter, r *http.Request) error

func (a action) serve(w http.ResponseWriter, r *http.Request) {
	err := a(w, r)
	if err == nil {
		return
	}
	var f *fault.Fault
	if !errors.As(err, &f) {
		f = fault.Broken("it failed")
	}
	reply(w, f.Code, f)
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func open(w http.ResponseWriter, r *http.Request) error {
	if err := till.Open("a"); err != nil { // ok: what is in it was told where it was made
		return err
	}
	reply(w, http.StatusOK, "open")
	return nil
}

func opened(w http.ResponseWriter, r *http.Request) error {
	if err := till.Open("b"); err != nil { // ok: only logged
		log.Print(err)
	}
	reply(w, http.StatusOK, "open")
	return nil
}

func mux() *http.ServeMux {
	m := http.NewServeMux()
	m.HandleFunc("/a", action(open).serve)
	m.HandleFunc("/b", action(opened).serve)
	return m
}

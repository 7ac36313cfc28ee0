// Package chosen has renderers of errors that a flag chooses.
package chosen

import (
	"encoding/json"
	"net/http"
)

type store interface {
	Load(id string) ([]string, error)
}

// debug renderer
var debug bool

func fail(w http.ResponseWriter, code int, err error) {
	msg := http.StatusText(code)
	if debug {
		msg = err.Error()
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"error": msg})
}

type renderer func(w http.ResponseWriter, code int, err error)

func verbose(w http.ResponseWriter, code int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
}
func terse(w http.ResponseWriter, code int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"error": "internal"})
}

type D struct {
	st     store
	render renderer
}

func NewD(st store, debug bool) *D {
	d := &D{st: st, render: terse}
	if debug {
		d.render = verbose
	}
	return d
}
func (d *D) x(w http.ResponseWriter, r *http.Request) {
	x, err := d.st.Load("a")
	if err != nil {
		d.render(w, 500, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(x)
}
func (d *D) y(w http.ResponseWriter, r *http.Request) {
	x, err := d.st.Load("a")
	if err != nil {
		fail(w, 500, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(x)
}

// One that is chosen by something else.

func plain(w http.ResponseWriter, code int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"message": err.Error()}) // want "errleak/error"
}

func NewWide(st store, wide bool) *D {
	render := terse
	if wide {
		render = plain
	}
	return &D{st: st, render: render}
}

// One that is chosen by a flag, and used without it as well.

func both(w http.ResponseWriter, code int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"text": err.Error()}) // want "errleak/error"
}

func NewBoth(st store, debug bool) *D {
	render := terse
	if debug {
		render = both
	}
	return &D{st: st, render: render}
}

func (d *D) z(w http.ResponseWriter, r *http.Request) {
	if _, err := d.st.Load("a"); err != nil {
		both(w, 500, err)
	}
}

func Routes(mux *http.ServeMux, d *D) {
	mux.HandleFunc("/x", d.x)
	mux.HandleFunc("/y", d.y)
	mux.HandleFunc("/z", d.z)
}

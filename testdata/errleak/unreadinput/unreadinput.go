// Package unreadinput reads charts with code that is not known: what it says of a
// request's body is about the client's own input.
package unreadinput

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
)

type chart struct {
	Depth int `json:"depth"`
}

type reader interface {
	Read(from io.Reader) (chart, error)
}

type desk struct{ charts reader }

func (d *desk) upload(w http.ResponseWriter, r *http.Request) {
	c, err := d.charts.Read(r.Body)
	if err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // want `parse error text from unreadinput\.reader\.Read is sent to the client in the body of the 400 \(errleak/parse\)`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(c)
}

func (d *desk) stored(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("/srv/charts/" + r.PathValue("id"))
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	defer f.Close()
	c, err := d.charts.Read(f)
	if err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // want `error text from unreadinput\.reader\.Read is sent to the client in the body of the 400 \(errleak/error4xx\)`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(c)
}

// Handler serves charts.
func Handler(charts reader) http.Handler {
	d := &desk{charts}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /charts", d.upload)
	mux.HandleFunc("GET /charts/{id}", d.stored)
	return mux
}

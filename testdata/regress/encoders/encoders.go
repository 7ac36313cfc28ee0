// Package encoders answers through libraries in the place of encoding/json.
package encoders

import (
	"net/http"

	"github.com/goccy/go-json"
	jsoniter "github.com/json-iterator/go"
)

var api = jsoniter.ConfigCompatibleWithStandardLibrary

type problem struct {
	Message string `json:"message"`
	Detail  string `json:"detail"`
}

// A Store fails with errors of its own.
type Store interface{ Load(id string) error }

// Streamed encodes into the answer.
func Streamed(w http.ResponseWriter, r *http.Request, s Store) {
	w.Header().Set("Content-Type", "application/json")
	if err := s.Load(r.PathValue("id")); err != nil {
		w.WriteHeader(http.StatusNotFound)
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.Encode(&problem{Message: "not found"}) // ok
		return
	}
	w.WriteHeader(http.StatusInternalServerError)
	json.NewEncoder(w).Encode(&problem{Detail: s.Load("").Error()}) // want `\(errleak/error\)`
}

// Configured encodes as a variable says.
func Configured(w http.ResponseWriter, r *http.Request, s Store) {
	if err := s.Load(r.PathValue("id")); err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		api.NewEncoder(w).Encode(problem{Detail: err.Error()}) // want `\(errleak/error\)`
	}
}

// Marshalled encodes first.
func Marshalled(w http.ResponseWriter, r *http.Request, s Store) {
	var in problem
	if err := api.NewDecoder(r.Body).Decode(&in); err != nil {
		data, _ := jsoniter.Marshal(problem{Detail: err.Error()}) // want `\(errleak/parse\)`
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		w.Write(data)
		return
	}
	data, _ := api.Marshal(in)
	w.Header().Set("Content-Type", "application/json")
	w.Write(data) // ok: what was asked
}

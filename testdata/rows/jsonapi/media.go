package jsonapi

import (
	"encoding/json"
	"net/http"
)

// The media type is application/vnd.api+json, of errors and of data.

// Media labels what it sends.
func Media(w http.ResponseWriter, r *http.Request) {
	failed := map[string]any{"errors": []failure{{Detail: "there is no such article"}}}
	data := map[string]any{"data": article{ID: r.PathValue("id"), Type: "articles"}}
	switch r.PathValue("case") {
	case "JSON":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(failed) // want `\(\*json\.Encoder\)\.Encode sends an error as application/json; contract jsonapi requires application/vnd\.api\+json \(contenttype/contract\)`
	case "its own":
		w.Header().Set("Content-Type", "application/vnd.api+json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(failed) // ok
	case "JSON data":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusOK)
		_ = json.NewEncoder(w).Encode(data) // want `\(\*json\.Encoder\)\.Encode sends a success as application/json; contract jsonapi requires application/vnd\.api\+json \(contenttype/contract\)`
	case "its own data":
		w.Header().Set("Content-Type", "application/vnd.api+json")
		w.WriteHeader(http.StatusOK)
		_ = json.NewEncoder(w).Encode(data) // ok
	case "none":
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(failed) // want `\(contenttype\)`
	}
}

func init() { http.HandleFunc("GET /media/{case}", Media) }
